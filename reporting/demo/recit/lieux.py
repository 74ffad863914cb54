"""Régions, units, sites, points d'accueil and sectors of the demo.

Serves the places where every published figure is counted (F1), and the page of the sectors (a gap, an overlap).
"""

import csv
import functools
import gzip
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import partners
from reporting.demo.calage.lecture import ChiffresInvalides, Fichier
from reporting.demo.recit.hasard import Hasard
from reporting.demo.recit.modele import Ligne, Site

_TERRITOIRES = Path(__file__).parents[2] / "donnees" / "territoires.csv"
_COMMUNES = Path(partners.__file__).parent / "donnees" / "communes.csv.gz"
SECTEUR_ETENDU = 50
CHEVAUCHEMENT_DU = "2024-01-01"
SECTEURS_DU = "2015-01-01"
POINTS_VOISINS = (("lieu_cpam", "Accueil CPAM"), ("permanence", "Permanence"))
RUES = (
    "rue de la République",
    "avenue Jean-Jaurès",
    "place de l'Hôtel-de-Ville",
    "boulevard Voltaire",
    "rue Pasteur",
    "rue du Commerce",
    "avenue de la Gare",
    "rue des Écoles",
)


@dataclass(frozen=True, slots=True)
class Unite:
    """A département as a managing unit, with the towns where it may have a site."""

    code: str
    nom: str
    region: str
    villes: tuple[str, ...]

    @property
    def cle(self) -> str:
        return abrege(self.nom)


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    nom: str
    organisme: str
    unites: tuple[Unite, ...]


def abrege(texte: str) -> str:
    """Lower case ASCII with hyphens: « Côte-d'Or » gives « cote-d-or »."""
    ascii_seul = unicodedata.normalize("NFKD", texte.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_seul).strip("-")


@functools.cache
def regions() -> dict[str, Region]:
    """Circonscriptions by name."""
    par_code: dict[str, list[Unite]] = {}
    noms: dict[str, tuple[str, str]] = {}
    with _TERRITOIRES.open(encoding="utf-8", newline="") as fichier:
        for ligne in csv.DictReader(fichier, delimiter=";"):
            nom, organisme = ligne["circonscription"].split("|")
            noms[ligne["region"]] = (nom, organisme)
            par_code.setdefault(ligne["region"], []).append(
                Unite(ligne["departement"], ligne["nom"], ligne["region"], tuple(ligne["villes"].split(",")))
            )
    return {
        nom: Region(code, nom, organisme, tuple(par_code[code])) for code, (nom, organisme) in noms.items()
    }


@functools.cache
def communes() -> dict[str, tuple[Ligne, ...]]:
    """Communes by département, in the order of their codes."""
    par_departement: dict[str, list[Ligne]] = {}
    with gzip.open(_COMMUNES, "rt", encoding="utf-8", newline="") as fichier:
        for ligne in csv.DictReader(fichier, delimiter=";"):
            par_departement.setdefault(ligne["departement_insee"], []).append(ligne)
    return {code: tuple(lignes) for code, lignes in par_departement.items()}


def region_de(fichier: Fichier) -> Region:
    """Raises ChiffresInvalides when the région, or its unit, is not one of the circonscriptions."""
    region = regions().get(fichier.region)
    if region is None:
        connues = ", ".join(sorted(regions()))
        raise ChiffresInvalides(
            [
                f"{fichier.nom} : la région « {fichier.region} » n'est pas une circonscription connue ({connues})."
            ]
        )
    if fichier.departement and fichier.departement not in {unite.code for unite in region.unites}:
        raise ChiffresInvalides(
            [f"{fichier.nom} : le département {fichier.departement} n'est pas de la région {region.nom}."]
        )
    return region


def installer_sites(unite: Unite, maximum: int | None = None) -> list[Site]:
    """The unit's sites, one per town, and the communes that each serves: the nearest by postal code."""
    toutes = communes()[unite.code]
    par_nom = {commune["nom"]: commune for commune in toutes}
    villes = [par_nom[nom] for nom in unite.villes[:maximum] if nom in par_nom] or [toutes[0]]
    sites = [
        Site(f"{unite.code.lower()}-{abrege(ville['nom'])}", ville["nom"], unite.code, [ville])
        for ville in villes
    ]
    reperes = [_postal(ville) for ville in villes]
    for commune in toutes:
        if commune not in villes:
            postal = _postal(commune)
            plus_proche = min(range(len(sites)), key=lambda i: abs(reperes[i] - postal))
            sites[plus_proche].communes.append(commune)
    return sites


def _postal(commune: Ligne) -> int:
    code = (commune["codes_postaux"].split() or [commune["code"]])[0]
    return int(re.sub(r"\D", "0", code))


def lignes_sites(sites: list[Site], alea: Hasard) -> tuple[list[Ligne], list[Ligne], list[Ligne]]:
    """Rows of the sites, of their points d'accueil and of their sectors."""
    lignes: list[Ligne] = []
    points: list[Ligne] = []
    for site in sites:
        adresse = _adresse(alea)
        lignes.append(
            {
                "code": site.code,
                "nom": site.nom,
                "departement": site.unite,
                "commune": site.communes[0]["code"],
                "adresse": adresse,
                "telephone": f"04 65 71 {alea.randint(10, 99)} {alea.randint(10, 99)}",
                "courriel": f"social.{site.code}@example.org",
            }
        )
        points.append(_point(site, f"Agence de {site.nom}", "agence", site.communes[0], adresse))
        voisines = alea.sample(site.communes[1:], min(2, len(site.communes) - 1))
        for commune, (genre, libelle) in zip(voisines, POINTS_VOISINS, strict=False):
            points.append(_point(site, f"{libelle} de {commune['nom']}", genre, commune, _adresse(alea)))
    secteurs = [
        {"site": site.code, "commune": commune["code"], "du": SECTEURS_DU}
        for site in sites
        # The last commune of a wide sector is nobody's: a gap for the page of the sectors to show.
        for commune in (site.communes[:-1] if len(site.communes) > SECTEUR_ETENDU else site.communes)
    ]
    return lignes, points, [*secteurs, *_chevauchement(sites)]


def _chevauchement(sites: list[Site]) -> list[Ligne]:
    """One commune that a second unit gives to a site of its own: an overlap for the page of the sectors to show."""
    etendu = next((site for site in sites if len(site.communes) > SECTEUR_ETENDU), None)
    autre = next((site for site in sites if etendu and site.unite != etendu.unite), None)
    if etendu is None or autre is None:
        return []
    return [{"site": autre.code, "commune": etendu.communes[-2]["code"], "du": CHEVAUCHEMENT_DU}]


def _adresse(alea: Hasard) -> str:
    return f"{alea.randint(1, 90)} {alea.choice(RUES)}"


def _point(site: Site, nom: str, genre: str, commune: Ligne, adresse: str) -> Ligne:
    return {"site": site.code, "nom": nom, "type": genre, "commune": commune["code"], "adresse": adresse}
