"""The scope: nothing without one, its units and no others inside, the former one back after."""

import pytest
from django.db import IntegrityError, connection, transaction

from servicesocial.perimetre import AUCUN, TOUT, PerimetreInvalide, perimetre, perimetre_courant


def executer(requete: str) -> object:
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchone()[0]


def test_tout_est_la_liste_des_unites_de_gestion() -> None:
    assert len(TOUT) == len(set(TOUT)) == 94 + 2 + 11
    assert {"01", "2A", "2B", "95", "971", "976", "988"} <= set(TOUT)
    assert not {"00", "20", "96"} & set(TOUT)


@pytest.mark.django_db
def test_les_perimetres_s_emboitent() -> None:
    with perimetre(["01", "2A", "01"]):
        assert perimetre_courant() == ("01", "2A")
        with perimetre(AUCUN):
            assert perimetre_courant() == ()
        assert perimetre_courant() == ("01", "2A")
    assert perimetre_courant() is None


@pytest.mark.django_db
def test_le_perimetre_revient_apres_une_erreur_de_python() -> None:
    with perimetre(["07"]):
        with pytest.raises(ZeroDivisionError), perimetre(["01"]):
            raise ZeroDivisionError
        assert perimetre_courant() == ("07",)


@pytest.mark.django_db
def test_une_erreur_de_la_base_n_est_pas_masquee_par_le_retour() -> None:
    with perimetre(["07"]):
        with pytest.raises(IntegrityError), transaction.atomic(), perimetre(["01"]):
            executer("INSERT INTO django_session VALUES (NULL, '', now()) RETURNING 1")
        assert perimetre_courant() == ("07",)


@pytest.mark.django_db(transaction=True)
def test_le_perimetre_ouvre_une_transaction_et_finit_avec_elle() -> None:
    with perimetre(["01"]):
        assert connection.in_atomic_block
        assert perimetre_courant() == ("01",)
    assert not connection.in_atomic_block
    assert perimetre_courant() is None


@pytest.mark.parametrize("code", ["20", "1", "tout", "01,02", "{01}", "'; DROP TABLE x; --"])
def test_un_code_inconnu_est_refuse_avant_la_base(code: str) -> None:
    with pytest.raises(PerimetreInvalide), perimetre([code]):
        pytest.fail("le bloc ne doit pas être exécuté")
