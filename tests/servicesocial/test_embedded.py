"""The embedded servers in a `var/` of their own: they keep what they hold, whatever happens to them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from servicesocial.embarque import postgres, serveurs
from servicesocial.environnement import chemins
from servicesocial.roles import ROLE_APPLICATION, ROLE_PROPRIETAIRE

DEMARRER = "from servicesocial.embarque import serveurs; serveurs.demarrer_si_besoin()"


def installer(monkeypatch: pytest.MonkeyPatch, var: Path) -> None:
    for variable in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SSAM_VAR", str(var))


@pytest.fixture
def racine() -> Iterator[Path]:
    """A directory with a short name, into which the account of PostgreSQL may enter."""
    dossier = Path(tempfile.mkdtemp(prefix="ssam-essai-"))
    dossier.chmod(0o755)
    yield dossier
    shutil.rmtree(dossier)


@pytest.fixture
def var(monkeypatch: pytest.MonkeyPatch, racine: Path) -> Iterator[Path]:
    installer(monkeypatch, racine / "var")
    yield racine / "var"
    # Even when the test fails after having looked elsewhere.
    installer(monkeypatch, racine / "var")
    serveurs.arreter()


def base(role: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(chemins.socket_postgres()), user=role, dbname=postgres.BASE, autocommit=True
    )


def client_redis() -> redis.Redis:
    return redis.Redis(unix_socket_path=str(chemins.socket_redis()))


def ecrire() -> None:
    with base(ROLE_PROPRIETAIRE) as connexion:
        connexion.execute("CREATE TABLE temoin (n int)")
        connexion.execute("INSERT INTO temoin SELECT generate_series(1, 1000)")
    with client_redis() as client:
        client.set("temoin", "gardé")


def verifier_ecrit() -> None:
    with base(ROLE_PROPRIETAIRE) as connexion:
        assert connexion.execute("SELECT count(*) FROM temoin").fetchone() == (1000,)
    with client_redis() as client:
        assert client.get("temoin") == "gardé".encode()


def numero_postgres(var: Path) -> int:
    return int((var / "postgres" / "postmaster.pid").read_text().split()[0])


def numero_redis(var: Path) -> int:
    return int((var / "redis" / "redis.pid").read_text())


def test_demarrer_arreter_redemarrer_garde_les_donnees(var: Path) -> None:
    assert serveurs.etat() == {"PostgreSQL": False, "Redis": False}
    serveurs.demarrer_si_besoin()
    ecrire()
    serveurs.arreter()
    assert serveurs.etat() == {"PostgreSQL": False, "Redis": False}
    serveurs.demarrer_si_besoin()
    verifier_ecrit()
    debut = time.monotonic()
    serveurs.demarrer_si_besoin()
    assert time.monotonic() - debut < 1


def test_les_serveurs_ont_les_reglages_decides(var: Path) -> None:
    serveurs.demarrer_si_besoin()
    with base(ROLE_APPLICATION) as connexion:
        assert connexion.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connexion.execute("SHOW server_version").fetchone()[0].startswith("18")
        assert connexion.execute("SELECT upper('éœß')").fetchone() == ("ÉŒSS",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connexion.execute("CREATE TABLE intrus (n int)")
    with client_redis() as client:
        lus = client.config_get()
    attendus = {"appendonly": "yes", "maxmemory-policy": "noeviction", "port": "0", "save": ""}
    assert {nom: lus[nom] for nom in attendus} == attendus
    for dossier in (chemins.socket_postgres(), chemins.socket_redis().parent, var / "postgres"):
        assert dossier.stat().st_mode & 0o777 == 0o700


def test_apres_un_kill_9_des_deux_ils_repartent_sans_perte(var: Path) -> None:
    serveurs.demarrer_si_besoin()
    ecrire()
    os.kill(numero_postgres(var), signal.SIGKILL)
    os.kill(numero_redis(var), signal.SIGKILL)
    serveurs.demarrer_si_besoin()
    verifier_ecrit()


def test_un_numero_de_processus_repris_par_un_autre_n_empeche_pas_le_depart(var: Path) -> None:
    serveurs.demarrer_si_besoin()
    ecrire()
    serveurs.arreter()
    # What a machine that lost its power leaves: a lock naming a number that is now somebody else's.
    (var / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{var / 'postgres'}\n")
    serveurs.demarrer_si_besoin()
    verifier_ecrit()


def test_un_chemin_accentue(monkeypatch: pytest.MonkeyPatch, racine: Path) -> None:
    """The lock of a running server names its directory: it is not taken for a damaged one."""
    installer(monkeypatch, racine / "été 2026")
    try:
        serveurs.demarrer_si_besoin()
        ecrire()
        postgres._oublier_le_mort()
        assert (racine / "été 2026" / "postgres" / "postmaster.pid").exists()
    finally:
        serveurs.arreter()
    assert serveurs.etat() == {"PostgreSQL": False, "Redis": False}


def test_huit_departs_simultanes_n_en_font_qu_un(var: Path) -> None:
    lances = [
        subprocess.Popen([sys.executable, "-c", DEMARRER], cwd=chemins.RACINE, stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    assert [lance.communicate(timeout=120)[1] for lance in lances] == [b""] * 8
    assert [lance.returncode for lance in lances] == [0] * 8
    assert all(serveurs.etat().values())
    journal = (var / "postgres" / "journal.log").read_text()
    assert journal.count("database system is ready to accept connections") == 1


def test_un_chemin_trop_long_pour_une_prise(monkeypatch: pytest.MonkeyPatch, racine: Path) -> None:
    long = racine / ("d" * 70) / ("e" * 70)
    installer(monkeypatch, long)
    court = chemins.socket_redis().parent.parent
    try:
        serveurs.demarrer_si_besoin()
        assert len(str(chemins.socket_redis())) <= chemins.LONGUEUR_SOCKET
        ecrire()
        verifier_ecrit()
    finally:
        serveurs.arreter()
        shutil.rmtree(court)


def test_un_dossier_court_pose_par_un_autre_est_refuse(monkeypatch: pytest.MonkeyPatch, racine: Path) -> None:
    installer(monkeypatch, racine / ("d" * 70) / ("e" * 70))
    court = chemins.socket_redis().parent.parent
    court.symlink_to(racine)
    try:
        with pytest.raises(serveurs.ServeurIndisponible, match=str(court)):
            serveurs.demarrer_si_besoin()
    finally:
        court.unlink()
        serveurs.arreter()


@pytest.mark.parametrize("binaire_ferme", [False, True])
def test_un_compte_qui_n_atteint_pas_les_binaires_n_est_pas_retenu(
    monkeypatch: pytest.MonkeyPatch, binaire_ferme: bool
) -> None:
    """Root with a checkout in /root and SSAM_VAR elsewhere: nobody enters the one and not the other."""

    def lancer(compte: object, *commande: str) -> subprocess.CompletedProcess[str]:
        if binaire_ferme and commande[0] != "test":
            raise PermissionError(13, "Permission denied", commande[0])
        return subprocess.CompletedProcess(commande, 0, stdout="")

    monkeypatch.setattr(postgres, "_lancer", lancer)
    personne = postgres.Compte(65534, 65534)
    assert postgres._peut_travailler(personne) is not binaire_ferme


@pytest.mark.skipif(os.geteuid() != 0, reason="seul root doit changer de compte")
@pytest.mark.skipif(
    subprocess.run(["unshare", "--user", "true"], capture_output=True, check=False).returncode != 0,
    reason="les espaces de noms sont fermés ici (conteneur ordinaire)",
)
def test_root_dans_un_dossier_ferme_aux_autres(monkeypatch: pytest.MonkeyPatch, racine: Path) -> None:
    racine.chmod(0o700)
    installer(monkeypatch, racine / "var")
    try:
        serveurs.demarrer_si_besoin()
        ecrire()
        serveurs.arreter()
        serveurs.demarrer_si_besoin()
        verifier_ecrit()
        assert racine.stat().st_mode & 0o777 == 0o700
        assert (racine / "var" / "postgres").stat().st_uid == 0
    finally:
        serveurs.arreter()


def test_avec_des_adresses_rien_n_est_demarre(monkeypatch: pytest.MonkeyPatch, racine: Path) -> None:
    monkeypatch.setenv("SSAM_VAR", str(racine / "var"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@b/c")
    monkeypatch.setenv("REDIS_URL", "redis://b")
    serveurs.demarrer_si_besoin()
    assert not (racine / "var").exists()


def test_un_var_ou_l_on_ne_peut_pas_ecrire_est_dit(monkeypatch: pytest.MonkeyPatch, racine: Path) -> None:
    (racine / "var").write_text("un fichier, pas un dossier")
    installer(monkeypatch, racine / "var")
    with pytest.raises(serveurs.ServeurIndisponible, match="SSAM_VAR"):
        serveurs.demarrer_si_besoin()


def test_deux_dossiers_var_ne_se_genent_pas(monkeypatch: pytest.MonkeyPatch, var: Path, racine: Path) -> None:
    serveurs.demarrer_si_besoin()
    monkeypatch.setenv("SSAM_VAR", str(racine / "autre"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://ailleurs/base")
    serveurs.demarrer_si_besoin()
    assert serveurs.etat() == {"PostgreSQL": False, "Redis": True}
    serveurs.arreter()
    monkeypatch.setenv("SSAM_VAR", str(var))
    assert serveurs.etat() == {"PostgreSQL": True, "Redis": True}
