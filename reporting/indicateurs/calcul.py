"""From the records to the figures of a year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from partners.models import Departement
from reporting.enums import EtatBilan
from reporting.indicateurs.base import Figures, lignes
from reporting.indicateurs.catalogue import FAMILLES
from reporting.models import Bilan, ChiffreDeclare
from servicesocial.perimetre import perimetre

_PARTS = ("part_rdv_physique_pct", "part_rdv_telephone_pct")


def calculer_figures(annee: int, unites: Iterable[str] | None = None) -> dict[str, Figures]:
    """Returns the figures of each unit (all of them, or those named), by the same queries whatever their number.

    It opens its own scope: acts count where they were done (F1), so the records of a unit may be those of persons
    followed elsewhere since. All the queries read the base as it was at the first one.
    """
    with _instantane():
        codes = list(Departement.objects.values_list("code", flat=True))
        figures = {code: Figures(annee) for code in codes}
        # The units that exist, not every possible code: the policies compare each row with this list.
        with perimetre(codes):
            for famille in FAMILLES:
                famille.calculer(annee, figures)
            _anomalies(annee, figures)
        _precedents_publies(annee, figures)
        _declares(annee, figures)
    return figures if unites is None else {code: figures[code] for code in unites}


@contextmanager
def _instantane() -> Iterator[None]:
    """Gives every query the same image of the base: an act recorded meanwhile is in all the figures or in none.

    Inside a transaction already begun, the isolation is that of the caller.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _anomalies(annee: int, figures: dict[str, Figures]) -> None:
    par_unite: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ligne in lignes("anomalies", annee=annee):
        par_unite[ligne["unite"]][ligne["controle"]].append(str(ligne["uuid"]))
    for unite, anomalies in par_unite.items():
        figures[unite].complements["anomalies"] = {nom: sorted(uuids) for nom, uuids in anomalies.items()}


def _precedents_publies(annee: int, figures: dict[str, Figures]) -> None:
    """Takes the shares of N-1 from the published bilan of N-1, if there is one (F5).

    What it did not publish is removed.
    """
    publies = Bilan.objects.filter(annee=annee - 1, etat=EtatBilan.PUBLIE).order_by(
        "departement_id", "version"
    )
    for bilan in publies.values("departement_id", "version", "figures__chiffres"):
        unite = figures[bilan["departement_id"]]
        chiffres = bilan["figures__chiffres"]
        for cle in _PARTS:
            unite.chiffres.pop(f"{cle}_n1", None)
            if cle in chiffres:
                unite.chiffres[f"{cle}_n1"] = chiffres[cle]["valeur"]
        unite.complements["version_publiee_n1"] = bilan["version"]


def _declares(annee: int, figures: dict[str, Figures]) -> None:
    for declare in ChiffreDeclare.objects.filter(annee=annee, departement__isnull=False).order_by("cle"):
        unite = figures[str(declare.departement_id)]
        unite.complements.setdefault("declares", {})[declare.cle] = {
            "valeur": str(declare.valeur),
            "source": declare.source,
        }
