"""What the pages of the lists received read."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from cases.enums_liste_recue import LIGNES_CREEES, ResultatLigne
from cases.models import FichierSignalements, LigneFichier, Signalement
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


def listes_lisibles(agent: Agent) -> QuerySet[FichierSignalements]:
    """Returns the lists that the agent may read, the last deposited first."""
    return (
        FichierSignalements.objects.visible_to(agent)
        .select_related("partenaire", "origine", "site", "travail", "depose_par")
        .defer("contenu", "entetes", "colonnes")
        .order_by("-depose_le", "-pk")
    )


def compter_par_resultat(liste_recue: FichierSignalements) -> dict[ResultatLigne, int]:
    """Counts the lines of each result, in the order of the enum."""
    lus = liste_recue.lignes.order_by().values_list("resultat").annotate(Count("pk"))
    comptes = dict(lus)
    return {resultat: comptes[resultat] for resultat in ResultatLigne if comptes.get(resultat)}


def lignes_du_rapport(liste_recue: FichierSignalements) -> QuerySet[LigneFichier]:
    return liste_recue.lignes.order_by("numero")


def lire_rapport(agent: Agent, liste_recue: FichierSignalements) -> list[LigneFichier]:
    """Returns every line for a download, and writes a line of the journal: this copy leaves the service."""
    lignes = list(lignes_du_rapport(liste_recue))
    journaliser(agent, ActionJournal.TELECHARGEMENT, liste_recue, precision=f"{len(lignes)} lignes")
    return lignes


def signalements_des_lignes(agent: Agent, lignes: Sequence[LigneFichier]) -> dict[str, Signalement]:
    """Returns the signalements made by these lines that the agent may open, by uuid.

    A signalement that followed its person to another unit is not among them.
    """
    visibles = Signalement.objects.visible_to(agent).comptent()
    return {
        str(s.uuid): s
        for s in visibles.filter(uuid__in=[ligne.signalement for ligne in lignes if ligne.signalement])
    }


def liste_d_origine(signalement: Signalement) -> LigneFichier | None:
    """Returns the line of a list that made this signalement, with its list; None when no list made it."""
    return (
        LigneFichier.objects.filter(signalement=signalement.uuid, resultat__in=LIGNES_CREEES)
        .select_related("fichier")
        .defer("fichier__contenu")
        .first()
    )
