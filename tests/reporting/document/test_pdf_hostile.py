"""Texts written to make the renderer fetch, read or run something."""

from __future__ import annotations

import base64
import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pypdf
import pytest

from reporting.exports import pdf as module
from reporting.exports.pdf import RessourceRefusee, adresse_statique, rendre_pdf
from tests.reporting.document.fabrique_document import PRODUIT_LE, document_ain

CANARI = "canari-7f3a91"


class Serveur:
    """A local server that counts what reaches it, and redirects what asks for it."""

    def __init__(self) -> None:
        self.recues: list[str] = []
        recues = self.recues

        class Gestion(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                recues.append(self.path)
                self.send_response(302)
                self.send_header("Location", "file:///etc/hostname")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Gestion)
        self.adresse = f"http://127.0.0.1:{self.http.server_port}"
        self.fil = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.fil.start()

    def fermer(self) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.fil.join()


@pytest.fixture
def serveur() -> Iterator[Serveur]:
    ouvert = Serveur()
    yield ouvert
    ouvert.fermer()


def charges(adresse: str, secret: Path) -> list[str]:
    """Forty ways to ask for an address or a file."""
    fichier = secret.as_uri()
    svg = base64.b64encode(
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{adresse}/svg"/></svg>'.encode()
    ).decode()
    cibles = [adresse + "/x", fichier]
    balises = [
        '<img src="{}">',
        '<img srcset="{} 2x">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">a</a>',
        "<style>@import url({});</style>",
        "<style>body{{background:url({})}}</style>",
        "<style>@font-face{{font-family:x;src:url({})}}*{{font-family:x}}</style>",
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<iframe src="{}"></iframe>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}"/></svg>',
        '<svg><use href="{}#a"/></svg>',
        '<base href="{}">',
        '<meta http-equiv="refresh" content="0;url={}">',
        '"><p style="background:url({})">',
        "</title></head><body><script src={}></script>",
        "]]><!DOCTYPE x [<!ENTITY e SYSTEM '{}'>]>&e;",
    ]
    variantes = [balise.format(cible) for balise in balises for cible in cibles]
    return [
        *variantes,
        f'<img src="data:image/svg+xml;base64,{svg}">',
        f'<img src="data:image/png;base64,{"A" * 4_000}">',
        "{% include '/etc/passwd' %}{{ settings.SECRET_KEY }}",
        "<img src='\\\\127.0.0.1\\partage'>",
    ]


def test_aucune_requete_ni_fichier_et_texte_tel_quel(serveur: Serveur, tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text(f"/* {CANARI} */ body::before {{ content: '{CANARI}' }}")
    hostiles = charges(serveur.adresse, secret)
    assert len(hostiles) == 40
    document = document_ain(edito="\n\n".join(hostiles), temps_forts=hostiles[0], unite=hostiles[10])
    bloc = document.blocs[0]
    document = replace(
        document,
        region=hostiles[2],
        statut=hostiles[4],
        blocs=(replace(bloc, titre=hostiles[6], surtitre=hostiles[0]), *document.blocs[1:]),
    )
    octets = rendre_pdf({"document": document}, date_document=PRODUIT_LE)
    assert serveur.recues == []
    assert CANARI.encode() not in octets
    with pikepdf.open(io.BytesIO(octets)) as ouvert:
        assert len(ouvert.attachments) == 0
    serre = re.sub(r"\s", "", " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(octets)).pages))
    assert CANARI not in serre
    for charge in hostiles:
        if len(charge) < 2_000:
            assert re.sub(r"\s", "", charge) in serre, charge


def test_html_brut_ne_lit_rien_non_plus(
    serveur: Serveur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Second line: should a template ever forget to escape, the reader of resources still refuses."""
    secret = tmp_path / "secret.css"
    secret.write_text(f"body::before {{ content: '{CANARI}' }}")
    corps = "".join(charges(serveur.adresse, secret))
    page = f"<html lang='fr'><title>x</title><body>{corps}<p>fin</p></body></html>"
    monkeypatch.setattr(module, "render_to_string", lambda *_: page)
    octets = rendre_pdf({}, date_document=PRODUIT_LE)
    assert serveur.recues == []
    with pikepdf.open(io.BytesIO(octets)) as ouvert:
        assert len(ouvert.attachments) == 0
    texte = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(octets)).pages)
    assert CANARI not in texte


@pytest.mark.parametrize(
    "url",
    [
        "http://static.invalid/css/bilan-pdf.css",
        "https://static.invalid.exemple.invalid/css/bilan-pdf.css",
        "https://exemple.invalid/css/bilan-pdf.css",
        "https://static.invalid:8443/css/bilan-pdf.css",
        "https://moi@static.invalid/css/bilan-pdf.css",
        "https://static.invalid/css/bilan-pdf.css?x=1",
        "https://static.invalid/../servicesocial/settings/base.py",
        "https://static.invalid/%2e%2e/servicesocial/settings/base.css",
        "https://static.invalid//etc/passwd.css",
        "https://static.invalid/css/..%2f..%2f..%2fetc%2fpasswd.css",
        "https://static.invalid/css/bilan-pdf.css%00.svg",
        "https://static.invalid/js/theme.js",
        "https://static.invalid/css/inconnue.css",
        "https://static.invalid/",
        "file:///etc/hostname",
        "data:text/css,body{}",
        "ftp://static.invalid/css/bilan-pdf.css",
        "css/bilan-pdf.css",
    ],
)
def test_adresse_refusee(url: str) -> None:
    with pytest.raises(RessourceRefusee):
        adresse_statique(url)


def test_fichier_statique_servi_par_son_nom() -> None:
    trouve = adresse_statique("https://static.invalid/css/bilan-pdf.css")
    assert trouve.is_file()
    assert trouve.name == "bilan-pdf.css"
