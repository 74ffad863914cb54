"""The mode of every entretien, once all are dated: exact in the year and in the one before.

Serves the published counts and shares of modes of both years (F5).
"""

from collections import defaultdict

from reporting.demo.calage.cles import MODES
from reporting.demo.calage.inversion import paires_possibles, repartir_entiers
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import Hasard
from reporting.demo.recit.modele import Entretien

USUELS = {"lieu_accueil": 47.0, "domicile": 3.5, "telephone": 47.0, "visio": 2.5}


def attribuer_modes(contexte: Contexte) -> None:
    """Those of N-1 are in a number that the published shares allow (see autour)."""
    groupes: dict[tuple[int, int], list[Entretien]] = defaultdict(list)
    rangs = {site.code: rang for rang, p in enumerate(contexte.perimetres) for site in p.sites}
    for perimetre in contexte.perimetres:
        for dossier in perimetre.dossiers:
            for entretien in dossier.entretiens:
                if entretien.annule:
                    entretien.mode = contexte.alea.choice(MODES[:3])
                    continue
                groupes[rangs.get(entretien.site.code, -1), entretien.date.year].append(entretien)
    for (rang, annee), entretiens in sorted(groupes.items(), key=lambda element: element[0]):
        comptes = _comptes(contexte, rang, annee, len(entretiens))
        _poser(contexte.alea, entretiens, comptes)


def _comptes(contexte: Contexte, rang: int, annee: int, total: int) -> dict[str, int]:
    if rang >= 0:
        perimetre = contexte.perimetres[rang]
        if annee == perimetre.annee:
            return perimetre.plan.modes
        if annee == perimetre.annee - 1:
            return _comptes_n1(contexte.alea, perimetre, total)
    return repartir_entiers(total, USUELS)


def _comptes_n1(alea: Hasard, perimetre: Perimetre, total: int) -> dict[str, int]:
    part = perimetre.plan.part_physique_n1
    physiques = (
        round(total * alea.uniform(0.42, 0.56))
        if part is None
        else alea.choice(paires_possibles(part, total))
    )
    return repartir_entiers(physiques, {"lieu_accueil": 93, "domicile": 7}) | repartir_entiers(
        total - physiques, {"telephone": 95, "visio": 5}
    )


def _poser(alea: Hasard, entretiens: list[Entretien], comptes: dict[str, int]) -> None:
    modes = [mode for mode in MODES for _ in range(comptes[mode])]
    alea.shuffle(modes)
    for entretien, mode in zip(entretiens, modes, strict=True):
        entretien.mode = mode
