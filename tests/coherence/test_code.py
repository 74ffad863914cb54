"""Rules that hold for the whole of the code, checked on the files themselves."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.coherence.outils import fichiers, nom

LONGUEUR = 300
# Must stay empty: a file that grows is split by what it talks about.
TROP_LONGS: frozenset[str] = frozenset()
# Python files in a folder: beyond, nobody finds anything by reading its list.
PAR_DOSSIER = 25

INTERDIT_DANS_LES_VUES = re.compile(
    r"\.objects\b|\.save\(|\.delete\(|\btransaction\b|\bbulk_|\.raw\(|cursor\("
)
INTERDIT_DANS_LES_FORMULAIRES = re.compile(r"\.save\(|\.delete\(|\.create\(|\btransaction\b|\bbulk_")

# In pieces, so that this file does not name what it forbids.
REGISTRES = ("pypi." + "org", "python" + "hosted", "registry." + "npmjs", "npmjs" + ".com", "deb." + "debian")
CHEMINS_DE_MACHINE = re.compile(r"(?<![\w.])/(?:work|farm|home/\w+|root|Users/\w+)/")


def test_aucun_fichier_ne_depasse_la_longueur_convenue() -> None:
    longs = {
        nom(fichier)
        for fichier in fichiers(".py", ".html", ".css", ".js")
        if "migrations" not in fichier.parts
        and len(fichier.read_text(encoding="utf-8").splitlines()) > LONGUEUR
    }
    assert longs == TROP_LONGS


def test_aucun_dossier_ne_tient_trop_de_fichiers() -> None:
    nombres = Counter(nom(fichier.parent) for fichier in fichiers(".py") if "migrations" not in fichier.parts)
    assert {dossier: nombre for dossier, nombre in nombres.items() if nombre > PAR_DOSSIER} == {}


def lignes_interdites(couche: str, motif: re.Pattern[str]) -> list[str]:
    return [
        f"{nom(fichier)}:{numero} {ligne.strip()}"
        for fichier in fichiers(".py")
        if couche in fichier.parts and "tests" not in fichier.parts
        for numero, ligne in enumerate(fichier.read_text(encoding="utf-8").splitlines(), start=1)
        if motif.search(ligne.partition("#")[0])
    ]


def test_les_vues_ne_touchent_ni_a_la_base_ni_aux_transactions() -> None:
    assert lignes_interdites("views", INTERDIT_DANS_LES_VUES) == []


def test_les_formulaires_n_ecrivent_pas() -> None:
    assert lignes_interdites("forms", INTERDIT_DANS_LES_FORMULAIRES) == []


def test_le_domaine_ne_connait_pas_la_requete_http() -> None:
    assert lignes_interdites("domain", re.compile(r"\brequest\b|HttpRe(quest|sponse)")) == []


def lire(fichier: Path) -> str:
    """The text of a file, empty for an image or a font."""
    try:
        return fichier.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("hote", REGISTRES)
def test_aucun_registre_de_paquets_n_est_nomme(hote: str) -> None:
    assert [nom(fichier) for fichier in fichiers() if hote in lire(fichier)] == []


def test_aucun_chemin_absolu_de_machine() -> None:
    trouves = [
        f"{nom(fichier)}:{numero}"
        for fichier in fichiers()
        for numero, ligne in enumerate(lire(fichier).splitlines(), start=1)
        if CHEMINS_DE_MACHINE.search(ligne)
    ]
    assert trouves == []


def test_les_exigences_sont_verrouillees_par_empreinte() -> None:
    for liste in ("base", "embarque", "dev"):
        (fichier,) = [f for f in fichiers(".txt") if nom(f) == f"requirements/{liste}.txt"]
        texte = lire(fichier)
        paquets = re.findall(r"^[\w.\-\[\],]+==\S+", texte, flags=re.MULTILINE)
        assert len(paquets) > 40
        # Every pinned version is followed by at least one fingerprint.
        assert len(re.findall(r"==\S+ \\\n\s+--hash=sha256:[0-9a-f]{64}", texte)) == len(paquets)
