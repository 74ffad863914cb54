"""No secret address in any line, whoever writes it."""

import logging

import pytest
from gunicorn.config import Config

from servicesocial.journalisation.acces import JournalAcces
from servicesocial.journalisation.lignes import masquer

SECRET = "un-secret-tire-au-hasard"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (f"Not Found: /s/{SECRET}", "Not Found: /s/…"),
        (f'"GET /s/{SECRET}?a=1 HTTP/1.1" 200', '"GET /s/…?a=1 HTTP/1.1" 200'),
        (f"https://ssam.example.org/s/{SECRET} puis /s/{SECRET}", "https://ssam.example.org/s/… puis /s/…"),
        ("GET /signalements/ HTTP/1.1", "GET /signalements/ HTTP/1.1"),
        ("GET /static/css/theme.css", "GET /static/css/theme.css"),
    ],
)
def test_masquer(texte: str, attendu: str) -> None:
    assert masquer(texte) == attendu


def test_les_lignes_de_gunicorn(capfd: pytest.CaptureFixture[str]) -> None:
    reglages = Config()
    reglages.set("accesslog", "-")
    journal = JournalAcces(reglages)
    try:
        atomes = {"h": "192.0.2.1", "r": f"GET /s/{SECRET} HTTP/1.1", "f": f"https://ici/s/{SECRET}"}
        journal.access_log.info('%(h)s "%(r)s" "%(f)s"', atomes)
        journal.exception("Error handling request %s", f"/s/{SECRET}")
    finally:
        for nom in ("gunicorn.access", "gunicorn.error"):
            logging.getLogger(nom).handlers.clear()
            logging.getLogger(nom).filters.clear()
    ecrit = "".join(capfd.readouterr())
    assert ecrit.count("/s/…") == 3
    assert SECRET not in ecrit
