"""The clauses of the definitions, removed one at a time from a population where each has its trap."""

import pytest

from bench.ecarts import FICHIERS, chiffres_de, ecrire_table, lire_publies
from bench.retraits import (
    CLAUSES_PYTHON,
    DOSSIER_SQL,
    clauses_sql,
    eprouver,
    noms_des_clauses,
    sans_clause,
    toutes_les_clauses,
)
from reporting.indicateurs import calculer_figures
from tests.reporting.chiffres.lecture_base import lire_base
from tests.reporting.chiffres.pieges import UNITES, Pieges
from tests.reporting.chiffres.recompte import recompter

TEXTE = """\
-- A line with a tag such as [F0-annule].
SELECT
    count(
        DISTINCT personne -- [F2-distinctes] sinon : personne
    ),
    a.unite, -- [F1-unite] sinon : b.unite,
    DISTINCT ON (x) -- [F2-vide] sinon :
FROM t
    AND annule_le IS NULL -- [F0-annule]
"""


def test_le_lecteur_trouve_les_clauses_dans_l_ordre() -> None:
    assert noms_des_clauses(TEXTE) == ["F2-distinctes", "F1-unite", "F2-vide", "F0-annule"]


def test_une_clause_sans_remplacement_part_avec_sa_ligne() -> None:
    assert "annule_le IS NULL" not in sans_clause(TEXTE, "F0-annule")
    assert "DISTINCT ON" not in sans_clause(TEXTE, "F2-vide")


def test_un_remplacement_prend_la_place_de_la_ligne_et_d_elle_seule() -> None:
    attendu = TEXTE.replace("    a.unite, -- [F1-unite] sinon : b.unite,", "    b.unite,")
    assert sans_clause(TEXTE, "F1-unite") == attendu


def test_une_clause_inconnue_est_refusee() -> None:
    with pytest.raises(KeyError):
        sans_clause(TEXTE, "F9-absente")


@pytest.mark.parametrize(
    "ligne",
    ["    AND x --[F0-collee]", "    AND x -- [F0-Majuscule]", "    AND x -- [F0-a] sinon y", TEXTE],
    ids=["tiret collé", "majuscule", "sinon sans deux-points", "en double"],
)
def test_une_clause_mal_ecrite_est_refusee(ligne: str) -> None:
    with pytest.raises(ValueError, match="mal écrites"):
        noms_des_clauses(TEXTE + ligne)


def test_chaque_clause_a_un_nom_et_un_seul() -> None:
    noms = [clause.nom for clause in toutes_les_clauses()]
    assert len(set(noms)) == len(noms)


def test_chaque_requete_de_chiffres_a_ses_clauses() -> None:
    """Only the query that names anomalies publishes no figure."""
    sans = {f.stem for f in DOSSIER_SQL.glob("*.sql") if not noms_des_clauses(f.read_text(encoding="utf-8"))}
    assert sans == {"anomalies"}
    regles = {clause.nom.split("-")[0] for clause in (*clauses_sql(), *CLAUSES_PYTHON)}
    assert regles == {"F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11"}


@pytest.mark.django_db
def test_chaque_clause_retiree_fausse_un_chiffre(
    referentiels: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Pieges()
    attendus = recompter(lire_base(), 2023)
    reference = chiffres_de(2023, UNITES)
    assert reference == {unite: attendus[unite].chiffres for unite in UNITES}
    resultats = eprouver(2023, UNITES)
    assert [nom for nom, faux in resultats.items() if not faux] == []
    # What was removed is back.
    assert {u: f.chiffres for u, f in calculer_figures(2023).items()} == reference
    ecrire_table(resultats, frozenset().union(*lire_publies(list(FICHIERS)).values()))
    table = capsys.readouterr().out.splitlines()
    assert [ligne.split()[0] for ligne in table] == list(resultats)
    assert next(ligne for ligne in table if ligne.startswith("F6-annule")).endswith("duree_moyenne_pdp_mois")
