"""The schema: no missing migration, a policy on every nominative table, composite keys between them."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import ForeignKey, Model

pytestmark = pytest.mark.django_db


def nominatifs() -> list[type[Model]]:
    """The models of `cases` that carry the unit of an assuré."""
    return [
        modele
        for modele in apps.get_app_config("cases").get_models(include_auto_created=True)
        if any(champ.attname == "departement_id" for champ in modele._meta.concrete_fields)
    ]


def lignes(requete: str) -> list[tuple[object, ...]]:
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchall()


def test_aucune_migration_ne_manque() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_chaque_table_nominative_a_sa_politique_forcee() -> None:
    tables = {modele._meta.db_table for modele in nominatifs()}
    assert len(tables) > 10
    forcees = {
        nom for (nom,) in lignes("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    }
    assert tables - forcees == set()
    politiques = lignes(
        "SELECT tablename, cmd, permissive, roles::text, replace(qual, ' AS current_setting', ''),"
        " replace(with_check, ' AS current_setting', '') FROM pg_policies"
    )
    assert {str(politique[0]) for politique in politiques} >= tables
    for table, commande, permissive, roles, qual, controle in politiques:
        assert (commande, permissive, roles) == ("ALL", "PERMISSIVE", "{public}"), table
        assert qual == controle, table
        assert "current_setting('ssam.departements'::text)" in str(qual), table
        assert " OR " not in str(qual), table


def test_chaque_lien_entre_tables_nominatives_est_tenu_par_une_cle_composite() -> None:
    tables = {modele._meta.db_table for modele in nominatifs()}
    attendues = {
        (modele._meta.db_table, champ.column, champ.related_model._meta.db_table)
        for modele in nominatifs()
        for champ in modele._meta.concrete_fields
        if isinstance(champ, ForeignKey) and champ.related_model._meta.db_table in tables
    }
    presentes = {
        (table, colonnes[0], parent)
        for table, colonnes, parent in lignes(
            "SELECT c.conrelid::regclass::text,"
            " array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, rang)"
            "       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY rang),"
            " c.confrelid::regclass::text"
            " FROM pg_constraint c WHERE c.contype = 'f' AND cardinality(c.conkey) = 2"
        )
    }
    assert attendues - presentes == set()


def test_rien_ne_s_attache_a_un_dossier_fusionne() -> None:
    """Every link to a person is one to a dossier in use, but that of the trace which names the dossier absorbed."""
    assure = apps.get_model("cases", "Assure")
    attendues = {
        (modele._meta.db_table, champ.column)
        for modele in apps.get_models()
        for champ in modele._meta.concrete_fields
        if isinstance(champ, ForeignKey) and champ.related_model is assure
    } - {("cases_fusion", "absorbe_id")}
    assert len(attendues) > 10
    presentes = lignes(
        "SELECT c.conrelid::regclass::text, a.attname::text FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " JOIN pg_attribute cible ON cible.attrelid = c.confrelid AND cible.attnum = c.confkey[1]"
        " WHERE c.contype = 'f' AND c.confrelid = 'cases_assure'::regclass AND cible.attname = 'id_actif'"
    )
    assert attendues - set(presentes) == set()
