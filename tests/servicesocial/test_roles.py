"""Two logins: the runtime role owns nothing, holds only what its models declare, cannot become the owner."""

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models
from django.db.models.signals import post_migrate

from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre_courant
from servicesocial.privileges import PrivilegeInconnu, privileges_du_modele, privileges_par_table
from servicesocial.roles import ROLE_APPLICATION, ROLE_PROPRIETAIRE, comme_proprietaire


def une_valeur(requete: str, *parametres: object) -> object:
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)
        return curseur.fetchone()[0]


@pytest.mark.django_db
def test_les_essais_tournent_sous_le_role_de_l_application() -> None:
    assert une_valeur("SELECT current_user") == ROLE_APPLICATION
    assert une_valeur("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
    possedees = une_valeur("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
    assert possedees == 0
    assert (
        une_valeur("SELECT tableowner FROM pg_tables WHERE tablename = 'cases_assure'") == ROLE_PROPRIETAIRE
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "interdit",
    [
        "CREATE TABLE intrus (id int)",
        "ALTER TABLE cases_assure DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE cases_assure NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY perimetre ON cases_assure",
        "ALTER TABLE cases_assure DISABLE TRIGGER ALL",
        "TRUNCATE cases_assure",
        "DROP TABLE cases_assure",
        "CREATE ROLE intrus",
        f"ALTER ROLE {ROLE_APPLICATION} BYPASSRLS",
        f"SET ROLE {ROLE_PROPRIETAIRE}",
        f"GRANT {ROLE_PROPRIETAIRE} TO {ROLE_APPLICATION}",
        "SET session_replication_role = replica",
        "SET row_security = off; SELECT * FROM cases_assure",
        "UPDATE servicesocial_journal SET objet = ''",
        "DELETE FROM servicesocial_journal",
        "DELETE FROM django_migrations",
        "UPDATE auth_permission SET name = ''",
        "COPY cases_assure TO PROGRAM 'cat'",
    ],
)
def test_ce_que_l_application_ne_peut_pas(interdit: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner|row-level security|ssam\.dep"),
        connection.cursor() as curseur,
    ):
        curseur.execute(interdit)


@pytest.mark.django_db
def test_les_droits_de_la_base_sont_ceux_des_modeles() -> None:
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT c.relname, array_agg(a.privilege_type) FROM pg_class c, aclexplode(c.relacl) a"
            " WHERE a.grantee = %s::regrole AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1",
            [ROLE_APPLICATION],
        )
        accordes = {table: set(droits) for table, droits in curseur.fetchall()}
    attendus = {table: set(droits) for table, droits in privileges_par_table().items()}
    assert accordes == attendus
    assert accordes["servicesocial_journal"] == {"SELECT", "INSERT"}
    assert privileges_du_modele(Journal) == ("SELECT", "INSERT")


def test_un_droit_inconnu_est_refuse() -> None:
    class Essai(models.Model):  # noqa: DJ008
        privileges_application = ("SELECT", "TRUNCATE")

        class Meta:
            app_label = "essai_droits"

    try:
        with pytest.raises(PrivilegeInconnu, match="TRUNCATE"):
            privileges_du_modele(Essai)
    finally:
        del apps.all_models["essai_droits"]


@pytest.mark.django_db(transaction=True)
def test_comme_proprietaire_revient_au_role_de_l_application() -> None:
    with comme_proprietaire():
        assert une_valeur("SELECT current_user") == ROLE_PROPRIETAIRE
    assert une_valeur("SELECT current_user") == ROLE_APPLICATION
    with pytest.raises(ZeroDivisionError), comme_proprietaire():
        raise ZeroDivisionError
    assert une_valeur("SELECT current_user") == ROLE_APPLICATION


@pytest.mark.django_db(transaction=True)
def test_les_migrations_tournent_dans_le_perimetre_de_toutes_les_unites() -> None:
    """Otherwise a constraint added to a table that has rows could not be checked: the policies would raise."""
    perimetres = []

    def relever(**_: object) -> None:
        perimetres.append(perimetre_courant())

    post_migrate.connect(relever)
    try:
        call_command("migrate", verbosity=0)
    finally:
        post_migrate.disconnect(relever)
    assert set(perimetres) == {TOUT}
    assert perimetre_courant() is None


@pytest.mark.django_db
def test_le_role_de_l_application_ne_cree_pas_de_base() -> None:
    reglages = connection.settings_dict
    acces = {"host": reglages["HOST"], "user": ROLE_APPLICATION, "password": reglages["PASSWORD"]}
    with (
        psycopg.connect(dbname=reglages["NAME"], autocommit=True, **acces) as directe,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        directe.execute("CREATE DATABASE intrus")
