"""NIR at rest: bound to its row, unreadable without the key, found again by its index."""

import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import connection

from cases.chiffrement import chiffrer_nir, dechiffrer_nir, indexer_nir
from cases.models import Assure
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import AssureFactory

NIR, AUTRE = "2840588321025", "284052A321025"
LIGNE, AUTRE_LIGNE = uuid.UUID(int=1), uuid.UUID(int=2)


def test_on_relit_ce_qu_on_a_chiffre_et_jamais_deux_fois_le_meme_chiffre() -> None:
    premier, second = chiffrer_nir(NIR, LIGNE), chiffrer_nir(NIR, LIGNE)
    assert premier != second
    assert dechiffrer_nir(premier, LIGNE) == dechiffrer_nir(memoryview(second), LIGNE) == NIR
    assert NIR.encode() not in premier


def test_la_valeur_d_une_autre_ligne_leve() -> None:
    with pytest.raises(InvalidTag):
        dechiffrer_nir(chiffrer_nir(NIR, LIGNE), AUTRE_LIGNE)


def test_une_autre_cle_leve(monkeypatch: pytest.MonkeyPatch) -> None:
    chiffre = chiffrer_nir(NIR, LIGNE)
    monkeypatch.setattr(settings, "CLE_NIR", bytes(32))
    with pytest.raises(InvalidTag):
        dechiffrer_nir(chiffre, LIGNE)


@pytest.mark.parametrize("place", [1, 13, -1])
def test_un_octet_change_leve(place: int) -> None:
    chiffre = bytearray(chiffrer_nir(NIR, LIGNE))
    chiffre[place] ^= 1
    with pytest.raises(InvalidTag):
        dechiffrer_nir(bytes(chiffre), LIGNE)


def test_une_version_inconnue_leve() -> None:
    with pytest.raises(ValueError, match="Version"):
        dechiffrer_nir(b"\x02" + chiffrer_nir(NIR, LIGNE)[1:], LIGNE)


def test_l_index_depend_du_numero_et_de_sa_cle(monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexer_nir(NIR)
    assert index == indexer_nir(NIR)
    assert len(index) == 64
    assert index != indexer_nir(AUTRE)
    monkeypatch.setattr(settings, "CLE_INDEX_NIR", bytes(32))
    assert index != indexer_nir(NIR)


@pytest.mark.django_db
def test_deux_lignes_echangees_dans_la_base_levent() -> None:
    une, autre = AssureFactory(nir=NIR), AssureFactory(nir=AUTRE)
    with perimetre(TOUT):
        with connection.cursor() as curseur:
            curseur.execute(
                "UPDATE cases_assure a SET nir_chiffre = b.nir_chiffre FROM cases_assure b WHERE a.id <> b.id"
            )
        for assure in (une, autre):
            with pytest.raises(InvalidTag):
                _ = Assure.objects.get(pk=assure.pk).nir


@pytest.mark.django_db
def test_la_base_ne_contient_le_numero_nulle_part() -> None:
    AssureFactory(nir=NIR)
    with perimetre(TOUT), connection.cursor() as curseur:
        curseur.execute("SELECT a::text, encode(nir_chiffre, 'escape') FROM cases_assure a")
        assert NIR not in " ".join(curseur.fetchone())
