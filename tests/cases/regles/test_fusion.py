"""What a merge proposes, and what cannot stand together."""

import datetime
import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import Cote
from cases.rules.fusion import chevauchements, cote_propose

DEBUT = datetime.date(2023, 1, 1)


@dataclass(frozen=True)
class Periode:
    du: datetime.date
    au: datetime.date


def p(du: int, au: int) -> Periode:
    return Periode(DEBUT + datetime.timedelta(days=du), DEBUT + datetime.timedelta(days=au))


@pytest.mark.parametrize(
    ("garde", "absorbe", "attendu"),
    [
        ("", "06", Cote.ABSORBE),
        ("05", "06", Cote.GARDE),
        ("05", "", Cote.GARDE),
        (None, DEBUT, Cote.ABSORBE),
        (False, True, Cote.ABSORBE),
        (True, False, Cote.GARDE),
    ],
)
def test_le_cote_renseigne_est_propose_et_une_protection_ne_se_perd_pas(garde, absorbe, attendu):
    assert cote_propose(garde, absorbe) == attendu


def test_deux_dossiers_sans_periode_commune_ne_demandent_rien():
    assert chevauchements([p(0, 9)], [p(10, 19)]) == []


def test_un_jour_commun_suffit():
    (groupe,) = chevauchements([p(0, 10)], [p(10, 19)])
    assert (groupe.gardes, groupe.absorbes) == ((p(0, 10),), (p(10, 19),))


def test_ce_qui_se_tient_par_des_chevauchements_forme_un_groupe():
    (groupe,) = chevauchements([p(0, 10), p(12, 20)], [p(8, 13), p(20, 30)])
    assert groupe.gardes == (p(0, 10), p(12, 20))
    assert groupe.absorbes == (p(8, 13), p(20, 30))


def _serie(longueurs: list[tuple[int, int]]) -> list[Periode]:
    """Periods of one dossier: one after the other, never overlapping."""
    serie, jour = [], 0
    for repos, duree in longueurs:
        jour += repos
        serie.append(p(jour, jour + duree))
        jour += duree + 1
    return serie


series = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6).map(_serie)


@given(series, series, st.data())
def test_quoi_qu_on_choisisse_rien_ne_se_chevauche_plus(gardes, absorbes, data):
    groupes = chevauchements(gardes, absorbes)
    concernes = [periode for groupe in groupes for periode in (*groupe.gardes, *groupe.absorbes)]
    assert len(concernes) == len({id(periode) for periode in concernes})
    ecartes = {
        id(periode)
        for groupe in groupes
        for periode in (groupe.gardes if data.draw(st.booleans()) else groupe.absorbes)
    }
    restent = [periode for periode in (*gardes, *absorbes) if id(periode) not in ecartes]
    restent.sort(key=lambda periode: periode.du)
    for avant, apres in itertools.pairwise(restent):
        assert avant.au < apres.du
    # Nothing was asked about what overlaps nothing.
    for groupe in groupes:
        for periode in groupe.gardes:
            assert any(a.du <= periode.au and periode.du <= a.au for a in groupe.absorbes)
