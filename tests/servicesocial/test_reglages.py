"""The settings as the processes load them: what production refuses, what a first start draws."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from servicesocial.embarque.secrets import secret_local
from servicesocial.environnement import env
from servicesocial.environnement.chemins import RACINE

CLE = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "servicesocial.settings.production",
    "DATABASE_URL": "postgresql://ssam_app@base/ssam",
    "REDIS_URL": "redis://redis",
    "SSAM_CLE_SECRETE": "une suite de plus de cinquante caractères tirés au hasard, dit-on 0123456789",
    "SSAM_CLE_NIR": CLE,
    "SSAM_CLE_INDEX_NIR": CLE,
    "SSAM_HOTES": "service-social.exemple.invalid",
    "SSAM_SMTP_HOTE": "courriel",
    "SSAM_EXPEDITEUR": "service-social@exemple.invalid",
}


def verifier(environnement: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` with this environment and no other."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=RACINE,
        env={"PATH": os.environ["PATH"]} | environnement,
        capture_output=True,
        text=True,
        check=False,
    )


def test_la_production_se_charge_et_passe_les_controles_de_deploiement() -> None:
    fini = verifier(PRODUCTION)
    assert fini.returncode == 0
    # The one remark left is the list that browsers ship: an internal site has no place in it.
    assert [ligne.split(")")[0] for ligne in fini.stderr.splitlines() if "(security." in ligne] == [
        "?: (security.W021"
    ]


@pytest.mark.parametrize(
    "absente", [nom for nom in PRODUCTION if nom != "DJANGO_SETTINGS_MODULE"], ids=lambda nom: nom
)
def test_la_production_refuse_de_partir_sans(absente: str) -> None:
    fini = verifier({nom: valeur for nom, valeur in PRODUCTION.items() if nom != absente})
    assert fini.returncode != 0
    assert absente in fini.stderr
    assert "Traceback" not in fini.stderr


def test_un_secret_est_tire_une_fois_et_ferme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSAM_VAR", str(tmp_path / "var"))
    with ThreadPoolExecutor(8) as ensemble:
        tires = set(ensemble.map(lambda _: secret_local("essai"), range(32)))
    assert len(tires) == 1
    monkeypatch.setenv("SSAM_ESSAI", tires.pop())
    assert len(env.cle("SSAM_ESSAI")) == 32
    dossier = tmp_path / "var" / "secrets"
    assert [fichier.name for fichier in dossier.iterdir()] == ["essai"]
    assert (dossier / "essai").stat().st_mode & 0o777 == 0o600
    assert secret_local("autre") != secret_local("essai")


def test_un_dossier_de_secrets_inutilisable_est_dit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("un fichier, pas un dossier")
    monkeypatch.setenv("SSAM_VAR", str(tmp_path))
    with pytest.raises(env.ReglageInvalide, match="SSAM_VAR"):
        secret_local("essai")
