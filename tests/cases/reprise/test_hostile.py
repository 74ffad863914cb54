"""Folders that nobody should send: each gets a sentence, and the base does not move."""

import os
from pathlib import Path

import pytest

from cases.reprise.ecriture import ecrire_dossier
from tests.cases.reprise.dossier import complet, compter, reprendre

pytestmark = pytest.mark.usefixtures("base")

REGIONS = "code;nom;organisme"


def refuse(dossier: Path) -> str:
    avant = compter()
    reussie, texte = reprendre(dossier)
    assert not reussie
    assert compter() == avant
    return texte


@pytest.mark.parametrize(
    ("octets", "phrase"),
    [
        (b"", "regions.csv : Ce fichier est vide"),
        (b"\xef\xbb\xbf", "regions.csv : Ce fichier est vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "n'est pas un texte codé en UTF-8"),
        (
            f"{REGIONS}\nRA;Rh\xf4ne;Carsat\n".encode("latin-1"),
            "regions.csv, ligne 2 : Ce fichier n'est pas un texte",
        ),
        (f"{REGIONS}\nRA;R;C\n".encode("utf-16"), "n'est pas un texte codé en UTF-8"),
        (f"{REGIONS}\nRA;R\0;C\n".encode(), "regions.csv, ligne 2 : Ce fichier contient un octet nul"),
        (
            f"{REGIONS}\nRA;{'x' * 1_200_000};C\n".encode(),
            "regions.csv, ligne 2 : Cette ligne dépasse un million",
        ),
        (f"{REGIONS}\nRA;{'x' * 140_000};C\n".encode(), "Une cellule dépasse 131 072 caractères"),
        (f'{REGIONS}\nRA;"ouvert;C\n'.encode(), "Les guillemets de cette ligne ne sont pas fermés"),
        (f'{REGIONS}\nRA;"a"b;C\n'.encode(), "Les guillemets de cette ligne"),
        (";".join(f"c{i}" for i in range(1_000)).encode(), "et 995 autres"),
        (b"code,nom,organisme\nRA,R,C\n", "sont à séparer par des points-virgules"),
        (b"code;nom;organisme;nom\nRA;R;C;R\n", "Colonne donnée deux fois : nom."),
        (b"code;nom\nRA;R\n", "Il manque une colonne obligatoire : organisme."),
        (b"code;nom;organisme;valide_de\nRA;R;C;\n", "Colonnes inconnues : « valide_de »."),
        (
            f"{REGIONS}\nRA;R\n".encode(),
            "regions.csv, ligne 2 : Cette ligne compte 2 cellules, pour 3 colonnes.",
        ),
        (f"{REGIONS}\nRA;R;C;;\n".encode(), "Cette ligne compte 5 cellules"),
        (f"{REGIONS}\nRA;R\x1b[2J;C\n".encode(), "caractère de commande invisible"),
    ],
)
def test_fichier_hostile(tmp_path: Path, octets: bytes, phrase: str) -> None:
    (tmp_path / "regions.csv").write_bytes(octets)
    texte = refuse(tmp_path)
    assert phrase in texte
    assert "\x1b" not in texte
    assert len(texte) < 3_000


def test_une_cellule_en_forme_de_formule_reste_un_texte(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text(f"{REGIONS}\nRA;=1+1;@SUM(A1)\n", encoding="utf-8")
    reussie, texte = reprendre(tmp_path)
    assert reussie
    assert "regions.csv, ligne 2, colonne nom, valeur « =1+1 » : Ce texte a la forme d'une formule" in texte
    assert "2 avertissements" in texte


def test_fichier_inconnu_propose_le_plus_proche(tmp_path: Path) -> None:
    (tmp_path / "assure.csv").write_text("x\n", encoding="utf-8")
    texte = refuse(tmp_path)
    assert "assure.csv : Ce fichier n'est pas du format. Le plus proche : « assures.csv »." in texte


def test_dossier_sans_fichier_du_format(tmp_path: Path) -> None:
    (tmp_path / "LISEZMOI.txt").write_text("rien", encoding="utf-8")
    assert "Le dossier ne contient aucun fichier du format" in refuse(tmp_path)


def test_ce_qui_n_est_pas_un_dossier(tmp_path: Path) -> None:
    assert "n'est pas un dossier" in refuse(tmp_path / "absent")
    fichier = tmp_path / "regions.csv"
    fichier.write_text(REGIONS, encoding="utf-8")
    assert "n'est pas un dossier" in refuse(fichier)


def test_ce_qui_n_est_pas_un_fichier(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").mkdir()
    os.mkfifo(tmp_path / "sites.csv")
    texte = refuse(tmp_path)
    assert "regions.csv : Ce n'est pas un fichier ordinaire." in texte
    assert "sites.csv : Ce n'est pas un fichier ordinaire." in texte


def test_un_fichier_illisible_n_accuse_pas_les_autres(tmp_path: Path) -> None:
    ecrire_dossier(tmp_path, complet())
    (tmp_path / "assures.csv").write_bytes(b"\xff\xfe")
    texte = refuse(tmp_path)
    assert "1 erreur :" in texte
    assert "Les contrôles entre fichiers seront faits quand tous les fichiers seront lisibles." in texte


def test_une_ligne_fausse_n_accuse_pas_celles_qui_la_nomment(tmp_path: Path) -> None:
    contenu = complet()
    contenu["assures"][0]["date_naissance"] = "14/05/1978"
    ecrire_dossier(tmp_path, contenu)
    texte = refuse(tmp_path)
    assert "1 erreur :" in texte
    assert "assures.csv, ligne 2, colonne date_naissance, valeur « 14/05/1978 » : Une date s'écrit" in texte


def test_deux_cents_lignes_au_plus_et_le_total(tmp_path: Path) -> None:
    lignes = "\n".join(f"R{rang};;Carsat" for rang in range(1_500))
    (tmp_path / "regions.csv").write_text(f"{REGIONS}\n{lignes}\n", encoding="utf-8")
    texte = refuse(tmp_path)
    assert "1 500 erreurs :" in texte
    assert "… et 1 300 autres." in texte
    assert texte.count("Cette cellule est obligatoire.") == 200
