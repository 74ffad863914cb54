"""A setting that cannot be read stops the start with a sentence that names it."""

import base64
from pathlib import Path

import pytest

from servicesocial.environnement import env
from servicesocial.environnement.env import ReglageInvalide

NOM = "SSAM_ESSAI"


def test_texte_sans_defaut_est_obligatoire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NOM, raising=False)
    assert env.texte(NOM, "x") == "x"
    with pytest.raises(ReglageInvalide, match=f"{NOM} est obligatoire"):
        env.texte(NOM)
    monkeypatch.setenv(NOM, "   ")
    with pytest.raises(ReglageInvalide, match=NOM):
        env.texte(NOM)
    monkeypatch.setenv(NOM, " valeur ")
    assert env.texte(NOM) == "valeur"


@pytest.mark.parametrize(("valeur", "attendu"), [("1", True), ("Oui", True), ("off", False), ("FAUX", False)])
def test_booleen_lit_les_ecritures_courantes(
    monkeypatch: pytest.MonkeyPatch, valeur: str, attendu: bool
) -> None:
    monkeypatch.setenv(NOM, valeur)
    assert env.booleen(NOM, not attendu) is attendu


def test_booleen_refuse_le_reste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NOM, "peut-être")
    with pytest.raises(ReglageInvalide, match=f"{NOM} vaut « peut-être »"):
        env.booleen(NOM, defaut=False)


@pytest.mark.parametrize("valeur", ["dix", "1.5", "0", "11"])
def test_entier_refuse_ce_qui_n_est_pas_dans_les_bornes(monkeypatch: pytest.MonkeyPatch, valeur: str) -> None:
    monkeypatch.setenv(NOM, valeur)
    with pytest.raises(ReglageInvalide, match=NOM):
        env.entier(NOM, 3, minimum=1, maximum=10)


def test_entier_accepte_les_bornes_et_le_defaut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NOM, raising=False)
    assert env.entier(NOM, 3) == 3
    monkeypatch.setenv(NOM, "10")
    assert env.entier(NOM, 3, minimum=1, maximum=10) == 10


def test_liste_separe_par_des_virgules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NOM, "a.fr, b.fr ,,")
    assert env.liste(NOM) == ["a.fr", "b.fr"]
    monkeypatch.delenv(NOM)
    assert env.liste(NOM, ("c.fr",)) == ["c.fr"]


def test_secret_se_lit_dans_un_fichier(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fichier = tmp_path / "secret"
    fichier.write_text("mot de passe\n")
    monkeypatch.setenv(f"{NOM}_FILE", str(fichier))
    assert env.secret(NOM) == "mot de passe"


def test_secret_donne_deux_fois_est_refuse(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(NOM, "un")
    monkeypatch.setenv(f"{NOM}_FILE", str(tmp_path / "deux"))
    with pytest.raises(ReglageInvalide, match="en même temps"):
        env.secret(NOM)


@pytest.mark.parametrize("contenu", [None, "", "  \n"])
def test_fichier_de_secret_absent_ou_vide_est_refuse(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, contenu: str | None
) -> None:
    fichier = tmp_path / "secret"
    if contenu is not None:
        fichier.write_text(contenu)
    monkeypatch.setenv(f"{NOM}_FILE", str(fichier))
    with pytest.raises(ReglageInvalide, match=f"{NOM}_FILE"):
        env.secret(NOM)


@pytest.mark.parametrize("valeur", ["pas du base64 !", base64.b64encode(b"trop court").decode()])
def test_cle_exige_32_octets_en_base64(monkeypatch: pytest.MonkeyPatch, valeur: str) -> None:
    monkeypatch.setenv(NOM, valeur)
    with pytest.raises(ReglageInvalide, match=NOM):
        env.cle(NOM)
    monkeypatch.setenv(NOM, base64.b64encode(bytes(32)).decode())
    assert env.cle(NOM) == bytes(32)
