"""Every factory makes a record that the models accept, and there is one for every model."""

import pytest
from django.apps import apps

from tests import fabriques
from tests.fabriques.base import Fabrique, FabriqueNominative
from tests.fabriques.dossiers import _AxeFactory, _ReferentFactory

pytestmark = pytest.mark.usefixtures("perimetre_tout")
FABRIQUES = [
    objet for objet in vars(fabriques).values() if isinstance(objet, type) and issubclass(objet, Fabrique)
]


@pytest.mark.parametrize("fabrique", FABRIQUES, ids=lambda fabrique: fabrique.__name__)
def test_une_fabrique_fait_un_objet_valide(fabrique: type[Fabrique]) -> None:
    objet = fabrique()
    # A job's columns are filled as it goes: null for now, though no form may leave them empty.
    objet.full_clean(
        exclude=[
            champ.name
            for champ in objet._meta.concrete_fields
            if champ.null and getattr(objet, champ.attname) is None
        ]
    )


def test_chaque_modele_a_sa_fabrique() -> None:
    faits = {fabrique._meta.model for fabrique in [*FABRIQUES, _AxeFactory, _ReferentFactory]}
    journal = apps.get_model("servicesocial", "Journal")
    attendus = {
        modele
        for application in ("servicesocial", "partners", "cases", "reporting")
        for modele in apps.get_app_config(application).get_models()
    }
    # The journal is written by journaliser(), the words of names by the base.
    assert attendus - faits == {journal, apps.get_model("cases", "MotDuNom")}


def test_une_fabrique_nominative_par_modele_qui_porte_une_unite() -> None:
    for fabrique in FABRIQUES:
        if fabrique._meta.model._meta.app_label == "cases":
            champs = {champ.name for champ in fabrique._meta.model._meta.get_fields()}
            assert issubclass(fabrique, FabriqueNominative) == ("departement" in champs)
