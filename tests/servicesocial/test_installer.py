"""The set-up script: what it finds missing, and what it says when it may not install it."""

import importlib.util
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import playwright
import pytest

from servicesocial.environnement.chemins import RACINE

# The C and C++ libraries, which apt itself needs, and what the kernel and the loader add.
DEBIAN_NUE = ("linux-vdso", "ld-linux", "libc.", "libm.", "libdl.", "libpthread.", "libstdc++.", "libgcc_s.")


@pytest.fixture
def installer() -> ModuleType:
    source = importlib.util.spec_from_file_location("installer", RACINE / "scripts" / "installer.py")
    assert source
    assert source.loader
    module = importlib.util.module_from_spec(source)
    source.loader.exec_module(module)
    return module


def test_rien_ne_manque_sur_une_machine_prete(installer: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "_chargeable", lambda bibliotheque: True)
    monkeypatch.setattr(installer.shutil, "which", lambda nom: f"/usr/bin/{nom}")
    assert installer.paquets_manquants(essais=True) == []


def test_ce_qui_manque_porte_le_nom_du_paquet(installer: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "_chargeable", lambda bibliotheque: "harfbuzz" in bibliotheque)
    # Another browser does not replace Chromium: it is the one that the tests start.
    monkeypatch.setattr(
        installer.shutil, "which", lambda nom: None if nom == "chromium" else f"/usr/bin/{nom}"
    )
    pour_le_pdf = ["libpango-1.0-0", "libpangoft2-1.0-0"]
    assert installer.paquets_manquants(essais=False) == pour_le_pdf
    assert installer.paquets_manquants(essais=True) == [*pour_le_pdf, "libatomic1", "chromium"]


def test_ce_que_le_pilote_du_navigateur_ouvre_est_dans_debian_nue_ou_installe(installer: ModuleType) -> None:
    """A machine with a compiler has the library that a bare one lacks: ask the program, not the machine."""
    pilote = Path(playwright.__file__).parent / "driver" / "node"
    lignes = subprocess.run(["ldd", pilote], capture_output=True, check=True, text=True).stdout.splitlines()
    ouvertes = {Path(ligne.split()[0]).name for ligne in lignes}
    assert "libc.so.6" in ouvertes
    en_plus = {nom for nom in ouvertes if not nom.startswith(DEBIAN_NUE)}
    assert en_plus <= installer.BIBLIOTHEQUES_ESSAIS.keys()


def test_sans_droits_la_ligne_exacte_est_donnee(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(installer.shutil, "which", lambda nom: None if nom == "sudo" else f"/usr/bin/{nom}")
    ligne = "apt-get update && apt-get install -y --no-install-recommends chromium libpango-1.0-0"
    with pytest.raises(installer.Arret, match=ligne):
        installer.installer_paquets(["chromium", "libpango-1.0-0"])
    # The same line when sudo refuses this account: the output of sudo does not say what was to be installed.
    monkeypatch.setattr(installer, "_prefixe_administrateur", lambda: ["false"])
    with pytest.raises(installer.Arret, match=f"droits d'administrateur :\n\n    {ligne}\n\npuis relancer"):
        installer.installer_paquets(["chromium", "libpango-1.0-0"])


def test_une_liste_deja_posee_ne_l_est_pas_deux_fois(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lancees: list[tuple[str, ...]] = []
    monkeypatch.setattr(installer, "VENV", tmp_path)
    monkeypatch.setattr(installer, "executer", lambda *commande, aide: lancees.append(commande))
    installer.installer_exigences("embarque")
    installer.installer_exigences("embarque")
    assert len(lancees) == 1
    installer.installer_exigences("dev")
    # The larger list holds the smaller one: `make demo` after `make test` installs nothing.
    installer.installer_exigences("embarque")
    assert [commande[-1] for commande in lancees] == ["requirements/embarque.txt", "requirements/dev.txt"]


def test_un_environnement_deplace_est_refait(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lancees: list[tuple[str, ...]] = []
    monkeypatch.setattr(installer, "executer", lambda *commande, aide: lancees.append(commande))
    monkeypatch.setattr(installer, "_reussit", lambda *commande: True)

    def creer_venv(venv: Path) -> list[tuple[str, ...]]:
        monkeypatch.setattr(installer, "VENV", venv)
        monkeypatch.setattr(installer, "PYTHON", venv / "bin" / "python")
        installer.creer_venv()
        return lancees

    ancien, nouveau = tmp_path / "ancien", tmp_path / "nouveau"
    (ancien / "bin").mkdir(parents=True)
    (ancien / "bin" / "python").symlink_to(sys.executable)
    (ancien / "bin" / "pip").write_text(f"#!{ancien}/bin/python\n", encoding="utf-8")
    assert creer_venv(ancien) == []
    ancien.rename(nouveau)
    assert [commande[-2:] for commande in creer_venv(nouveau)] == [("--clear", str(nouveau))]


def test_ce_qu_un_autre_compte_a_installe_est_refuse_par_une_phrase(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installer.verifier_acces(tmp_path)
    installer.verifier_acces(tmp_path / "absent")
    monkeypatch.setattr(installer.os, "access", lambda dossier, mode: dossier != tmp_path)
    monkeypatch.setattr(installer, "VENV", tmp_path)
    monkeypatch.setattr(installer, "PYTHON", tmp_path / "bin" / "python")
    for faire in (installer.creer_venv, lambda: installer.installer_exigences("dev")):
        with pytest.raises(installer.Arret, match=f"{tmp_path} ne peut être écrit"):
            faire()
    monkeypatch.setattr(installer, "VAR", tmp_path)
    with pytest.raises(installer.Arret, match="SSAM_VAR"):
        installer.main("demo")


def test_une_interruption_se_dit_en_une_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrompre(nom: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "which", interrompre)
    monkeypatch.setattr(sys, "argv", ["installer.py", "essais"])
    with pytest.raises(SystemExit, match="Interrompu"):
        runpy.run_path(str(RACINE / "scripts" / "installer.py"), run_name="__main__")


def test_un_environnement_qui_est_un_lien_n_est_pas_vide(
    installer: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    (ailleurs / "utile").touch()
    (tmp_path / ".venv").symlink_to(ailleurs)
    monkeypatch.setattr(installer, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(installer, "_venv_en_etat", lambda: False)
    with pytest.raises(installer.Arret, match="est un lien vers"):
        installer.creer_venv()
    assert (ailleurs / "utile").exists()
