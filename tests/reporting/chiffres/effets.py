"""What the tables of effects are written with: an act, and what it moves, by unit and year."""

from collections.abc import Callable, Mapping

from tests.reporting.chiffres.terrain import Terrain

Acte = Callable[[Terrain], object]
Delta = Mapping[str, float]
Effets = dict[str, tuple[Acte, Mapping[tuple[str, int], Delta]]]


def modes(annee: int, physique: int) -> dict[tuple[str, int], Delta]:
    """The shares of the two groups of modes in a year of Ain move in the bilan of that year and in the next one."""
    return {
        ("01", annee): {"part_rdv_physique_pct": physique, "part_rdv_telephone_pct": -physique},
        ("01", annee + 1): {"part_rdv_physique_pct_n1": physique, "part_rdv_telephone_pct_n1": -physique},
    }


def en_plus(base: Mapping[tuple[str, int], Delta], **cles: float) -> dict[tuple[str, int], Delta]:
    """These keys of Ain 2023 besides."""
    return {**base, ("01", 2023): {**base.get(("01", 2023), {}), **cles}}


def ain(**cles: float) -> dict[tuple[str, int], Delta]:
    return {("01", 2023): cles}


def signalements(nombre: int) -> dict[tuple[str, int], Delta]:
    cles = ("signalements_sm", "signalements_sm_n1", "signalements_sm_n2")
    return {("01", 2023 + recul): {cle: nombre} for recul, cle in enumerate(cles)}


ANNEES = range(2022, 2027)
RIEN: dict[tuple[str, int], Delta] = {}


# Ain 2023 before: 5 entretiens, 3 of them physical (60 %); 2 people in PDP and 1 in SPS (67 and 33 %); in PDP one
# woman of 53 (maladie) and one man of 33 (AT): every profile share is 50 %. Denise: 486 days, 16.0 months.
PROFIL_D_UNE_FEMME_EN_PLUS = {
    "femmes_pct": 17,
    "hommes_pct": -17,
    "46_et_plus_pct": 17,
    "moins_46_pct": -17,
    "maladie_invalidite_pct": 17,
    "atmp_pct": -17,
}
PROFIL_SANS_BRUNO = {
    "femmes_pct": 50,
    "hommes_pct": -50,
    "46_et_plus_pct": 50,
    "moins_46_pct": -50,
    "maladie_invalidite_pct": 50,
    "atmp_pct": -50,
}
