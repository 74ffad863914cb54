"""A letter on paper: one page of HTML to a PDF/UA-1. Nothing is fetched but our own style sheet and fonts.

WeasyPrint is imported at the first letter: it costs most of a second.
"""

from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import mark_safe

FEUILLE = "css/lettre.css"
# Never resolved: a base against which the style sheet's relative addresses are joined.
BASE = "https://static.invalid/"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}
FINE_INSECABLE, INSECABLE = "\u202f", "\u00a0"

_verrou = Lock()


def rendre_lettre(html: str, *, titre: str) -> bytes:
    """The letter whose body is `html` (a rendered template, already escaped); `titre` is the title of the file.

    Raises ValueError when the body asks for anything but our static style and fonts.
    """
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Lecteur(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            adresse = urlsplit(url)
            nom = adresse.path.lstrip("/")
            trouve = finders.find(nom) if Path(nom).suffix in TYPES else None
            if f"{adresse.scheme}://{adresse.netloc}/" != BASE or not isinstance(trouve, str):
                raise ValueError("Une lettre ne charge que son style et ses polices.")
            return URLFetcherResponse(
                url, Path(trouve).read_bytes(), {"Content-Type": TYPES[Path(nom).suffix]}
            )

    document = format_html(
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>',
        titre,
        mark_safe(html.replace(FINE_INSECABLE, INSECABLE)),  # noqa: S308 (escaped by its template)
    )
    lecteur = Lecteur(allowed_protocols=("https",), allow_redirects=False)
    # Pango's font map is shared by the whole process and not made for several threads.
    with _verrou:
        polices = FontConfiguration()
        feuille = CSS(url=BASE + FEUILLE, font_config=polices, url_fetcher=lecteur)
        page = HTML(string=document, base_url=BASE, url_fetcher=lecteur)
        octets: bytes = page.write_pdf(stylesheets=[feuille], font_config=polices, pdf_variant="pdf/ua-1")
    return octets
