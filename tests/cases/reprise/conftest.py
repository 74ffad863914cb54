import pytest

from partners.models import Commune


@pytest.fixture
def base(referentiels: None) -> None:
    """A base with the lists of the product and the two communes that the folders name."""
    Commune.objects.bulk_create(
        Commune(code=code, nom=nom, departement_insee="01")
        for code, nom in (("01053", "Bourg"), ("01283", "Oyonnax"))
    )
