"""What every page shows around its content: name of the service, navigation, account, version.

The applications register their entries and their tools, so that the foundation knows none of them; each is shown to
the agents who hold one of its profiles.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from servicesocial.registre import Registre
from servicesocial.version import VERSION


@dataclass(frozen=True)
class Entree:
    """A link of the main navigation; `profils` empty means everybody, `raccourci` is typed as « g s »."""

    libelle: str
    nom_url: str
    icone: str
    profils: tuple[str, ...] = ()
    raccourci: str = ""
    ordre: int = 100

    def pour(self, profils: frozenset[str]) -> bool:
        return not self.profils or not profils.isdisjoint(self.profils)


@dataclass(frozen=True)
class Lien:
    """An entry resolved for one request. `courant` is the value of aria-current, or nothing."""

    libelle: str
    url: str
    icone: str
    raccourci: str
    courant: str


@dataclass(frozen=True)
class Evenement:
    """A line of a chronology; `detail` says who or where, `url` leads to the record."""

    date: datetime.date
    titre: str
    texte: str = ""
    detail: str = ""
    icone: str = "circle"
    ton: str = "neutre"
    url: str = ""


ENTREES = Registre[Entree]("nom_url", "ordre")


def liens(entrees: Iterable[Entree], profils: frozenset[str], chemin: str) -> list[Lien]:
    """The entries of these profiles, resolved for the page at this path."""
    adresses = {entree: reverse(entree.nom_url) for entree in entrees if entree.pour(profils)}
    courante = _adresse_courante(adresses.values(), chemin)
    return [
        Lien(entree.libelle, url, entree.icone, entree.raccourci, _courant(url, courante, chemin))
        for entree, url in adresses.items()
    ]


def _adresse_courante(adresses: Iterable[str], chemin: str) -> str | None:
    """The longest address above the path; « / » only for itself, or it would be above every page."""
    dessus = [url for url in adresses if url == chemin or (url != "/" and chemin.startswith(url))]
    return max(dessus, key=len, default=None)


def _courant(url: str, courante: str | None, chemin: str) -> str:
    if url != courante:
        return ""
    return "page" if url == chemin else "true"


@dataclass(frozen=True)
class Outil:
    """Something at hand in the header of every page, for these profiles.

    `gabarit` is included with `outil`, what `contexte` returns for this request; `touches` are (what they do, keys) for
    the help on the keyboard. It asks nothing of the database: every page would pay for it.
    """

    gabarit: str
    profils: tuple[str, ...]
    touches: tuple[tuple[str, str], ...]
    contexte: Callable[[HttpRequest], Mapping[str, Any]]


OUTILS = Registre[Outil]("gabarit")


@lru_cache(maxsize=1)
def composants_livres() -> list[dict[str, str]]:
    """Name, version and licence of what static/vendor holds, for the page of credits."""
    fiches = sorted((settings.BASE_DIR / "static" / "vendor").glob("*/VENDOR.json"))
    return [json.loads(fiche.read_text(encoding="utf-8")) for fiche in fiches]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor of every page. The links are a function: a fragment that shows none costs nothing."""
    # The annuaire is above this layer: the agent is known here by what a page asks of him.
    agent: Any = getattr(request, "user", None)
    connecte = agent is not None and agent.is_authenticated

    def navigation_de_l_agent() -> list[Lien]:
        return liens(ENTREES, agent.profils(), request.path) if connecte else []

    def outils() -> list[dict[str, Any]]:
        if not connecte:
            return []
        siens = [outil for outil in OUTILS if not agent.profils().isdisjoint(outil.profils)]
        return [
            {"gabarit": outil.gabarit, "touches": outil.touches, **outil.contexte(request)} for outil in siens
        ]

    def libelles_des_profils() -> list[str]:
        return sorted({affectation.get_profil_display() for affectation in agent.affectations_du_jour})

    return {
        "nom_service": settings.SSAM_NOM_SERVICE,
        "version_service": VERSION,
        "demonstration": settings.SSAM_DEMO,
        "comptes_demo": settings.SSAM_COMPTES_DEMO if settings.SSAM_DEMO else [],
        "mot_de_passe_demo": settings.SSAM_MOT_DE_PASSE_DEMO if settings.SSAM_DEMO else "",
        "navigation": navigation_de_l_agent,
        "outils": outils,
        "profils_agent": libelles_des_profils if connecte else [],
        "connecte": connecte,
        "session_duree": settings.SESSION_COOKIE_AGE,
    }
