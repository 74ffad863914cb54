"""What the pages of the bilans read."""

from collections.abc import Iterable

from django.db.models import QuerySet

from partners.enums import Profil
from partners.models import Agent, Departement
from reporting.models import LECTEURS_BILAN, Bilan


def bilans_visibles(agent: Agent) -> QuerySet[Bilan]:
    """Every version the agent may read, without the weight of figures and PDF."""
    return Bilan.objects.visible_to(agent).select_related("departement", "travail").defer("pdf", "figures")


def unites_lisibles(agent: Agent) -> QuerySet[Departement]:
    return Departement.objects.filter(code__in=agent.unites(*LECTEURS_BILAN)).order_by("code")


def dernier_bilan_par_unite(agent: Agent) -> list[tuple[Departement, Bilan | None]]:
    """Each unit that the agent manages or watches over, with the last version of its latest year, if any."""
    unites = Departement.objects.filter(code__in=agent.unites(Profil.MANAGER, Profil.REGION)).order_by("code")
    derniers = (
        bilans_visibles(agent).order_by("departement_id", "-annee", "-version").distinct("departement_id")
    )
    par_unite = {bilan.departement_id: bilan for bilan in derniers}
    return [(unite, par_unite.get(unite.code)) for unite in unites]


def annee_publiee(departement_code: str, annee: int) -> bool:
    """A bilan of this unit and year was published, in whatever version."""
    return Bilan.objects.filter(
        departement_id=departement_code, annee=annee, publie_le__isnull=False
    ).exists()


def lire_pdf(bilan: Bilan) -> bytes | None:
    contenu = Bilan.objects.values_list("pdf", flat=True).get(pk=bilan.pk)
    return None if contenu is None else bytes(contenu)


def texte_precedent(agent: Agent, unite: str, annee: str) -> str:
    """The manager's text of the latest version of this unit and year, or nothing."""
    if unite not in agent.unites(Profil.MANAGER) or not annee.isdecimal():
        return ""
    bilans = Bilan.objects.filter(departement_id=unite, annee=int(annee)).order_by("-version")
    return bilans.values_list("texte", flat=True).first() or ""


def bilans_produits(unites: Iterable[str], annee: int) -> QuerySet[Bilan]:
    """The latest produced version of each of these units."""
    produits = Bilan.objects.filter(departement__in=unites, annee=annee, figures__isnull=False)
    return produits.defer("pdf").order_by("departement_id", "-version").distinct("departement_id")
