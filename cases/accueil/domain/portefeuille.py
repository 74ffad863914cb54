"""The acts of an agent on the list of persons followed: naming its filters, exporting what it shows."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from cases.access.accueil import peut_exporter
from cases.access.base import exiger
from cases.accueil.domain.classeur import ecrire_classeur
from cases.chiffrement import chiffrer, dechiffrer
from cases.models import ExportListe, FiltreEnregistre
from cases.socle.acte import enregistrer
from partners.models import Agent, Parametre
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

FILTRES_MAX = 20
LIGNES_MAX = 5_000
DUREE = "duree-export"


@transaction.atomic
def enregistrer_filtre(*, agent: Agent, nom: str, adresse: str) -> FiltreEnregistre:
    """Keeps these filters under a name that the agent chose.

    Refuses a name already used, no filter at all, and too many names.
    """
    if not adresse:
        raise RefusMetier("Choisissez au moins un filtre avant de l'enregistrer.", champ="nom", code="vide")
    # Two savings at once: the second waits, and counts the first.
    Agent.objects.select_for_update(no_key=True).get(pk=agent.pk)
    if FiltreEnregistre.objects.filter(agent=agent).count() >= FILTRES_MAX:
        raise RefusMetier(f"Vous avez déjà {FILTRES_MAX} filtres : oubliez-en un.", champ="nom", code="trop")
    if FiltreEnregistre.objects.filter(agent=agent, nom__iexact=nom).exists():
        raise RefusMetier("Vous avez déjà un filtre de ce nom.", champ="nom", code="unique")
    return enregistrer(FiltreEnregistre(agent=agent, nom=nom, adresse=adresse))


@transaction.atomic
def oublier_filtre(*, agent: Agent, filtre: FiltreEnregistre) -> None:
    exiger(filtre.agent_id == agent.pk)
    filtre.delete()


@transaction.atomic
def exporter(
    *, agent: Agent, entetes: Sequence[str], lignes: Sequence[Sequence[object]], filtres: str
) -> ExportListe:
    """Makes the workbook of what is shown, for its author alone and until it expires (`duree-export`, hours).

    This is a right of its own, given by the affectation. Refuses an empty list, and one too long to be read on a
    screen. The journal says how many persons and by which filters, never who.
    """
    exiger(peut_exporter(agent))
    if not lignes:
        raise RefusMetier("Il n'y a personne dans cette liste : rien n'est à exporter.", code="vide")
    if len(lignes) > LIGNES_MAX:
        raise RefusMetier(
            f"Cette liste compte plus de {LIGNES_MAX} personnes : ajoutez un filtre.", code="trop"
        )
    maintenant = timezone.now()
    heures = int(Parametre.valeur_le(DUREE, timezone.localdate()))
    export = ExportListe(
        agent=agent,
        cree_le=maintenant,
        expire_le=maintenant + datetime.timedelta(hours=heures),
        filtres=filtres,
        lignes=len(lignes),
    )
    export.contenu = chiffrer(ecrire_classeur("Mon portefeuille", entetes, lignes), export.uuid)
    enregistrer(export)
    journaliser(agent, ActionJournal.CREATION, export, precision=f"{len(lignes)} personnes : {filtres}"[:200])
    return export


@transaction.atomic
def telecharger(*, agent: Agent, export: ExportListe) -> bytes:
    """Gives the workbook to its author until it expires.

    The right is asked again, because it may have been taken back.
    """
    exiger(peut_exporter(agent) and export.agent_id == agent.pk)
    if not export.disponible or export.contenu is None:
        raise RefusMetier("Cet export a expiré : refaites-le depuis votre portefeuille.", code="expire")
    journaliser(agent, ActionJournal.TELECHARGEMENT, export)
    return dechiffrer(export.contenu, export.uuid)


def effacer_les_exports(*, maintenant: datetime.datetime) -> int:
    """Erases the content of the exports that have expired. The rows stay, to say that there was an export."""
    expires = ExportListe.objects.filter(expire_le__lte=maintenant, contenu__isnull=False)
    return expires.update(contenu=None)
