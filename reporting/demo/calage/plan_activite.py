"""People and entretiens of the year, by axis and by mode.

Serves the published figures of people, axes and modes (F1, F2, F3, F5).
"""

from collections.abc import Mapping
from random import Random

from reporting.demo.calage.cles import MODES, PARTS, PHYSIQUES, cle_entretiens, cle_personnes
from reporting.demo.calage.coherence import axes_ouverts
from reporting.demo.calage.inversion import comptes_pour_parts, paires_possibles, repartir_entiers
from reporting.demo.calage.lecture import ChiffresInvalides, Fichier

PERSONNES_PAR_DEFAUT = 1_200
PERSONNES_PAR_DEFAUT_REGION = 3_000
ENTRETIENS_PAR_PERSONNE = {"PDP": 3.0, "SPS": 2.4, "RAD": 1.7, "BV": 2.1}
PART_PERSONNES = {"PDP": 0.66, "SPS": 0.30, "RAD": 0.03, "BV": 0.03}


def planifier_personnes(fichier: Fichier, alea: Random) -> dict[str, int]:
    """Distinct people by axis of their last entretien (F2, F3)."""
    axes = axes_ouverts(fichier)
    donnes = {axe: fichier.entier(cle_personnes(axe)) for axe in axes}
    fixes = {axe: nombre for axe, nombre in donnes.items() if nombre is not None}
    libres = [axe for axe in axes if donnes[axe] is None]
    total = _total_personnes(fichier, fixes, libres, alea)
    if not fixes:
        parts = [fichier.entier(f"{cle_personnes(axe)}_pct") for axe in axes]
        entieres = [part for part in parts if part is not None]
        comptes = comptes_pour_parts(entieres, total, alea) if len(entieres) == len(axes) else None
        if comptes is not None:
            return dict(zip(axes, comptes, strict=True))
    reste = total - sum(fixes.values())
    if libres:
        planchers = {axe: PART_PERSONNES[axe] * alea.uniform(0.95, 1.05) for axe in libres}
        fixes |= repartir_entiers(reste, planchers)
    return {axe: fixes[axe] for axe in axes}


