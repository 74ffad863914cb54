"""The dossier as one page reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from cases.access import ecrits_par, peut_gerer_administratif, peut_laisser_message, peut_reaffecter
from cases.access_transfert import peut_fusionner
from cases.models import (
    Accompagnement,
    AccordAction,
    ActionRemobilisation,
    ArretTravail,
    Assure,
    AxeAccompagnement,
    Brouillon,
    Contact,
    Demarche,
    Entretien,
    Fusion,
    Information,
    MessageReferent,
    Note,
    Opposition,
    Preconisation,
    ReferentAccompagnement,
    RendezVous,
    Signalement,
    Situation,
    Transfert,
)
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


@dataclass(frozen=True)
class SuiviLu:
    """An accompagnement with everything that hangs on it, newest first; histories oldest first.

    Each entretien has its `notes_lues` and `themes_lus`; each action its `accords_lus`.
    """

    accompagnement: Accompagnement
    axes: Sequence[AxeAccompagnement]
    referents: Sequence[ReferentAccompagnement]
    entretiens: Sequence[Entretien]
    notes: Sequence[Note]
    preconisations: Sequence[Preconisation]
    demarches: Sequence[Demarche]
    actions: Sequence[ActionRemobilisation]
    brouillon: Brouillon | None
    modifiable: bool

    @property
    def axe(self) -> str:
        """Label of the last axis fixed: the present one, or that of the closing."""
        return self.axes[-1].get_axe_display()

    @property
    def referent(self) -> Agent:
        """The last référent named."""
        return self.referents[-1].agent


@dataclass(frozen=True)
class Dossier:
    """What this agent may read of this person, and whether he may write it."""

    assure: Assure
    nir_masque: str
    situations: list[Situation]
    arrets: list[ArretTravail]
    suivis: list[SuiviLu]
    rendez_vous: list[RendezVous]
    contacts: list[Contact]
    signalements: list[Signalement]
    informations: list[Information]
    oppositions: list[Opposition]
    messages: list[MessageReferent]
    transferts: list[Transfert]
    fusions: list[Fusion]
    administratif_modifiable: bool
    peut_laisser_message: bool
    peut_reaffecter: bool
    peut_fusionner: bool


def lire_dossier(agent: Agent, assure: Assure) -> Dossier:
    """Everything that the agent may read, in a number of queries that does not depend on how much there is.

    `assure` comes from get_assure_or_404. Annulled acts are left out; notes are those of Note.visible_to; the
    draft is the agent's own. Reading is a journalled act: its line is written here, in the same transaction.
    """
    journaliser(agent, ActionJournal.CONSULTATION, assure)
    return Dossier(
        assure=assure,
        nir_masque=assure.nir_masque,
        situations=list(assure.situations.visible_to(agent).select_related("menage", "emploi")),
        arrets=list(assure.arrets.visible_to(agent).select_related("risque").order_by("-du")),
        suivis=_lire_suivis(agent, assure),
        rendez_vous=list(
            assure.rendez_vous.visible_to(agent).select_related("site", "agent").order_by("-debut")
        ),
        contacts=list(assure.contacts.visible_to(agent).select_related("agent")),
        signalements=list(
            assure.signalements.visible_to(agent)
            .comptent()
            .select_related("origine", "canal", "site", "raison", "oriente_vers")
            .order_by("-recu_le", "-id")
        ),
        informations=list(
            Information.objects.visible_to(agent).filter(assure=assure).select_related("version", "agent")
        ),
        oppositions=list(Opposition.objects.visible_to(agent).filter(assure=assure).select_related("agent")),
        messages=list(
            MessageReferent.objects.visible_to(agent)
            .filter(accompagnement__assure=assure)
            .select_related("raison", "auteur", "clos_par")
        ),
        transferts=list(assure.transferts.select_related("depuis", "vers", "par")),
        fusions=list(assure.fusions.select_related("absorbe__commune", "par")),
        administratif_modifiable=peut_gerer_administratif(agent, assure),
        peut_laisser_message=peut_laisser_message(agent, assure.departement_id),
        peut_reaffecter=peut_reaffecter(agent, assure.departement_id),
        peut_fusionner=peut_fusionner(agent, assure),
    )


def dossier_informe(assure: Assure) -> bool:
    """The person was given the notice on her data."""
    return Information.objects.filter(assure=assure).exists()


def _lire_suivis(agent: Agent, assure: Assure) -> list[SuiviLu]:
    notes = Note.objects.visible_to(agent).comptent().select_related("auteur")
    entretiens = (
        Entretien.objects.visible_to(agent)
        .comptent()
        .select_related("site", "agent")
        .prefetch_related(Prefetch("notes", notes, "notes_lues"), Prefetch("themes", to_attr="themes_lus"))
    )
    actions = (
        ActionRemobilisation.objects.visible_to(agent)
        .comptent()
        .select_related("site", "dispositif", "entreprise", "prestataire", "renouvelle")
        .prefetch_related(Prefetch("accords", AccordAction.objects.all(), "accords_lus"))
    )
    accompagnements = (
        Accompagnement.objects.visible_to(agent)
        .comptent()
        .filter(assure=assure)
        .select_related("site", "risque", "situation_cloture", "site_cloture", "relais", "precedent")
        .prefetch_related(
            "axes",
            Prefetch("referents", ReferentAccompagnement.objects.select_related("agent")),
            Prefetch("entretiens", entretiens, "entretiens_lus"),
            Prefetch("notes", notes.filter(entretien__isnull=True), "notes_lues"),
            Prefetch("preconisations", _plan(agent, Preconisation), "preconisations_lues"),
            Prefetch("demarches", _plan(agent, Demarche, "partenaire", "agent"), "demarches_lues"),
            Prefetch("actions", actions, "actions_lues"),
            Prefetch("brouillons", Brouillon.objects.visible_to(agent), "brouillons_lus"),
        )
    )
    modifiables = set(ecrits_par(agent).filter(assure=assure).values_list("pk", flat=True))
    return [
        SuiviLu(
            accompagnement=lu,
            axes=list(lu.axes.all()),
            referents=list(lu.referents.all()),
            entretiens=lu.entretiens_lus,
            notes=lu.notes_lues,
            preconisations=lu.preconisations_lues,
            demarches=lu.demarches_lues,
            actions=lu.actions_lues,
            brouillon=next(iter(lu.brouillons_lus), None),
            modifiable=lu.pk in modifiables,
        )
        for lu in accompagnements
    ]


def _plan(agent: Agent, modele: type[Preconisation] | type[Demarche], *liens: str) -> QuerySet:
    return modele.objects.visible_to(agent).comptent().select_related("type", *liens)
