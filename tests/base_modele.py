"""The database of the tests: migrated and filled with the reference lists once, then copied for each process.

The template is kept between the runs under a name that says what it is made of: `essais_<fingerprint>`. A process
(a worker of pytest-xdist, or pytest itself) copies it under a name that it holds as long as it lives: two terminals
never meet. What a transactional test wrote is taken away at its end, and the reference lists are put back.
"""

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from partners.domain.referentiels import charger_referentiels
from servicesocial.perimetre import REGLAGE, TOUT
from servicesocial.privileges import privileges_par_table

PREFIXE = "essais_"
PROVISOIRE = f"{PREFIXE}en_cours"
# Advisory locks of the maintenance database: the template, and each name taken by a copy.
VERROU_MODELE, VERROU_NOM = 736_001, 736_002
# With the migrations and the rights of the models, what the content of a new base comes from.
SOURCES = (
    "partners/domain/referentiels.py",
    "partners/donnees/*",
    "partners/enums.py",
    "partners/parametres.py",
    "partners/referentiels.py",
    "servicesocial/privileges.py",
    "servicesocial/perimetre.py",
    "servicesocial/politiques.py",
    "servicesocial/roles.py",
    "tests/base_modele.py",
)
# Written by `migrate`, by no test.
FIXES = ("django_migrations", "django_content_type", "auth_permission")


class BaseDEssai:
    """The copy of the template that this process works on.

    `essai` names a run that wants the template made again; the processes of one run make it once. None: the
    template that is there serves.
    """

    def __init__(self, essai: str | None = None) -> None:
        self.essai = essai
        self.d_origine = str(connection.settings_dict["NAME"])
        # The session that holds the name, until `fermer` or until the process dies.
        self.gardien = _connexion("postgres", proprietaire=True)

    def ouvrir(self) -> None:
        """Copy the template, and point the default connection at the copy."""
        with self.gardien.cursor() as curseur:
            self.nom = _prendre_un_nom(curseur, f"test_{self.d_origine}")
            _supprimer(curseur, self.nom)
            with _verrou(curseur):
                modele = _modele(curseur, self.essai)
                curseur.execute(f"CREATE DATABASE {_cite(self.nom)} TEMPLATE {_cite(modele)}")
        _brancher(self.nom)
        with self._proprietaire() as curseur:
            tables = sorted(set(connection.introspection.table_names(curseur)) - set(FIXES))
            # The rows of a new base: the reference lists.
            self.lignes = {table: _lire(curseur, table) for table in tables}

    def fermer(self) -> None:
        """Point the default connection at its own database again; drop the copy."""
        _brancher(self.d_origine)
        with self.gardien.cursor() as curseur:
            _supprimer(curseur, self.nom)
        self.gardien.close()

    def retablir(self) -> None:
        """The content of the template again, after a test that wrote for good.

        One statement deletes from every table: the keys between them are checked at its end, in no order. Where
        `flush` makes every file of the base anew, this takes the time of the rows that were written.
        """
        retraits = ", ".join(f"r{rang} AS (DELETE FROM {_cite(nom)})" for rang, nom in enumerate(self.lignes))
        with self._proprietaire() as curseur:
            curseur.execute(f"WITH {retraits} SELECT")
            for table, lignes in self.lignes.items():
                if lignes:
                    with curseur.copy(f"COPY {_cite(table)} FROM STDIN") as copie:
                        copie.write(lignes)

    def ecarts(self) -> list[str]:
        """The tables whose rows are not those of the template."""
        with self._proprietaire() as curseur:
            return [table for table, lignes in self.lignes.items() if _lire(curseur, table) != lignes]

    @contextmanager
    def _proprietaire(self) -> Iterator[CursorWrapper]:
        """A transaction of the owner on the copy, that sees every unit."""
        with closing(_connexion(self.nom, proprietaire=True)) as base:
            base.set_autocommit(False)
            with base.cursor() as curseur:
                curseur.execute("SELECT set_config(%s, %s, true)", [REGLAGE, "{" + ",".join(TOUT) + "}"])
                yield curseur
            base.commit()


def _modele(curseur: CursorWrapper, essai: str | None) -> str:
    """The template of today's code, made if there is none; those of another code are dropped."""
    nom = PREFIXE + _empreinte()
    curseur.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)",
        [PREFIXE],
    )
    presents = dict(curseur.fetchall())
    convient = nom in presents and essai in {None, presents[nom]}
    for ancien in presents:
        if ancien != nom or not convient:
            _supprimer(curseur, ancien)
    if not convient:
        _construire(curseur)
        curseur.execute(f"ALTER DATABASE {PROVISOIRE} RENAME TO {nom}")
        curseur.execute(f"COMMENT ON DATABASE {nom} IS %s", [essai or ""])
    return nom


def _construire(curseur: CursorWrapper) -> None:
    curseur.execute(f"CREATE DATABASE {PROVISOIRE}")
    avant = str(connection.settings_dict["NAME"])
    _brancher(PROVISOIRE)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        # Communes are many: the tests that need some make them.
        charger_referentiels(communes=False)
    finally:
        _brancher(avant)


def _empreinte() -> str:
    """What the template is made of: another text, another template."""
    fichiers = [
        fichier
        for application in apps.get_app_configs()
        for fichier in sorted(Path(application.path, "migrations").glob("*.py"))
    ]
    for motif in SOURCES:
        fichiers += sorted(settings.BASE_DIR.glob(motif))
    somme = hashlib.sha256(repr(sorted(privileges_par_table().items())).encode())
    for fichier in fichiers:
        somme.update(fichier.name.encode() + fichier.read_bytes())
    return somme.hexdigest()[:16]


def _prendre_un_nom(curseur: CursorWrapper, debut: str) -> str:
    """The first name that no living process holds; its base may be what a killed one left."""
    for rang in itertools.count(1):
        curseur.execute("SELECT pg_try_advisory_lock(%s, %s)", [VERROU_NOM, rang])
        if curseur.fetchone()[0]:
            return f"{debut}_{rang}"
    raise AssertionError


@contextmanager
def _verrou(curseur: CursorWrapper) -> Iterator[None]:
    """One process at a time makes, copies or drops a template."""
    curseur.execute("SELECT pg_advisory_lock(%s, 0)", [VERROU_MODELE])
    try:
        yield
    finally:
        curseur.execute("SELECT pg_advisory_unlock(%s, 0)", [VERROU_MODELE])


def _supprimer(curseur: CursorWrapper, nom: str) -> None:
    """Drop this base. A process that was killed leaves its session for a while, and the drop would be refused."""
    with (
        closing(_connexion("postgres", proprietaire=False)) as application,
        application.cursor() as de_l_application,
    ):
        for session in (curseur, de_l_application):
            session.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = %s AND usename = current_user",
                [nom],
            )
    curseur.execute(f"DROP DATABASE IF EXISTS {_cite(nom)}")


def _connexion(nom: str, *, proprietaire: bool) -> BaseDatabaseWrapper:
    """A connection beside the default one, to the base of this name."""
    autre = connection.copy()
    autre.settings_dict["NAME"] = nom
    if proprietaire:
        autre.settings_dict |= settings.PROPRIETAIRE
    return autre


def _brancher(nom: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = nom


def _lire(curseur: CursorWrapper, table: str) -> bytes:
    with curseur.copy(f"COPY (SELECT * FROM {_cite(table)} ORDER BY 1) TO STDOUT") as copie:
        return b"".join(map(bytes, copie))


def _cite(nom: str) -> str:
    return connection.ops.quote_name(nom)
