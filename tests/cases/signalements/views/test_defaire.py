"""Taking back an outcome."""

import pytest

from cases.enums import EtatSignalement
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    AUCUNE_SUITE,
    HIER,
    MOTIF,
    SUITES,
    adresse,
    agir,
    changer,
    dits,
    lire,
    modifications,
    noms_de_la_file,
    relu,
    texte,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestDefaire:
    @pytest.mark.parametrize("suite", SUITES)
    def test_chaque_suite_se_defait(self, connecte, recu, precisions, suite):
        agir(connecte, recu, suite, etat_vu="recu", **precisions[suite])
        page = connecte.get(adresse(recu))
        vu = page.context["defaire"]["etat_vu"].value()
        assert "Défaire" in texte(page)
        assert agir(connecte, recu, "defaire", etat_vu=vu).status_code == 302
        apres = relu(recu)
        assert (apres.etat, apres.qualifie_le) == (EtatSignalement.QUALIFIE, JOUR)
        assert {nom: getattr(apres, nom) for nom in AUCUNE_SUITE} == AUCUNE_SUITE
        assert modifications(recu)[-1] == "Suite défaite"
        assert "Perrin" in noms_de_la_file(connecte)

    @pytest.mark.parametrize("suite", ["rattacher", "reorienter", "sans_suite"])
    def test_ce_qui_etait_affecte_le_redevient(self, connecte, recu, ass, precisions, suite):
        agir(connecte, recu, "affecter", etat_vu="recu", a=ass.pk)
        assert agir(connecte, recu, suite, etat_vu="affecte", **precisions[suite]).status_code == 302
        assert agir(connecte, recu, "defaire", etat_vu=relu(recu).etat).status_code == 302
        apres = relu(recu)
        assert (apres.etat, apres.affecte_a, apres.affecte_le) == (EtatSignalement.AFFECTE, ass, JOUR)
        assert (apres.clos_le, apres.motif_suite, apres.accompagnement) == (None, "", None)

    def test_un_signalement_converti_ne_se_defait_pas(self, connecte, recu, ass, suivi):
        changer(
            recu,
            etat=EtatSignalement.CONVERTI,
            qualifie_le=HIER,
            affecte_a=ass,
            affecte_le=HIER,
            clos_le=JOUR,
            accompagnement=suivi,
            assure=suivi.assure,
        )
        assert "Défaire" not in lire(connecte, recu)
        reponse = agir(connecte, recu, "defaire", etat_vu="converti")
        assert reponse.status_code == 302
        assert dits(reponse) == [("error", "Un accompagnement en est issu : annulez-le d'abord.")]
        assert (relu(recu).etat, relu(recu).accompagnement) == (EtatSignalement.CONVERTI, suivi)
        assert modifications(recu) == []

    @pytest.mark.parametrize("vu", [None, "", "affecte", "x\x00", "recu"])
    def test_un_etat_perime_ne_defait_rien(self, connecte, recu, vu):
        changer(recu, etat=EtatSignalement.REPONDU, qualifie_le=HIER, clos_le=JOUR, motif_suite=MOTIF)
        reponse = agir(connecte, recu, "defaire", **({} if vu is None else {"etat_vu": vu}))
        assert [niveau for niveau, _ in dits(reponse)] == ["error"]
        assert (relu(recu).etat, relu(recu).motif_suite) == (EtatSignalement.REPONDU, MOTIF)
        assert modifications(recu) == []

    def test_ce_qui_attend_ne_se_defait_pas(self, connecte, recu):
        reponse = agir(connecte, recu, "defaire", etat_vu="recu")
        assert [niveau for niveau, _ in dits(reponse)] == ["error"]
        assert (relu(recu).etat, relu(recu).qualifie_le) == (EtatSignalement.RECU, None)

    @pytest.mark.parametrize("qui", ["ass", "secretaire"])
    def test_seuls_une_csam_et_un_manager_defont(self, client, recu, ass, manager, qui, request):
        changer(recu, etat=EtatSignalement.AFFECTE, qualifie_le=HIER, affecte_a=ass, affecte_le=HIER)
        client.force_login(request.getfixturevalue(qui))
        assert "Défaire" not in lire(client, recu)
        assert agir(client, recu, "defaire", etat_vu="affecte").status_code == 403
        client.force_login(manager)
        assert agir(client, recu, "defaire", etat_vu="affecte").status_code == 302
        assert relu(recu).etat == EtatSignalement.QUALIFIE
