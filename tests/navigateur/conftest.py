"""A real Chromium on a real server. Any CSP violation, script error or failed file makes the test fail."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
ECHEC_DE_CHARGEMENT = "Failed to load resource"
# Milliseconds after which what is waited for will not come, on a machine that does ten other things.
PATIENCE = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.navigateur)


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "Chromium manque : « make test » l'installe (paquet chromium)."
    # Playwright keeps a loop in this thread; Django would refuse the queries of the tests themselves.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield instance
        instance.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Surveillance:
    """What the page complained about. An answer asked for (a 404 page, a refused form) is no complaint."""

    def __init__(self, page: Page) -> None:
        self.plaintes: list[str] = []
        self.reponses_refusees: set[str] = set()
        page.on("console", self.console)
        page.on("pageerror", lambda erreur: self.plaintes.append(f"script : {erreur}"))
        page.on("response", self.reponse)
        page.on("requestfailed", self.coupure)

    def reponse(self, reponse: Response) -> None:
        demandee = reponse.request.is_navigation_request() or reponse.request.resource_type in (
            "xhr",
            "fetch",
        )
        if reponse.status >= 400 and demandee:
            self.reponses_refusees.add(reponse.url)

    def coupure(self, requete: Request) -> None:
        """A request that the test itself aborts is no complaint either."""
        if requete.failure == "net::ERR_FAILED":
            self.reponses_refusees.add(requete.url)

    def console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if message.text.startswith(ECHEC_DE_CHARGEMENT) and message.location["url"] in self.reponses_refusees:
            return
        self.plaintes.append(f"{message.type} : {message.text} ({message.location['url']})")


def _contexte(navigateur: Browser, adresse: str) -> BrowserContext:
    """A profile in French, 1280 px wide, addresses relative to the test server."""
    contexte = navigateur.new_context(
        base_url=adresse, locale="fr-FR", viewport={"width": 1280, "height": 900}
    )
    contexte.set_default_timeout(PATIENCE)
    contexte.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) =>"
        " console.error(`CSP ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`))"
    )
    return contexte


@pytest.fixture(scope="session")
def contexte(navigateur: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """Opened once a worker: the scripts and styles of the pages stay in its cache."""
    ouvert = _contexte(navigateur, live_server.url)
    yield ouvert
    ouvert.close()


@pytest.fixture
def page(contexte: BrowserContext, live_server: Any) -> Iterator[Page]:
    """A page of a profile that remembers nothing of the test before: no cookie, no right, nothing stored."""
    page = contexte.new_page()
    surveillance = Surveillance(page)
    yield page
    oublier = contexte.new_cdp_session(contexte.pages[0])
    oublier.send("Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": "all"})
    for ouverte in contexte.pages:
        ouverte.close()
    contexte.clear_permissions()
    assert surveillance.plaintes == []


@pytest.fixture
def page_a_part(navigateur: Browser, live_server: Any) -> Iterator[Page]:
    """A page of a profile of its own: for what changes the profile itself, like its clock."""
    contexte = _contexte(navigateur, live_server.url)
    page = contexte.new_page()
    surveillance = Surveillance(page)
    yield page
    contexte.close()
    assert surveillance.plaintes == []


def _sans_violation(page: Page, *schemas: str) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    for schema in schemas:
        page.emulate_media(color_scheme=schema, reduced_motion="reduce")
        expect(page.locator("html")).to_have_attribute("data-bs-theme", schema)
        # The colours are computed at the next frame.
        page.evaluate("new Promise((fait) => requestAnimationFrame(() => requestAnimationFrame(fait)))")
        resultat = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        violations = [
            f"{regle['id']} : {noeud['target']} {noeud['failureSummary']}"
            for regle in resultat["violations"]
            for noeud in regle["nodes"]
        ]
        assert violations == [], f"{page.url} ({schema})\n" + "\n".join(violations)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: no violation, in light. For the states of a page that is opened in both somewhere."""
    return lambda page: _sans_violation(page, "light")


@pytest.fixture
def axe_clair_et_sombre() -> Callable[[Page], None]:
    """`axe_clair_et_sombre(page)`: no violation, neither in light nor in dark. Once a page."""
    return lambda page: _sans_violation(page, "light", "dark")


@pytest.fixture
def sans_defilement() -> Callable[[Page], None]:
    """`sans_defilement(page)`: at 360 px nothing is wider than the screen."""

    def verifier(page: Page) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        largeur = page.evaluate("document.documentElement.scrollWidth")
        assert largeur <= 360, f"{page.url} demande {largeur} px"

    return verifier


@pytest.fixture
def connexion(live_server: Any) -> Callable[[Page, Any], None]:
    """`connexion(page, agent)`: the session of that agent, without going through the login page."""

    def ouvrir(page: Page, agent: Any) -> None:
        client = Client()
        client.force_login(agent)
        temoin = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": temoin, "url": live_server.url}]
        )

    return ouvrir
