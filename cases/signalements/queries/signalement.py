"""One signalement as its page reads it: what it says, whom it may concern, its neighbours in the queue."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.enums import EtatSignalement
from cases.models import (
    Accompagnement,
    Contact,
    Information,
    Opposition,
    RendezVous,
    Signalement,
)
from cases.models.signalements.signalement import SignalementQuerySet
from cases.personnes.queries.rapprochement import DossierRapproche, connu_ailleurs, rapprochements
from cases.signalements.domain.promesse import accompagner_avant
from cases.signalements.domain.triage import Suite
from cases.transferts.queries.transferts import DemandeResumee, demandes_de
from partners.domain.queries.annuaire import site_desservant
from partners.enums import SuiteMotivee
from partners.models import Agent, RaisonSuite, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

SEMBLABLES = 10
# How much of the queue stands beside the page.
MONTRES_AVANT, MONTRES_APRES = 8, 24
_ETAT_MOTIVE = {
    Suite.REPONDRE: SuiteMotivee.REPONDU,
    Suite.REORIENTER: SuiteMotivee.REORIENTE,
    Suite.SANS_SUITE: SuiteMotivee.SANS_SUITE,
    Suite.DOUBLON: SuiteMotivee.DOUBLON,
}


@dataclass(frozen=True)
class SignalementDetaille:
    """What the page shows.

    `accompagner_avant` is the last day for the second entretien, when the origin promises one. `avant` and `apres`
    are the neighbours of the signalement in the queue that the agent goes through, in its order.
    """

    signalement: Signalement
    dossiers: Sequence[DossierRapproche]
    connu_ailleurs: bool
    demandes: Sequence[DemandeResumee]
    site_desservant: Site | None
    semblables: Sequence[Signalement]
    contacts: Sequence[Contact]
    informations: Sequence[Information]
    oppositions: Sequence[Opposition]
    rendez_vous: Sequence[RendezVous]
    accompagner_avant: datetime.date | None
    avant: Sequence[Signalement]
    apres: Sequence[Signalement]

    @property
    def precedent(self) -> Signalement | None:
        return self.avant[-1] if self.avant else None

    @property
    def suivant(self) -> Signalement | None:
        return self.apres[0] if self.apres else None


def lire_signalement(
    agent: Agent, signalement: Signalement, jour: datetime.date, file: SignalementQuerySet
) -> SignalementDetaille:
    """Reads everything that the page shows, in a fixed number of queries, and writes the line of consultation.

    `signalement` comes from get_signalement_or_404; `file` is the queue in which it is read. No note is read here: a
    CSAM sees that a person is followed and by whom, never what was written.
    """
    journaliser(agent, ActionJournal.CONSULTATION, signalement)
    return SignalementDetaille(
        signalement=signalement,
        dossiers=rapprochements(agent, signalement, jour),
        connu_ailleurs=connu_ailleurs(signalement),
        demandes=demandes_de(agent, signalement),
        site_desservant=site_desservant(signalement.commune, signalement.departement_id, jour),
        semblables=list(semblables(agent, signalement)[:SEMBLABLES]),
        contacts=list(signalement.contacts.select_related("agent").order_by("-le", "-pk")),
        informations=list(
            donnees_de(Information, signalement).select_related("version").order_by("-le", "-pk")
        ),
        oppositions=list(donnees_de(Opposition, signalement).filter(levee_le=None).order_by("-le", "-pk")),
        rendez_vous=list(
            signalement.rendez_vous.visible_to(agent).select_related("site", "agent").order_by("debut")
        ),
        accompagner_avant=accompagner_avant(signalement.origine, signalement.recu_le),
        avant=list(file.avant(signalement)[:MONTRES_AVANT])[::-1],
        apres=list(file.apres(signalement)[:MONTRES_APRES]),
    )


def donnees_de(modele: type[Information] | type[Opposition], signalement: Signalement) -> QuerySet:
    """Keeps what is noted on the signalement, and on the dossier that it designates."""
    qui = Q(signalement=signalement)
    if signalement.assure_id is not None:
        qui |= Q(assure=signalement.assure_id)
    return modele.objects.filter(qui)


def est_informee(signalement: Signalement) -> bool:
    """Says whether the person was given the notice, through this signalement or through her dossier."""
    return donnees_de(Information, signalement).exists()


def semblables(agent: Agent, signalement: Signalement) -> QuerySet[Signalement]:
    """Returns the other signalements of the unit with the same name or the same dossier, the last received first.

    Doublons are left out, because each leads to a signalement that counts.
    """
    memes = Q(nom__iexact=signalement.nom, prenom__iexact=signalement.prenom)
    if signalement.assure_id is not None:
        memes |= Q(assure=signalement.assure_id)
    return (
        Signalement.objects.visible_to(agent)
        .comptent()
        .filter(memes, departement=signalement.departement_id)
        .exclude(pk=signalement.pk)
        .exclude(etat=EtatSignalement.DOUBLON)
        .select_related("origine", "site")
        .order_by("-recu_le", "-pk")
    )


def suivis_a_proposer(agent: Agent, signalement: Signalement, jour: datetime.date) -> list[Accompagnement]:
    """Returns the accompagnements to which the signalement may be attached, and writes the line of consultation."""
    journaliser(agent, ActionJournal.CONSULTATION, signalement, precision="Rattachement")
    return suivis_proposes(rapprochements(agent, signalement, jour))


def originaux_a_proposer(agent: Agent, signalement: Signalement) -> list[Signalement]:
    """Returns the signalements that this one may double, the last received first, and writes the consultation."""
    journaliser(agent, ActionJournal.CONSULTATION, signalement, precision="Doublon")
    return list(semblables(agent, signalement)[:SEMBLABLES])


def raisons_de(suite: Suite, jour: datetime.date) -> QuerySet[RaisonSuite]:
    """Returns the coded reasons that this outcome offers on that day."""
    return RaisonSuite.objects.valables_le(jour).filter(suite=_ETAT_MOTIVE[suite])


def suivis_proposes(dossiers: Sequence[DossierRapproche]) -> list[Accompagnement]:
    """Returns the open accompagnements of these persons, to which a signalement may be attached."""
    return [suivi for dossier in dossiers for suivi in dossier.suivis]
