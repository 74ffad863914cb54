"""The page that a Carsat reads says what the format is."""

import pytest

from cases.reprise.cellules import lecteur
from cases.reprise.documentation import DEBUT, LISTES, rediger
from cases.reprise.registre import genres
from servicesocial.environnement.chemins import RACINE


def test_la_page_est_celle_du_format() -> None:
    _, marque, tables = (RACINE / "docs" / "reprise.md").read_text("utf-8").partition(DEBUT)
    assert marque
    assert tables == rediger(), "Écrire de nouveau la page : python scripts/documenter_reprise.py"


@pytest.mark.parametrize("nom", [genre.nom for genre in genres()])
def test_chaque_exemple_est_lisible(nom: str) -> None:
    declare = next(genre for genre in genres() if genre.nom == nom)
    for colonne in declare.colonnes:
        assert colonne.exemple, colonne.nom
        assert lecteur(colonne, nom)(colonne.exemple) is not None


def test_chaque_liste_que_le_format_nomme_est_dans_la_page() -> None:
    cibles = {colonne.cible for genre in genres() for colonne in genre.colonnes if not colonne.genre_cible}
    assert cibles - {"", "partners_commune"} == set(LISTES)
