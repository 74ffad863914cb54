"""What `make demo` prepares, whenever the time before was interrupted."""

from types import SimpleNamespace

import pytest

from reporting.management.commands import preparer_demo
from tests.fabriques import DepartementFactory


def test_seuls_les_bilans_qui_manquent_sont_demandes(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted while the third was being made, the demonstration announced two."""
    for code in preparer_demo.UNITES:
        DepartementFactory(code=code)
    produit = SimpleNamespace(departement_id="07", figures={"lus": True})
    demandes: list[str] = []

    def demander(*, agent: None, unite: object, annee: int) -> SimpleNamespace:
        demandes.append(unite.pk)
        return SimpleNamespace(departement_id=unite.pk, figures={"faits": True})

    monkeypatch.setattr(preparer_demo, "bilans_produits", lambda unites, annee: [produit])
    monkeypatch.setattr(preparer_demo, "demander_bilan", demander)
    bilans = preparer_demo.Command()._bilans()
    assert [bilan.departement_id for bilan in bilans] == ["01", "07", "26"]
    assert bilans[1] is produit
    assert demandes == ["01", "26"]
