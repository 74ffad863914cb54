"""What the tests of the bilans share."""

import pytest

from reporting import bilans


@pytest.fixture
def sans_mise_en_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A produced bilan has a PDF of one line: the layout takes seconds, and is the subject of other tests."""
    monkeypatch.setattr(bilans, "rendre_pdf", lambda contexte, **options: b"%PDF-1.7 essai")
