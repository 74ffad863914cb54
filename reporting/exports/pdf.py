"""From a document to a tagged PDF, with nothing fetched outside our own static files.

WeasyPrint is imported at the first rendering: it costs most of a second, and a web process never
needs it.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from celery.signals import worker_process_shutdown
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

from servicesocial.typographie import apostrophes

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

VARIANTE = "pdf/ua-1"
FEUILLE = "css/bilan-pdf.css"
# Never resolved: a base against which the style sheet's relative addresses are joined.
BASE = "https://static.invalid/"
TYPES_SERVIS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
SVG = "{http://www.w3.org/2000/svg}"
FINE_INSECABLE, INSECABLE = "\u202f", "\u00a0"

_verrou = Lock()


class RessourceRefusee(ValueError):
    """The document asked for something that is not one of our static files."""


@dataclass(frozen=True, slots=True)
class PieceJointe:
    """A file carried by the PDF: its figures, to check or compute again."""

    nom: str
    contenu: bytes
    description: str


def rendre_pdf(
    contexte: Mapping[str, Any],
    *,
    gabarit: str = "reporting/pdf/bilan.html",
    pieces_jointes: Sequence[PieceJointe] = (),
    date_document: datetime,
) -> bytes:
    """Renders `gabarit` with `contexte` as a PDF/UA-1 file.

    `date_document` is the only date written in the file: the same inputs, code and fonts give the
    same bytes. Every chart gets its sentence as alternate text. A `date_document` without time
    zone raises ValueError.
    """
    if date_document.tzinfo is None:
        raise ValueError("La date du document doit porter son fuseau.")
    instant = date_document.astimezone(UTC).replace(microsecond=0)
    html = str(render_to_string(gabarit, {**contexte, "date_iso": instant.isoformat()}))
    # The vendored Inter has no narrow no-break space: another font would be embedded for it.
    html = apostrophes(html.replace(FINE_INSECABLE, INSECABLE))
    # Pango's font map is shared by the whole process and not made for several threads.
    with _verrou:
        try:
            return _imprimer(html, pieces_jointes, instant)
        finally:
            gc.collect()


def adresse_statique(url: str) -> Path:
    """The static file that `url` names under `BASE`.

    Raises RessourceRefusee for any other scheme, host, query, unknown type or missing file.
    """
    morceaux = urlsplit(url)
    attendu = urlsplit(BASE)
    if (morceaux.scheme, morceaux.netloc) != (attendu.scheme, attendu.netloc) or morceaux.query:
        raise RessourceRefusee("Adresse hors des fichiers statiques.")
    nom = unquote(morceaux.path).lstrip("/")
    if Path(nom).suffix not in TYPES_SERVIS:
        raise RessourceRefusee("Type de fichier non servi.")
    try:
        trouve = finders.find(nom)
    except (SuspiciousFileOperation, ValueError) as erreur:
        raise RessourceRefusee("Nom de fichier impropre.") from erreur
    if not isinstance(trouve, str):
        raise RessourceRefusee("Fichier statique inconnu.")
    return Path(trouve)


def liberer(**_: Any) -> None:
    """Drops style sheet and fonts; the temporary files of the fonts go with them. Called when the
    process ends: later, the interpreter can no longer delete files."""
    _style.cache_clear()
    gc.collect()


atexit.register(liberer)
worker_process_shutdown.connect(liberer)


def _imprimer(html: str, pieces_jointes: Sequence[PieceJointe], instant: datetime) -> bytes:
    from weasyprint import HTML, Attachment  # noqa: PLC0415

    feuille, polices = _style()
    page = HTML(string=html, base_url=BASE, url_fetcher=_lecteur())
    _completer_alternatives(page.etree_element)
    jointes = [
        Attachment(
            string=piece.contenu,
            name=piece.nom,
            description=piece.description,
            created=instant,
            modified=instant,
            relationship="Data",
        )
        for piece in pieces_jointes
    ]
    octets: bytes = page.write_pdf(
        stylesheets=[feuille],
        font_config=polices,
        attachments=jointes,
        pdf_variant=VARIANTE,
        pdf_identifier=False,
    )
    return octets


@lru_cache(maxsize=1)
def _style() -> tuple[CSS, FontConfiguration]:
    """Style sheet and fonts, read once a process (a third of the time of a short document)."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    polices = FontConfiguration()
    lecteur = _lecteur()
    return CSS(url=BASE + FEUILLE, font_config=polices, url_fetcher=lecteur), polices


@lru_cache(maxsize=1)
def _lecteur() -> URLFetcher:
    """Serves our static files by name and refuses everything else: no http, no file, no data,
    no redirect."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class LecteurStatique(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("https",), allow_redirects=False)

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            chemin = adresse_statique(url)
            entetes = {"Content-Type": TYPES_SERVIS[chemin.suffix]}
            return URLFetcherResponse(url, chemin.read_bytes(), entetes)

    return LecteurStatique()


def _completer_alternatives(racine: Any) -> None:
    """WeasyPrint takes the `<title>` of a drawing as its alternate text: its description, which
    holds the values, must be in it too."""
    for dessin in racine.iter(f"{SVG}svg"):
        titre, texte = dessin.find(f"{SVG}title"), dessin.find(f"{SVG}desc")
        if titre is not None and texte is not None and texte.text:
            titre.text = texte.text
