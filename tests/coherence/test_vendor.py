"""The vendored files are those their VENDOR.json describes, and every icon named in a template is there."""

import hashlib
import json
import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
DOSSIERS_VENDOR = [RACINE / "static" / "vendor", RACINE / "tests" / "navigateur" / "vendor"]
FICHES = sorted(fiche for dossier in DOSSIERS_VENDOR for fiche in dossier.glob("*/VENDOR.json"))


@pytest.mark.parametrize("fiche", FICHES, ids=lambda fiche: fiche.parent.name)
def test_empreintes(fiche):
    decrit = json.loads(fiche.read_text())
    presents = {
        chemin.name: hashlib.sha256(chemin.read_bytes()).hexdigest()
        for chemin in fiche.parent.iterdir()
        if chemin.name != "VENDOR.json"
    }
    assert decrit["sha256"] == presents
    assert decrit["version"]
    assert decrit["licence"]
    assert "LICENSE" in presents


def test_chaque_dossier_a_sa_fiche():
    dossiers = {chemin for racine in DOSSIERS_VENDOR for chemin in racine.iterdir() if chemin.is_dir()}
    assert dossiers == {fiche.parent for fiche in FICHES}
    assert len(dossiers) == 4


def test_versions_de_package_json():
    paquets = json.loads((RACINE / "package.json").read_text())
    attendu = paquets["dependencies"] | paquets["devDependencies"]
    livre = {fiche["paquet"]: fiche["version"] for fiche in (json.loads(f.read_text()) for f in FICHES)}
    assert livre == attendu


def test_icones_des_gabarits():
    icones = {chemin.stem for chemin in (RACINE / "static" / "vendor" / "bootstrap-icons").glob("*.svg")}
    demandees = {
        nom
        for gabarit in (RACINE / "templates").rglob("*.html")
        for nom in re.findall(r"""\{%\s*icone\s+["']([\w-]+)["']""", gabarit.read_text())
    }
    assert demandees, "aucun gabarit ne demande d'icône : l'expression de recherche est fausse"
    assert demandees <= icones
