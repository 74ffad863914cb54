"""The policy and the composite keys, on two tables made for it by the owner."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from servicesocial.perimetre import AUCUN, TOUT, perimetre
from servicesocial.politiques import cle_composite, cle_parent, politique
from servicesocial.roles import ROLE_APPLICATION, comme_proprietaire

pytestmark = pytest.mark.django_db(transaction=True)

OPERATIONS = [
    politique("essai_dossier"),
    politique("essai_piece"),
    cle_parent("essai_dossier"),
    cle_composite("essai_piece", "dossier_id", "essai_dossier"),
]


def executer(requete: str) -> list[tuple[object, ...]]:
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchall() if curseur.description else []


@pytest.fixture(autouse=True)
def _deux_tables() -> Iterator[None]:
    """Dossier 1 is of 01 and has a piece; dossier 2 is of 07."""
    with comme_proprietaire():
        executer("CREATE TABLE essai_dossier (id int PRIMARY KEY, departement_id text NOT NULL)")
        executer(
            "CREATE TABLE essai_piece (id int PRIMARY KEY, departement_id text NOT NULL,"
            " dossier_id int REFERENCES essai_dossier (id))"
        )
        for operation in OPERATIONS:
            executer(operation.sql)
        for table in ("essai_dossier", "essai_piece"):
            executer(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {ROLE_APPLICATION}")
    with perimetre(TOUT):
        executer("INSERT INTO essai_dossier VALUES (1, '01'), (2, '07')")
        executer("INSERT INTO essai_piece VALUES (10, '01', 1)")
    yield
    with comme_proprietaire():
        executer("DROP TABLE IF EXISTS essai_piece, essai_dossier")


def visibles() -> list[object]:
    return [ligne[0] for ligne in executer("SELECT id FROM essai_dossier ORDER BY id")]


def test_sans_perimetre_une_requete_leve_une_erreur() -> None:
    with pytest.raises(DatabaseError, match=r"ssam\.departements|malformed array literal"):
        visibles()


def test_apres_un_perimetre_une_requete_leve_encore_une_erreur() -> None:
    with perimetre(TOUT):
        assert visibles() == [1, 2]
    with pytest.raises(DatabaseError, match=r"ssam\.departements|malformed array literal"):
        visibles()


def test_un_perimetre_ne_montre_que_ses_unites() -> None:
    with perimetre(["07", "26"]):
        assert visibles() == [2]
    with perimetre(AUCUN):
        assert visibles() == []


def test_le_proprietaire_aussi_est_tenu_par_la_politique() -> None:
    with comme_proprietaire():
        with perimetre(["01"]):
            assert visibles() == [1]
        with pytest.raises(DatabaseError):
            visibles()


def test_rien_ne_s_ecrit_hors_du_perimetre() -> None:
    with perimetre(["07"]):
        executer("UPDATE essai_dossier SET id = id + 100")
        executer("DELETE FROM essai_dossier WHERE id = 1")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            executer("INSERT INTO essai_dossier VALUES (3, '01')")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            executer("UPDATE essai_dossier SET departement_id = '01'")
    with perimetre(TOUT):
        assert visibles() == [1, 102]


def test_une_piece_ne_s_attache_pas_a_un_dossier_cache() -> None:
    with pytest.raises(IntegrityError, match="essai_piece_dossier_id_departement"), perimetre(["01"]):
        executer("INSERT INTO essai_piece VALUES (11, '01', 2)")


def test_la_piece_suit_le_dossier_qui_change_d_unite() -> None:
    with perimetre(["01", "07"]):
        executer("UPDATE essai_dossier SET departement_id = '07' WHERE id = 1")
        assert executer("SELECT departement_id FROM essai_piece") == [("07",)]


def test_les_operations_se_defont() -> None:
    with comme_proprietaire():
        for operation in reversed(OPERATIONS):
            executer(operation.reverse_sql)
        assert visibles() == [1, 2]
        assert executer("SELECT count(*) FROM pg_policies WHERE tablename LIKE 'essai%'") == [(0,)]
