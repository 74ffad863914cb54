"""What the figures of one file say against one another: one sentence per contradiction, keys and sums named.

Serves every published figure: files that contradict themselves have no dossiers.
"""

from collections.abc import Sequence
from decimal import Decimal

from reporting.arrondis import demi_superieur, repartir
from reporting.demo.calage.cles import (
    AXES,
    ISSUES,
    MODES,
    PARTS,
    PHYSIQUES,
    PROFILS,
    SIGNALEMENTS,
    cle_entretiens,
    cle_issue,
    cle_personnes,
)
from reporting.demo.calage.inversion import paires_possibles
from reporting.demo.calage.lecture import Fichier
from reporting.indicateurs.actions import FAMILLES

# Since 2023 the axes RAD and BV are closed: what is in neither PDP nor SPS has nowhere to be.
ANNEE_DEUX_AXES = 2023
# F4: share of unknown values that the plan may use to make a small population fit its percentages.
PART_INCONNUE_MAX = 5


def axes_ouverts(fichier: Fichier) -> tuple[str, ...]:
    """Axes of the year; before 2023 RAD and BV too, when the file speaks of one of them."""
    if fichier.annee >= ANNEE_DEUX_AXES:
        donnes = {
            axe
            for axe in AXES[2:]
            if fichier.entier(cle_personnes(axe)) or fichier.entier(cle_entretiens(axe))
        }
        return (*AXES[:2], *(axe for axe in AXES[2:] if axe in donnes))
    parle = any(
        cle in fichier.chiffres for axe in AXES[2:] for cle in (cle_personnes(axe), cle_entretiens(axe))
    )
    return AXES if parle else AXES[:2]


def contradictions(fichier: Fichier) -> list[str]:
    """Empty when the file holds together."""
    axes = axes_ouverts(fichier)
    raisons = [
        *_total(fichier, "assures_accompagnes_individuel", [cle_personnes(axe) for axe in axes]),
        *_total(fichier, "entretiens_total", [cle_entretiens(axe) for axe in axes]),
        *_total(fichier, "entretiens_total", [cle_entretiens(mode) for mode in MODES]),
        *(
            raison
            for total, items in FAMILLES.items()
            for raison in _total(fichier, total, items, absents_nuls=True)
        ),
        *_axes(fichier, axes),
        *_modes(fichier),
        *_repartitions(fichier),
        *_profils(fichier),
        *_declares(fichier),
    ]
    return [f"{fichier.nom} : {raison}" for raison in dict.fromkeys(raisons)]


def _somme(fichier: Fichier, cles: Sequence[str]) -> tuple[int, str]:
    donnes = [cle for cle in cles if cle in fichier.chiffres]
    texte = " + ".join(f"{cle} ({fichier.entier(cle)})" for cle in donnes)
    return sum(fichier.entier(cle) or 0 for cle in donnes), texte


def _total(fichier: Fichier, total: str, items: Sequence[str], *, absents_nuls: bool = False) -> list[str]:
    """A total against its items. When some items are not given, they only must leave room for the others."""
    attendu = fichier.entier(total)
    if attendu is None:
        return []
    donnes = [cle for cle in items if cle in fichier.chiffres]
    if not donnes:
        return []
    somme, texte = _somme(fichier, items)
    complet = absents_nuls or len(donnes) == len(items)
    plancher = any(fichier.est_plancher(cle) for cle in donnes)
    if fichier.est_plancher(total):
        contredit = complet and not plancher and somme < attendu
    elif plancher:
        contredit = somme > attendu
    else:
        contredit = somme != attendu if complet else somme > attendu
    return [f"{texte} = {somme}, alors que {total} vaut {attendu}."] if contredit else []


def _axes(fichier: Fichier, axes: Sequence[str]) -> list[str]:
    raisons = []
    for axe in axes:
        personnes, entretiens = fichier.entier(cle_personnes(axe)), fichier.entier(cle_entretiens(axe))
        if personnes is not None and entretiens is not None and entretiens < personnes:
            raisons.append(
                f"{cle_entretiens(axe)} vaut {entretiens} pour {cle_personnes(axe)} = {personnes} : "
                "chaque personne comptée dans un axe y a au moins un entretien."
            )
    personnes, entretiens = (
        fichier.entier("assures_accompagnes_individuel"),
        fichier.entier("entretiens_total"),
    )
    minimum, texte = _somme(fichier, [cle_personnes(axe) for axe in axes])
    if personnes is not None and personnes > minimum:
        minimum, texte = personnes, f"assures_accompagnes_individuel ({personnes})"
    if entretiens is not None and not fichier.est_plancher("entretiens_total") and entretiens < minimum:
        raisons.append(f"entretiens_total vaut {entretiens}, moins que {texte} = {minimum}.")
    parts = [f"{cle_personnes(axe)}_pct" for axe in axes]
    return raisons + _parts_de_comptes(fichier, parts, [cle_personnes(axe) for axe in axes])


def _parts_de_comptes(fichier: Fichier, parts: Sequence[str], comptes: Sequence[str]) -> list[str]:
    """Published shares against the counts they come from (F11), when all the counts are known."""
    if not all(cle in fichier.chiffres for cle in comptes):
        return []
    valeurs = [fichier.entier(cle) or 0 for cle in comptes]
    if not sum(valeurs) or any(fichier.est_plancher(cle) for cle in comptes):
        return []
    presents = [(part, valeur) for part, valeur in zip(parts, valeurs, strict=True) if valeur]
    calculees = dict(zip((part for part, _ in presents), repartir([v for _, v in presents]), strict=True))
    _, texte = _somme(fichier, comptes)
    return [
        f"{part} vaut {fichier.entier(part)} ; {texte} donnent {calculees.get(part, 0)}."
        for part in parts
        if part in fichier.chiffres and fichier.entier(part) != calculees.get(part, 0)
    ]


