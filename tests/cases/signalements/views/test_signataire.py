"""Who signs a signalement typed by hand: optional, kept as written, shown to whoever answers."""

import pytest

from tests.cases.signalements.views.outils import creer, texte

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def test_qui_signale_et_ou_lui_repondre_se_lisent_sur_la_page(connecte, site):
    reponse = creer(connecte, site, signale_par="Anne Petit, infirmière", signale_contact="04 00 00 00 00")
    page = texte(connecte.get(reponse.url))
    assert "Signalé par Anne Petit, infirmière" in _sans_balises(page)
    assert "Pour lui répondre 04 00 00 00 00" in _sans_balises(page)
    assert "Référence donnée au partenaire" not in page
    assert "à vérifier" not in page


def _sans_balises(page: str) -> str:
    return " ".join(" ".join(morceau.partition(">")[2] or " " for morceau in page.split("<")).split())