def _total_personnes(fichier: Fichier, fixes: Mapping[str, int], libres: list[str], alea: Random) -> int:
    donne = fichier.entier("assures_accompagnes_individuel")
    somme = sum(fixes.values())
    if not libres:
        return somme
    if donne is not None:
        return donne + (alea.randint(1, max(2, donne // 200)) if fichier.est_plancher(_TOTAL) else 0)
    entretiens = fichier.entier("entretiens_total")
    part_libre = sum(PART_PERSONNES[axe] for axe in libres)
    if fixes:
        return somme + round(somme * part_libre / max(0.05, 1 - part_libre) * alea.uniform(0.9, 1.1))
    if entretiens is not None:
        return max(min(1, entretiens), round(entretiens / alea.uniform(2.7, 2.85)))
    return PERSONNES_PAR_DEFAUT if fichier.departement else PERSONNES_PAR_DEFAUT_REGION


_TOTAL = "assures_accompagnes_individuel"


def planifier_entretiens(fichier: Fichier, personnes: Mapping[str, int], alea: Random) -> dict[str, int]:
    """Entretiens by axis of the day (F3). Each axis has at least one per person counted in it."""
    fixes = {}
    for axe in personnes:
        valeur = fichier.entier(cle_entretiens(axe))
        if valeur is not None:
            plus = alea.randint(1, max(2, valeur // 300)) if fichier.est_plancher(cle_entretiens(axe)) else 0
            fixes[axe] = valeur + plus
    libres = [axe for axe in personnes if axe not in fixes]
    total = _total_entretiens(fichier, personnes, fixes, libres, alea)
    if not libres:
        return {axe: fixes[axe] for axe in personnes}
    reste = total - sum(fixes.values())
    minima = {axe: personnes[axe] for axe in libres}
    surplus = reste - sum(minima.values())
    if surplus < 0:
        raise ChiffresInvalides(
            [
                f"{fichier.nom} : {total} entretiens ne suffisent pas à {sum(personnes.values())} personnes par axe."
            ]
        )
    poids = {axe: personnes[axe] * (ENTRETIENS_PAR_PERSONNE[axe] - 1) for axe in libres}
    extra = repartir_entiers(surplus, poids if any(poids.values()) else dict.fromkeys(libres, 1.0))
    return {axe: fixes[axe] if axe in fixes else minima[axe] + extra[axe] for axe in personnes}


def _total_entretiens(
    fichier: Fichier, personnes: Mapping[str, int], fixes: Mapping[str, int], libres: list[str], alea: Random
) -> int:
    donne = fichier.entier("entretiens_total")
    if not libres:
        return sum(fixes.values())
    if donne is not None and not fichier.est_plancher("entretiens_total"):
        return donne
    modes = {mode: fichier.entier(cle_entretiens(mode)) for mode in MODES}
    connus = sum(nombre for nombre in modes.values() if nombre is not None)
    visu = fichier.entier("entretiens_visu")
    if all(modes[mode] is not None for mode in MODES[:3]):
        return connus
    if visu is not None and modes["telephone"] is not None:
        return visu + modes["telephone"] + (modes["visio"] or 0)
    part_pdp = fichier.decimal("entretiens_pdp_pct")
    if part_pdp and "PDP" in fixes:
        return max(
            sum(fixes.values()) + sum(personnes[a] for a in libres), round(fixes["PDP"] * 100 / part_pdp)
        )
    usuel = sum(
        round(personnes[axe] * ENTRETIENS_PAR_PERSONNE[axe] * alea.uniform(0.95, 1.05)) for axe in libres
    )
    return max(donne or 0, connus, sum(fixes.values()) + usuel)


def planifier_modes(fichier: Fichier, total: int, alea: Random) -> dict[str, int]:
    """Entretiens by mode. Physical: lieu d'accueil and domicile; the rest is at a distance (F5)."""
    fixes = {mode: n for mode in MODES if (n := fichier.entier(cle_entretiens(mode))) is not None}
    libres = [mode for mode in MODES if mode not in fixes]
    if not libres:
        return {mode: fixes[mode] for mode in MODES}
    physique = _physique(fichier, fixes, total, alea)
    groupes = (PHYSIQUES, tuple(mode for mode in MODES if mode not in PHYSIQUES))
    usuels = {"lieu_accueil": 0.93, "domicile": 0.07, "telephone": 0.955, "visio": 0.045}
    for groupe, effectif in zip(groupes, (physique, total - physique), strict=True):
        vides = [mode for mode in groupe if mode not in fixes]
        reste = effectif - sum(fixes.get(mode, 0) for mode in groupe)
        if vides and reste >= 0:
            fixes |= repartir_entiers(reste, {mode: usuels[mode] for mode in vides})
    if sum(fixes.values()) != total or len(fixes) != len(MODES):
        raise ChiffresInvalides([f"{fichier.nom} : les entretiens par mode ne peuvent pas faire {total}."])
    return {mode: fixes[mode] for mode in MODES}


def _physique(fichier: Fichier, fixes: Mapping[str, int], total: int, alea: Random) -> int:
    """Number of physical entretiens: given, implied, or inside what the published share allows."""
    physiques = sum(fixes.get(mode, 0) for mode in PHYSIQUES)
    distance = sum(nombre for mode, nombre in fixes.items() if mode not in PHYSIQUES)
    visu = fichier.entier("entretiens_visu")
    if all(mode in fixes for mode in PHYSIQUES):
        return physiques
    if all(mode in fixes for mode in MODES if mode not in PHYSIQUES):
        return total - distance
    if visu is not None and physiques <= visu <= total - distance:
        return visu
    if distance + physiques == total:
        return physiques
    # Three modes were published before visio was: what is left is then the only mode not given.
    part = _part_physique(fichier)
    possibles = paires_possibles(part, total) if part is not None else range(0)
    if not possibles:
        voulu = round(total * alea.uniform(0.48, 0.54)) if "telephone" not in fixes else total - distance
        return min(max(voulu, physiques), total - distance)
    bas, haut = max(possibles[0], physiques), min(possibles[-1], total - distance)
    return alea.randint(bas, haut) if bas <= haut else bas


def _part_physique(fichier: Fichier) -> int | None:
    physique, telephone = (fichier.entier(cle) for cle in PARTS)
    if physique is not None:
        return physique
    return 100 - telephone if telephone is not None else None
