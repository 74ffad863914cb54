"""What `clauses.py` removes: the tagged lines of the SQL files, and the clauses that are written in Python."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.ecarts import chiffres_de, ecarts
from cases.enums import FAMILLE_DU_TYPE, Axe, FamilleAction, ModeEntretien
from partners.enums import ClasseRisque, GroupeIssue
from reporting import arrondis
from reporting.indicateurs import actions, activite, base, clotures

DOSSIER_SQL = Path(base.__file__).parent / "sql"
_BALISE = re.compile(
    r"^(?P<marge>\s*)\S.*? -- \[(?P<nom>F\d+-[a-z0-9-]+)\](?: sinon :(?P<sinon>.*))?$", re.MULTILINE
)


@dataclass(frozen=True)
class Clause:
    """A clause, and how the figures are computed as if it were not there."""

    nom: str
    retiree: Callable[[], AbstractContextManager[Any]]


def noms_des_clauses(texte: str) -> list[str]:
    """Tags of a SQL text, in order. Raises ValueError when a tag is written in a way that removes nothing."""
    noms = [balise["nom"] for balise in _BALISE.finditer(texte)]
    ecrites = [nom for ligne in texte.splitlines() for nom in _balises_de(ligne)]
    if noms != ecrites or len(set(noms)) != len(noms):
        raise ValueError(f"Clauses mal écrites ou en double : {sorted(set(ecrites) ^ set(noms)) or noms}")
    return noms


def _balises_de(ligne: str) -> list[str]:
    """Tags of a line of SQL; a comment of its own may speak of one."""
    if ligne.lstrip().startswith("--"):
        return []
    return re.findall(r"\[(F\d+-[^\]]*)\]", ligne)


def sans_clause(texte: str, nom: str) -> str:
    """The text without this clause: the line goes, or what follows « sinon : » takes its place.

    Raises KeyError when no line has this tag.
    """

    def remplacer(balise: re.Match[str]) -> str:
        if balise["nom"] != nom:
            return balise[0]
        sinon = (balise["sinon"] or "").strip()
        return f"{balise['marge']}{sinon}" if sinon else ""

    if nom not in noms_des_clauses(texte):
        raise KeyError(nom)
    return _BALISE.sub(remplacer, texte)


def clauses_sql() -> list[Clause]:
    return [
        Clause(nom, lambda fichier=fichier, nom=nom: _sql_sans(fichier.stem, nom))
        for fichier in sorted(DOSSIER_SQL.glob("*.sql"))
        for nom in noms_des_clauses(fichier.read_text(encoding="utf-8"))
    ]


def _sql_sans(requete: str, nom: str) -> AbstractContextManager[Any]:
    lire = base.lire_sql
    return patch.object(base, "lire_sql", lambda n: sans_clause(lire(n), nom) if n == requete else lire(n))


@contextmanager
def _lignes(module: Any, changer: Callable[[dict[str, Any]], Mapping[str, Any] | None]) -> Iterator[None]:
    """The rows that the module reads, each changed, or left out when `changer` gives None."""
    lire = module.lignes

    def lignes(nom: str, **parametres: int) -> Iterator[Mapping[str, Any]]:
        for ligne in lire(nom, **parametres):
            changee = changer(dict(ligne))
            if changee is not None:
                yield changee

    with patch.object(module, "lignes", lignes):
        yield


@contextmanager
def _valeurs(module: Any, **valeurs: Any) -> Iterator[None]:
    with patch.multiple(module, **valeurs):
        yield


@contextmanager
def _repartition(repartir: Callable[[Sequence[int]], list[int]]) -> Iterator[None]:
    with patch.object(activite, "repartir", repartir), patch.object(clotures, "repartir", repartir):
        yield


def _inconnu_compte(nom: str, defaut: str) -> Callable[[], AbstractContextManager[Any]]:
    classer = getattr(activite, nom)
    return lambda: _valeurs(activite, **{nom: lambda valeur: classer(valeur) or defaut})


def _chacune_arrondie(comptes: Sequence[int]) -> list[int]:
    return [(200 * compte // sum(comptes) + 1) // 2 for compte in comptes]


def _ex_aequo_au_dernier(comptes: Sequence[int]) -> list[int]:
    return arrondis.repartir(comptes[::-1])[::-1]


def _mois_de_trente_jours(jours: int, nombre: int) -> Decimal:
    return arrondis.demi_superieur(Decimal(jours) / nombre / 30, 1)


def _demi_pair(jours: int, nombre: int) -> Decimal:
    moyenne = Decimal(jours) / nombre / arrondis.JOURS_PAR_MOIS
    return moyenne.quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def _sans_hors_groupe(ligne: dict[str, Any]) -> dict[str, Any]:
    if ligne["groupe"] == GroupeIssue.HORS_GROUPE:
        ligne["groupe"] = GroupeIssue.INVALIDITE_RETRAITE
    return ligne


def _en_pdp(ligne: dict[str, Any]) -> dict[str, Any]:
    return ligne | {"axe": Axe.PDP}


def _pdp_seulement(ligne: dict[str, Any]) -> dict[str, Any] | None:
    return ligne if ligne["axe"] == Axe.PDP else None


def _prestations_comptees() -> AbstractContextManager[Any]:
    prestations = [t for t, famille in FAMILLE_DU_TYPE.items() if famille == FamilleAction.PRESTATION]
    return patch.dict(actions._CLES_SIMPLES, dict.fromkeys(prestations, "inclu_pro"))


CLAUSES_PYTHON = (
    Clause("F4-axe-du-profil", lambda: _valeurs(activite, est_du_profil=lambda axe: True)),
    Clause("F4-46-ans", lambda: _valeurs(activite, AGE_SEUIL=activite.AGE_SEUIL + 1)),
    Clause("F4-sexe-connu", _inconnu_compte("classe_sexe", "hommes_pct")),
    Clause("F4-age-connu", _inconnu_compte("classe_age", "moins_46_pct")),
    Clause("F4-risque-connu", _inconnu_compte("classe_risque", "atmp_pct")),
    Clause(
        "F4-invalidite-avec-maladie",
        lambda: _valeurs(
            activite,
            RISQUES_MALADIE_INVALIDITE=(ClasseRisque.MALADIE,),
            RISQUES_ATMP=(ClasseRisque.INVALIDITE, ClasseRisque.AT, ClasseRisque.MP),
        ),
    ),
    Clause(
        "F5-domicile-physique",
        lambda: _valeurs(
            activite,
            MODES_PHYSIQUES=(ModeEntretien.LIEU_ACCUEIL,),
            MODES_A_DISTANCE=(ModeEntretien.DOMICILE, ModeEntretien.TELEPHONE, ModeEntretien.VISIO),
        ),
    ),
    Clause(
        "F5-visio-a-distance",
        lambda: _valeurs(
            activite,
            MODES_PHYSIQUES=(ModeEntretien.LIEU_ACCUEIL, ModeEntretien.DOMICILE, ModeEntretien.VISIO),
            MODES_A_DISTANCE=(ModeEntretien.TELEPHONE,),
        ),
    ),
    Clause("F6-tous-axes", lambda: _lignes(clotures, _pdp_seulement)),
    Clause("F6-mois-de-30-4375-jours", lambda: _valeurs(clotures, mois_moyens=_mois_de_trente_jours)),
    Clause("F7-axe-pdp", lambda: _lignes(clotures, _en_pdp)),
    Clause("F7-quatre-groupes", lambda: _lignes(clotures, _sans_hors_groupe)),
    Clause("F8-finance-am", lambda: _lignes(actions, lambda ligne: ligne | {"finance_am": False})),
    Clause("F8-prestations", _prestations_comptees),
    Clause("F11-plus-grand-reste", lambda: _repartition(_chacune_arrondie)),
    Clause("F11-ex-aequo-au-premier", lambda: _repartition(_ex_aequo_au_dernier)),
    Clause("F11-demi-superieur", lambda: _valeurs(clotures, mois_moyens=_demi_pair)),
)


def toutes_les_clauses() -> list[Clause]:
    return [*clauses_sql(), *CLAUSES_PYTHON]


def eprouver(annee: int, unites: Collection[str]) -> dict[str, dict[str, set[str]]]:
    """For each clause removed alone, the keys that become wrong and the units where they do."""
    reference = chiffres_de(annee, unites)
    resultats = {}
    for clause in toutes_les_clauses():
        with clause.retiree():
            resultats[clause.nom] = ecarts(reference, chiffres_de(annee, unites))
    return resultats
