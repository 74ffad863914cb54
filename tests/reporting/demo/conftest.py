from pathlib import Path

import pytest

from tests.reporting.demo.outils import Demo, fabriquer, livre


@pytest.fixture(scope="package")
def rhone_alpes(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The three units of the demonstration, made once."""
    noms = ("2023-rhone-alpes-ain", "2023-rhone-alpes-ardeche", "2023-rhone-alpes-drome")
    chemin: Path = tmp_path_factory.mktemp("rhone-alpes")
    return fabriquer([livre(nom) for nom in noms], chemin, graine=2023)