def _modes(fichier: Fichier) -> list[str]:
    """Shares of the two groups of modes, of the year and of the former one (F5)."""
    raisons = []
    for suffixe in ("", "_n1"):
        raisons += _partition(fichier, [f"{cle}{suffixe}" for cle in PARTS])
    total = fichier.entier("entretiens_total")
    if total is None and all(cle_entretiens(mode) in fichier.chiffres for mode in MODES):
        total = sum(fichier.entier(cle_entretiens(mode)) or 0 for mode in MODES)
    cles = [cle_entretiens(mode) for mode in PHYSIQUES]
    part = fichier.entier(PARTS[0])
    if total and part is not None:
        possibles = paires_possibles(part, total)
        somme, texte = _somme(fichier, cles)
        distance, texte_distance = _somme(
            fichier, [cle_entretiens(mode) for mode in MODES if mode not in PHYSIQUES]
        )
        if not possibles:
            raisons.append(
                f"{PARTS[0]} ne peut pas valoir {part} pour {total} entretiens (entretiens_total)."
            )
        elif somme > possibles[-1] or (all(cle in fichier.chiffres for cle in cles) and somme < possibles[0]):
            raisons.append(f"{texte} = {somme} sur {total} entretiens ne donnent pas {PARTS[0]} = {part}.")
        elif distance > total - possibles[0]:
            raisons.append(
                f"{texte_distance} = {distance} sur {total} entretiens ne laissent pas {PARTS[0]} = {part}."
            )
    visu = fichier.entier("entretiens_visu")
    if visu is not None and all(cle in fichier.chiffres for cle in cles):
        somme, texte = _somme(fichier, cles)
        if visu != somme:
            raisons.append(f"{texte} = {somme}, alors que entretiens_visu vaut {visu}.")
    return raisons


def _partition(fichier: Fichier, cles: Sequence[str]) -> list[str]:
    """Shares that are the whole of a population add up to 100 (F11)."""
    donnes = [cle for cle in cles if cle in fichier.chiffres]
    somme, texte = _somme(fichier, cles)
    if len(donnes) == len(cles) and somme != 100:
        return [f"{texte} = {somme}, et non 100."]
    return [f"{texte} = {somme}, plus que 100."] if somme > 100 else []


def _repartitions(fichier: Fichier) -> list[str]:
    axes = axes_ouverts(fichier)
    return [
        *_partition(fichier, [cle_issue(issue) for issue in ISSUES]),
        *_partition(fichier, [f"{cle_personnes(axe)}_pct" for axe in axes]),
        *(raison for paire in PROFILS.values() for raison in _partition(fichier, paire)),
        *(
            raison
            for paire in PROFILS.values()
            for raison in _partition(fichier, [f"sps_{cle}" for cle in paire])
        ),
        *(
            f"{cle} vaut {fichier.entier(cle)} : une courbe de signalements compte des entiers."
            for cle in SIGNALEMENTS
            if fichier.est_plancher(cle) and not fichier.entier(cle)
        ),
    ]


def _profils(fichier: Fichier) -> list[str]:
    """A share must be that of some number of people among those known (F4)."""
    effectif = fichier.entier("assures_pdp")
    raisons = []
    for premiere, seconde in PROFILS.values():
        cle = premiere if premiere in fichier.chiffres else seconde
        part = fichier.entier(cle)
        if effectif is None or part is None or fichier.est_plancher("assures_pdp"):
            continue
        connus = range(effectif - effectif * PART_INCONNUE_MAX // 100, effectif + 1)
        de_la_premiere = part if cle == premiere else 100 - part
        if not any(paires_possibles(de_la_premiere, nombre) for nombre in connus if nombre):
            raisons.append(f"{cle} ne peut pas valoir {part} pour assures_pdp = {effectif}.")
    return raisons


def _declares(fichier: Fichier) -> list[str]:
    """Identities between figures that are only declared, and with those that are counted."""
    raisons = _total(fichier, "appels_total", ("appels_entrants", "appels_sortants"))
    for partie, tout in (
        ("assures_accompagnes_individuel", "assures_accompagnes"),
        ("assures_orientes_sm_accompagnes", "assures_orientes_sm"),
        ("ilco_accords", "ilco_dossiers"),
        ("actions_collectives_pdp", "actions_collectives"),
        ("assures_accompagnes_collectif_pdp", "assures_accompagnes_collectif"),
        ("equipe_ass_min", "equipe_ass_max"),
        ("equipe_csam_min", "equipe_csam_max"),
    ):
        petit, grand = fichier.decimal(partie), fichier.decimal(tout)
        if petit is not None and grand is not None and petit > grand and not fichier.est_plancher(tout):
            raisons.append(f"{partie} ({petit}) dépasse {tout} ({grand}).")
    for evolution, valeur, avant in (
        ("evolution_essais_encadres_pct", "essais_encadres", "essais_encadres_n1"),
        (
            "evolution_mesures_remobilisation_pct",
            "mesures_remobilisation_total",
            "mesures_remobilisation_total_n1",
        ),
    ):
        n, n1, annoncee = (fichier.decimal(cle) for cle in (valeur, avant, evolution))
        if n is None or not n1 or annoncee is None:
            continue
        calculee = demi_superieur((n - n1) * Decimal(100) / n1)
        if calculee != annoncee:
            raisons.append(
                f"{evolution} vaut {annoncee} ; {valeur} ({n}) et {avant} ({n1}) donnent {calculee}."
            )
    return raisons
