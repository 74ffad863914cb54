"""« Corriger » and « A changé le » are two gestures; nothing that was written is lost."""

import datetime

import pytest
from django.urls import reverse

from cases.enums import NaturePiece, ObjetCorrige
from cases.models import ArretTravail, Assure, Correction, Situation
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    ArretTravailFactory,
    AssureFactory,
    CommuneFactory,
    SituationEmploiFactory,
    SituationFactory,
    TypeRisqueFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
NIR = "2 84 05 88 321 025 32"


@pytest.fixture
def connecte(client, csam):
    client.force_login(csam)
    return client


def adresse(geste, assure, *du) -> str:
    return reverse(f"cases:dossier_{geste}", args=[assure.uuid, *du])


def saisie(client, url, **champs) -> dict[str, object]:
    form = client.get(url).context["form"]
    valeurs = {nom: form[nom].value() for nom in form.fields}
    valeurs = {nom: valeur for nom, valeur in (valeurs | champs).items() if valeur is not False}
    return {nom: "" if valeur is None else valeur for nom, valeur in valeurs.items()}


def tout(modele) -> list:
    with perimetre(TOUT):
        return list(modele.objects.order_by("pk"))


class TestIdentite:
    def test_ce_qui_etait_ecrit_reste_dans_l_historique(self, connecte, ain, csam):
        commune = CommuneFactory(nom="Oyonnax")
        assure = AssureFactory(departement=ain, nom="Ancienne", telephone="0400000000")
        url = adresse("identite", assure)
        corrige = connecte.post(
            url,
            saisie(
                connecte, url, nom="Nouvelle", commune=commune.nom, ne_pas_laisser_message="on", langue="Turc"
            ),
        )
        assert corrige.status_code == 302
        (lu,) = tout(Assure)
        assert (lu.nom, lu.commune, lu.ne_pas_laisser_message, lu.telephone) == (
            "Nouvelle",
            commune,
            True,
            "0400000000",
        )
        (trace,) = tout(Correction)
        assert (trace.objet, trace.agent) == (ObjetCorrige.IDENTITE, csam)
        assert {tuple(paire) for paire in trace.avant} == {
            ("nom", "Ancienne"),
            ("commune", "Non renseigné"),
            ("ne pas laisser de message", "Non"),
            ("langue ou interprète", "Non renseigné"),
        }
        page = connecte.get(adresse("historique", assure)).content.decode()
        assert "Ancienne" in page

    def test_l_ancien_nir_reste_masque(self, connecte, ain):
        assure = AssureFactory(departement=ain, nir="2 84 12 76 451 089", sexe="F", date_naissance=None)
        url = adresse("identite", assure)
        assert connecte.post(url, saisie(connecte, url, nir=NIR)).status_code == 302
        (trace,) = tout(Correction)
        assert trace.avant == [["NIR", "2 84 •• •• ••• •••"]]
        with perimetre(TOUT):
            assert Assure.objects.get().nir == "2840588321025"

    @pytest.mark.parametrize(
        ("champs", "champ", "phrase"),
        [
            ({"nir": "2 84 05 88 321 025 33"}, "nir", "clé"),
            ({"nir": "1 75 05 88 321 025"}, "nir", "sexe enregistré diffère"),
            ({"date_naissance": "2026-02-30"}, "date_naissance", "date valide"),
            ({"nom": ""}, "nom", "obligatoire"),
            ({"commune": "Nulle-Part"}, "commune", "pas connue"),
            ({"courriel": "personne"}, "courriel", "valide"),
        ],
    )
    def test_une_mauvaise_valeur_se_dit_au_champ_et_reste(self, connecte, ain, champs, champ, phrase):
        assure = AssureFactory(departement=ain, sexe="F", date_naissance=datetime.date(1984, 5, 2))
        url = adresse("identite", assure)
        refusee = connecte.post(url, saisie(connecte, url, prenom="Tapé") | champs)
        assert refusee.status_code == 422
        assert list(refusee.context["form"].errors) == [champ]
        assert phrase in str(refusee.context["form"].errors)
        assert refusee.context["form"]["prenom"].value() == "Tapé"
        assert tout(Correction) == []

    def test_changer_le_sexe_contre_le_nir_demande_pourquoi(self, connecte, ain):
        assure = AssureFactory(departement=ain, nir=NIR, sexe="F", date_naissance=datetime.date(1984, 5, 2))
        url = adresse("identite", assure)
        refusee = connecte.post(url, saisie(connecte, url, sexe="H"))
        assert list(refusee.context["form"].errors) == ["nir_explique"]
        acceptee = saisie(connecte, url, sexe="H", nir_explique="Changement d'état civil")
        assert connecte.post(url, acceptee).status_code == 302
        # Once said, it is not asked again.
        assert connecte.post(url, saisie(connecte, url, date_naissance="1985-05-02")).status_code == 302

    def test_deux_agents_ne_s_ecrasent_pas(self, client, connecte, ain, csam, secretaire):
        assure = AssureFactory(departement=ain, nom="Ancienne", telephone="0400000000")
        url = adresse("identite", assure)
        mienne = saisie(connecte, url, telephone="0411111111")
        client.force_login(secretaire)
        assert client.post(url, saisie(client, url, nom="Nouvelle")).status_code == 302
        client.force_login(csam)
        refusee = client.post(url, mienne)
        contenu = refusee.content.decode()
        assert refusee.status_code == 422
        assert f"corrigés par {secretaire}" in contenu
        assert "Nouvelle" in contenu
        assert refusee.context["form"]["telephone"].value() == "0411111111"
        assert [a.nom for a in tout(Assure)] == ["Nouvelle"]

    def test_le_nir_s_affiche_par_un_acte_journalise(self, connecte, client, ain, csam, ass, manager):
        assure = AssureFactory(departement=ain, nir=NIR)
        url = adresse("nir", assure)
        assert connecte.get(url).status_code == 405
        assert "2 84 05 88 321 025 32" in connecte.post(url).content.decode()
        ligne = Journal.objects.filter(objet_uuid=assure.uuid).latest("id")
        assert (ligne.action, ligne.agent, ligne.precision) == (
            ActionJournal.CONSULTATION,
            csam,
            "NIR affiché",
        )
        for agent in (ass, manager):
            client.force_login(agent)
            assert client.post(url).status_code == 403
        client.force_login(csam)
        assert client.post(adresse("nir", AssureFactory(departement=ain))).status_code == 302


