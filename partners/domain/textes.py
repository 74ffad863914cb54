"""The texts that the service writes for itself: the notice on personal data, the procedure of a situation d'urgence."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from partners.access import exiger, peut_gerer_consigne, regions_administrees
from partners.domain.enregistrement import enregistrer
from partners.domain.fermeture import fermer, rouvrir
from partners.models import Agent, ConsigneUrgence, Departement, Region, VersionNotice
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def publier_notice(
    *, agent: Agent, region: Region, libelle: str, texte: str, valide_du: datetime.date
) -> VersionNotice:
    """Adds a version of the notice for this région from that day on.

    The former ones stay, for those who were given them. Refuses a day in the past, because what was given then was
    another text. The same text sent twice is written once.
    """
    exiger(regions_administrees(agent).filter(pk=region.pk).exists())
    if valide_du < timezone.localdate():
        raise RefusMetier("Une notice prend effet aujourd'hui ou plus tard.", champ="valide_du", code="date")
    # Two sendings at once: the second waits here, then meets what the first wrote.
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    texte = texte.strip()
    deja = VersionNotice.objects.filter(region=region, valide_du=valide_du, texte=texte).first()
    if deja is not None:
        return deja
    notice = enregistrer(
        VersionNotice(
            code=f"notice-{uuid.uuid4()}", libelle=libelle, region=region, texte=texte, valide_du=valide_du
        )
    )
    journaliser(agent, ActionJournal.CREATION, ("version de notice", None), precision=str(notice))
    return notice


@transaction.atomic
def ajouter_consigne(*, agent: Agent, unite: Departement | None, libelle: str) -> ConsigneUrgence:
    """Adds a line at the end of the procedure of this unit, or of all the units, from today on.

    Refuses a line already there.
    """
    exiger(peut_gerer_consigne(agent, unite))
    siennes = ConsigneUrgence.objects.select_for_update(of=("self",)).filter(departement=unite)
    lignes = list(siennes.valables_le(timezone.localdate()))
    if any(ligne.libelle.casefold() == libelle.casefold() for ligne in lignes):
        raise RefusMetier("Cette consigne figure déjà dans la procédure.", champ="libelle", code="doublon")
    consigne = enregistrer(
        ConsigneUrgence(
            code=f"consigne-{uuid.uuid4()}",
            libelle=libelle,
            departement=unite,
            ordre=max((ligne.ordre for ligne in lignes), default=0) + 1,
            valide_du=timezone.localdate(),
        )
    )
    journaliser(agent, ActionJournal.CREATION, ("consigne d'urgence", None), precision=str(consigne))
    return consigne


@transaction.atomic
def fermer_consigne(*, agent: Agent, consigne: ConsigneUrgence, le: datetime.date) -> None:
    """Closes a line of the procedure. `le` is the last day on which it is shown."""
    exiger(peut_gerer_consigne(agent, consigne.departement))
    fermer(consigne, le)
    _journaliser(agent, consigne, "Fermeture")


@transaction.atomic
def rouvrir_consigne(*, agent: Agent, consigne: ConsigneUrgence) -> None:
    exiger(peut_gerer_consigne(agent, consigne.departement))
    rouvrir(consigne)
    _journaliser(agent, consigne, "Réouverture")


def _journaliser(agent: Agent, consigne: ConsigneUrgence, fait: str) -> None:
    journaliser(
        agent,
        ActionJournal.MODIFICATION,
        ("consigne d'urgence", None),
        precision=f"{fait} : {consigne}"[:200],
    )
