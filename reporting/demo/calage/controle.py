"""What a run is asked: which files together, which keys left out, which day.

Serves every published figure: two files on one unit would count its people twice.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from reporting.demo.calage.lecture import ChiffresInvalides, Fichier, lire
from reporting.demo.recit.lieux import region_de
from reporting.demo.recit.modele import Jour


def lire_ensemble(chemins: Sequence[Path], ignorer: Collection[str], date: Jour) -> list[Fichier]:
    """Reads every file and refuses, in one message, all that cannot be generated together."""
    fichiers: list[Fichier] = []
    raisons: list[str] = []
    for chemin in chemins:
        try:
            fichier = lire(chemin, ignorer)
            region_de(fichier)
        except ChiffresInvalides as erreur:
            raisons += erreur.raisons
            continue
        fichiers.append(fichier)
    if not raisons:
        ignorees = {cle for fichier in fichiers for cle in fichier.ignorees}
        raisons += [
            f"« {cle} » est à ignorer et n'est dans aucun fichier." for cle in ignorer if cle not in ignorees
        ]
        raisons += _recouvrements(fichiers)
        raisons += [
            f"{fichier.nom} : l'année {fichier.annee} n'est pas finie au {date:%d/%m/%Y}."
            for fichier in fichiers
            if date.year <= fichier.annee
        ]
    if raisons:
        raise ChiffresInvalides(raisons)
    return fichiers


def _recouvrements(fichiers: Sequence[Fichier]) -> list[str]:
    """A unit has one file; a région is counted from its own file, or from those of its units."""
    raisons = []
    vus: dict[tuple[str, str | None], str] = {}
    for fichier in fichiers:
        cle = (fichier.region, fichier.departement)
        if cle in vus:
            raisons.append(f"{fichier.nom} et {vus[cle]} portent sur la même unité : n'en donner qu'un.")
        vus.setdefault(cle, fichier.nom)
    for fichier in fichiers:
        unites = [autre.nom for autre in fichiers if autre.region == fichier.region and autre.departement]
        if fichier.departement is None and unites and fichier.calculees:
            raisons.append(
                f"{fichier.nom} : les chiffres de la région seront ceux de ses unités ({', '.join(unites)}). "
                f"Ignorer {', '.join(fichier.calculees)}, ou donner la région seule."
            )
    return raisons