class TestSituation:
    def test_a_change_le_ajoute_et_garde_ce_qui_n_a_pas_change(self, connecte, assure):
        SituationFactory(assure=assure, du=datetime.date(2023, 1, 1), profession="Aide-soignante")
        emploi = SituationEmploiFactory(code="cdd")
        url = adresse("situation_nouvelle", assure)
        change = connecte.post(url, saisie(connecte, url, du="2026-05-01", emploi=emploi.pk))
        assert change.status_code == 302
        avant, apres = tout(Situation)
        assert (avant.emploi, avant.profession) == (None, "Aide-soignante")
        assert (apres.du, apres.emploi, apres.profession) == (
            datetime.date(2026, 5, 1),
            emploi,
            "Aide-soignante",
        )
        assert tout(Correction) == []
        deux_fois = connecte.post(url, saisie(connecte, url, du="2026-05-01"))
        assert "corrigez-la" in deux_fois.content.decode()
        futur = connecte.post(url, saisie(connecte, url, du="2026-05-16"))
        assert list(futur.context["form"].errors) == ["du"]

    def test_corriger_modifie_et_garde_ce_qui_etait_ecrit(self, connecte, assure):
        SituationFactory(assure=assure, du=datetime.date(2023, 1, 1), employeur="Usine")
        url = adresse("situation", assure, "2023-01-01")
        assert connecte.post(url, saisie(connecte, url, employeur="Atelier")).status_code == 302
        assert [(s.du, s.employeur) for s in tout(Situation)] == [(datetime.date(2023, 1, 1), "Atelier")]
        (trace,) = tout(Correction)
        assert trace.avant == [["situation au", "01/01/2023"], ["employeur", "Usine"]]

    @pytest.mark.parametrize("du", ["2023-01-02", "hier", "2023-13-01"])
    def test_une_situation_qui_n_existe_pas(self, connecte, assure, du):
        SituationFactory(assure=assure, du=datetime.date(2023, 1, 1))
        assert connecte.get(adresse("situation", assure, du)).status_code == 404


class TestArrets:
    def test_un_arret_s_enregistre_puis_se_corrige(self, connecte, assure):
        url = adresse("arret_nouveau", assure)
        piece = {"nature": NaturePiece.INITIAL, "risque": TypeRisqueFactory().pk, "du": "2026-05-01"}
        a_l_envers = connecte.post(url, piece | {"au": "2026-04-01"})
        assert list(a_l_envers.context["form"].errors) == ["au"]
        assert connecte.post(url, piece | {"au": "2026-05-31"}).status_code == 302
        chevauche = connecte.post(url, piece | {"du": "2026-05-15", "au": "2026-06-15"})
        assert "couvre déjà" in chevauche.content.decode()
        corrige = adresse("arret", assure, "2026-05-01")
        assert connecte.post(corrige, saisie(connecte, corrige, au="2026-06-30")).status_code == 302
        assert [(a.du, a.au) for a in tout(ArretTravail)] == [
            (datetime.date(2026, 5, 1), datetime.date(2026, 6, 30))
        ]
        (trace,) = tout(Correction)
        assert trace.avant == [["arrêt", "du 01/05/2026 au 31/05/2026"], ["au", "31/05/2026"]]

    def test_une_prolongation_suit_un_arret(self, connecte, assure):
        ArretTravailFactory(assure=assure, du=datetime.date(2026, 5, 1), au=datetime.date(2026, 5, 31))
        url = adresse("arret", assure, "2026-05-01")
        refusee = connecte.post(url, saisie(connecte, url, nature=NaturePiece.PROLONGATION))
        assert list(refusee.context["form"].errors) == ["nature"]


@pytest.mark.parametrize(
    "geste", ["identite", "situation_nouvelle", "arret_nouveau", "historique", "lecteurs", "briser"]
)
def test_une_autre_unite_ne_trouve_rien(client, ass_ardeche, assure, geste):
    client.force_login(ass_ardeche)
    assert client.get(adresse(geste, assure)).status_code == 404


def test_qui_ne_gere_pas_le_dossier_ne_corrige_rien(client, connecte, ass, manager, assure):
    SituationFactory(assure=assure, du=datetime.date(2023, 1, 1))
    ArretTravailFactory(assure=assure, du=datetime.date(2026, 5, 1), au=datetime.date(2026, 5, 31))
    for agent in (ass, manager):
        client.force_login(agent)
        page = client.get(reverse("cases:dossier", args=[assure.uuid])).content.decode()
        for geste, *du in (
            ("identite",),
            ("situation_nouvelle",),
            ("situation", "2023-01-01"),
            ("arret_nouveau",),
            ("arret", "2026-05-01"),
        ):
            assert client.get(adresse(geste, assure, *du)).status_code == 403
            assert adresse(geste, assure, *du) not in page
