"""Taking on and giving back."""

import pytest
from django.urls import reverse

from cases.enums import EtatSignalement
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    HIER,
    MOTIF,
    agir,
    changer,
    dits,
    lire,
    modifications,
    relu,
    texte,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestPriseEnCharge:
    def test_l_autre_csam_le_voit_et_reprend(self, client, csam, collegue_csam, recu):
        client.force_login(csam)
        assert agir(client, recu, "prendre").status_code == 302
        assert "Déjà pris en charge" not in lire(client, recu)
        assert relu(recu).pris_par == csam
        client.force_login(collegue_csam)
        vu = lire(client, recu)
        assert f'name="a_la_place_de" value="{csam.pk}"' in vu
        assert "Déjà pris en charge" in vu
        assert f"{csam} s’en occupe depuis le 15/05/2026 à 12:00." in vu
        assert "Reprendre" in vu
        assert str(csam) in texte(client.get(reverse("cases:signalements")))
        # Without the name that the page shows, nobody is replaced.
        assert agir(client, recu, "prendre").status_code == 302
        assert relu(recu).pris_par == csam
        agir(client, recu, "prendre", a_la_place_de=csam.pk)
        assert relu(recu).pris_par == collegue_csam
        client.force_login(csam)
        assert "Odile" in lire(client, recu)
        assert modifications(recu) == ["Pris en charge", "Pris en charge"]

    def test_rendre_a_la_file(self, connecte, recu):
        agir(connecte, recu, "prendre")
        assert "Rendre à la file" in lire(connecte, recu)
        agir(connecte, recu, "rendre")
        assert (relu(recu).pris_par, relu(recu).pris_le) == (None, None)
        assert "Je m’en charge" in lire(connecte, recu)
        assert modifications(recu) == ["Pris en charge", "Rendu à la file"]

    @pytest.mark.parametrize("geste", ["prendre", "rendre"])
    def test_un_signalement_clos_n_est_ni_pris_ni_rendu(self, connecte, recu, geste):
        changer(recu, etat=EtatSignalement.REPONDU, qualifie_le=HIER, clos_le=JOUR, motif_suite=MOTIF)
        reponse = agir(connecte, recu, geste)
        assert reponse.status_code == 302
        assert dits(reponse) == [("error", "Ce signalement a déjà reçu une suite.")]
        assert relu(recu).pris_par is None
        assert modifications(recu) == []

    @pytest.mark.parametrize("qui", ["ass", "secretaire", "manager"])
    def test_seule_une_csam_prend_et_rend(self, client, recu, qui, request):
        client.force_login(request.getfixturevalue(qui))
        for geste in ("prendre", "rendre"):
            assert agir(client, recu, geste).status_code == 403
        assert relu(recu).pris_par is None

    def test_rendre_ne_retire_pas_le_nom_de_l_autre(self, client, csam, collegue_csam, recu):
        """A page shown before the other took over: its button gives back one's own, not hers."""
        client.force_login(csam)
        agir(client, recu, "prendre")
        client.force_login(collegue_csam)
        agir(client, recu, "prendre", a_la_place_de=csam.pk)
        client.force_login(csam)
        agir(client, recu, "rendre")
        assert relu(recu).pris_par == collegue_csam
