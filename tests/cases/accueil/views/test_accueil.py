"""The first page of each profile: what is on it, what is not, and what it costs."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatRendezVous, EtatSignalement
from cases.signalements.queries.file_d_attente import AttenteSite
from partners.enums import Profil
from tests.cases.horloge import JOUR
from tests.fabriques import (
    AccompagnementFactory,
    AffectationFactory,
    AssureFactory,
    BilanFactory,
    BrouillonFactory,
    EntretienFactory,
    MessageReferentFactory,
    PartenaireFactory,
    RemplacementFactory,
    RendezVousFactory,
    SignalementFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def il_y_a(jours: int) -> datetime.date:
    return JOUR - datetime.timedelta(days=jours)


def a_midi(jour: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(jour, datetime.time(12)))


@pytest.fixture
def page(client: Client):
    """`page(agent)`: his home page, spaces made ordinary."""

    def lire(agent) -> str:
        client.force_login(agent)
        contenu = client.get(reverse("accueil")).content.decode()
        return " ".join(contenu.replace("\xa0", " ").replace("\u202f", " ").split())

    return lire


def sections(client, cle: str) -> list[dict]:
    """Those of the home page that hold this key."""
    return [section for _, section in client.get(reverse("accueil")).context["sections"] if cle in section]


def remplir(ass, site, combien: int) -> None:
    """Of each kind of row that some home page shows."""
    for numero in range(combien):
        suivi = AccompagnementFactory(
            assure=AssureFactory(departement=site.departement, nom=f"Suivie{numero}"),
            site=site,
            referent=ass,
            ouvert_le=il_y_a(200),
        )
        EntretienFactory(accompagnement=suivi, date=il_y_a(100))
        RendezVousFactory(accompagnement=suivi, debut=a_midi(JOUR))
        BrouillonFactory(accompagnement=suivi)
        MessageReferentFactory(accompagnement=suivi)
        SignalementFactory(
            site=site, etat=EtatSignalement.AFFECTE, affecte_a=ass, affecte_le=il_y_a(1), recu_le=il_y_a(20)
        )
        SignalementFactory(site=site, recu_le=il_y_a(3), assure=suivi.assure)
        RemplacementFactory(remplace=un_agent(Profil.ASS, site), remplacant=ass, du=JOUR, au=JOUR)
        PartenaireFactory().departements.add(site.departement)
        BilanFactory(departement=site.departement)


@pytest.mark.parametrize(
    ("nom", "requetes"),
    [
        ("ass", 26),
        ("csam", 23),
        ("secretaire", 18),
        ("manager", 22),
        ("agent_region", 15),
        ("administrateur", 16),
    ],
)
@pytest.mark.parametrize("combien", [1, 50])
def test_l_accueil_fait_le_meme_nombre_de_requetes(
    request, client, ass, site, django_assert_num_queries, nom, requetes, combien
):
    agent = request.getfixturevalue(nom)
    remplir(ass, site, combien)
    client.force_login(agent)
    with django_assert_num_queries(requetes):
        assert client.get(reverse("accueil")).status_code == 200


def test_sans_affectation_la_page_dit_quoi_faire(page, ain):
    texte = page(un_agent(Profil.ASS, ain, au=il_y_a(1)))
    assert "Aucune affectation aujourd’hui" in texte
    assert "Demandez à un administrateur" in texte


def test_plusieurs_profils_voient_les_sections_de_chacun(page, ass, ardeche):
    AffectationFactory(agent=ass, profil=Profil.MANAGER, site=None, departement=ardeche)
    texte = page(ass)
    assert "Mes rendez-vous" in texte
    assert "Équipe du jour" in texte
    assert "Annuaire de mes unités" not in texte


class TestAss:
    def test_une_page_vide_dit_ce_qui_viendra(self, page, ass):
        texte = page(ass)
        for phrase in (
            "Rien d’autre ne vous attend",
            "signalements à joindre, rendez-vous à noter",
            "Aucun rendez-vous.",
        ):
            assert phrase in texte

    def test_ses_rendez_vous_prevus_de_la_semaine_par_jour(self, page, ass, accompagnement):
        for jours, etat in ((0, EtatRendezVous.PREVU), (1, EtatRendezVous.PREVU), (2, EtatRendezVous.ANNULE)):
            RendezVousFactory(
                accompagnement=accompagnement, debut=a_midi(il_y_a(-jours)), etat=etat, motif="Changement"
            )
        texte = page(ass)
        assert texte.count("12 h 00") == 2
        assert texte.index("Aujourd’hui</h3>") < texte.index("Demain</h3>")

    def test_ses_brouillons_ses_signalements_et_ses_dossiers_a_relancer(self, page, ass, collegue, site):
        suivi = AccompagnementFactory(
            assure=AssureFactory(nom="Brouillonnée"), site=site, referent=ass, ouvert_le=il_y_a(90)
        )
        BrouillonFactory(accompagnement=suivi)
        for nom, qui in (("Mienne", ass), ("Sienne", collegue)):
            SignalementFactory(
                site=site,
                nom=nom,
                etat=EtatSignalement.AFFECTE,
                affecte_a=qui,
                affecte_le=JOUR,
                recu_le=il_y_a(14),
            )
        texte = page(ass)
        assert f"Entretien, écrit le {JOUR:%d/%m/%Y}" in texte
        assert f"depuis le {il_y_a(90):%d/%m/%Y}" in texte
        assert "MIENNE" in texte
        assert "SIENNE" not in texte

    def test_le_portefeuille_d_un_collegue_n_apparait_pas(self, page, ass, collegue, site):
        AccompagnementFactory(assure=AssureFactory(nom="Ailleurs"), site=site, referent=collegue)
        assert "AILLEURS" not in page(ass)

    def test_le_remplacant_voit_les_dossiers_qu_il_reprend(self, page, ass, collegue, site):
        AccompagnementFactory(assure=AssureFactory(nom="Reprise"), site=site, referent=collegue)
        RemplacementFactory(remplace=collegue, remplacant=ass, du=JOUR, au=JOUR)
        # The notice is to be given to her, and nobody has called her since the opening.
        assert "REPRISE" in page(ass)


class TestCsam:
    @pytest.mark.parametrize(
        ("jours", "texte_attendu"),
        [(20, "En retard de 6 jours"), (15, "En retard de 1 jour"), (14, "Aujourd’hui"), (13, "Dans 1 jour")],
    )
    def test_l_echeance_se_lit_en_toutes_lettres(self, page, csam, site, jours, texte_attendu):
        SignalementFactory(site=site, recu_le=il_y_a(jours))
        assert texte_attendu in page(csam)

    def test_les_compteurs_sont_les_longueurs_des_listes(self, client, csam, site, ass):
        for _ in range(3):
            SignalementFactory(site=site, recu_le=il_y_a(20))
        SignalementFactory(site=site, recu_le=il_y_a(20), etat=EtatSignalement.QUALIFIE)
        SignalementFactory(
            site=site, recu_le=il_y_a(2), etat=EtatSignalement.AFFECTE, affecte_a=ass, affecte_le=JOUR
        )
        client.force_login(csam)
        (section,) = sections(client, "comptes")
        comptes = section["comptes"]
        assert (comptes.recu, comptes.qualifie, comptes.affecte, comptes.en_retard) == (3, 1, 1, 4)
        for filtre, attendu in (
            ("etat=recu", 3),
            ("etat=qualifie", 1),
            ("etat=affecte", 1),
            ("echeance=retard", 4),
        ):
            liste = client.get(f"{reverse('cases:signalements')}?{filtre}").context["table"]
            assert len(liste.rows) == attendu, filtre

    def test_un_signalement_d_un_autre_site_ou_clos_n_y_est_pas(self, page, csam, autre_site, site):
        SignalementFactory(site=autre_site, nom="Autresite")
        SignalementFactory(site=site, nom="Repondue", etat=EtatSignalement.REPONDU, clos_le=JOUR)
        texte = page(csam)
        assert "AUTRESITE" not in texte
        assert "REPONDUE" not in texte
        assert "Tous les signalements ont reçu une suite" in texte

    def test_celui_d_un_dossier_en_acces_restreint_n_y_est_pas(self, page, csam, manager, site, ass):
        assure = AssureFactory(nom="Secrète", acces_restreint=True, manager_habilite=manager)
        SignalementFactory(site=site, assure=assure, nom="Secrète")
        assert "SECRÈTE" not in page(csam)


class TestSecretariat:
    def test_les_rendez_vous_du_jour_et_le_compte_de_la_semaine(self, client, secretaire, accompagnement):
        for jours in (0, 1, 1, 7):
            RendezVousFactory(accompagnement=accompagnement, debut=a_midi(il_y_a(-jours)))
        client.force_login(secretaire)
        (section,) = sections(client, "semaine")
        assert [nombre for _, _, nombre in section["semaine"]] == [1, 2, 0, 0, 0, 0, 0]
        assert len(section["table"].rows) == 1

    def test_un_dossier_en_acces_restreint_n_est_pas_nomme(self, page, secretaire, manager, site, ass):
        assure = AssureFactory(nom="Secrète", acces_restreint=True, manager_habilite=manager)
        suivi = AccompagnementFactory(assure=assure, site=site, referent=ass)
        RendezVousFactory(accompagnement=suivi, debut=a_midi(JOUR))
        assert "SECRÈTE" not in page(secretaire)
        assert "SECRÈTE" in page(ass)


class TestManager:
    def test_les_signalements_attendent_par_site_et_jamais_par_agent(self, client, manager, ass, site):
        SignalementFactory(site=site, recu_le=il_y_a(20))
        SignalementFactory(
            site=site, recu_le=il_y_a(2), etat=EtatSignalement.AFFECTE, affecte_a=ass, affecte_le=JOUR
        )
        client.force_login(manager)
        sections = dict(client.get(reverse("accueil")).context["sections"])
        assert sections["cases/accueil/manager.html"]["attente"] == [
            AttenteSite(site=site.pk, nom="Bourg-en-Bresse", attente=2, en_retard=1)
        ]

    def test_ne_compte_que_les_unites_qu_il_dirige(self, page, ass, ardeche, site, site_ardeche):
        """An ASS here who manages elsewhere."""
        AffectationFactory(agent=ass, profil=Profil.MANAGER, site=None, departement=ardeche)
        SignalementFactory(site=site, recu_le=il_y_a(20))
        assert "dont 1 en retard" not in page(ass)

    def test_l_equipe_du_jour_et_les_remplacements(self, page, manager, ass, collegue):
        RemplacementFactory(remplace=ass, remplacant=collegue, du=JOUR, au=JOUR)
        texte = page(manager)
        assert f"{collegue} remplace {ass}" in texte
        assert "Assistant de service social :</span>" in texte.replace("&nbsp;", " ")

    def test_ses_bilans_et_le_lien_pour_en_demander_un(self, page, manager, ain):
        bilan = BilanFactory(departement=ain, annee=2023, version=4)
        texte = page(manager)
        assert reverse("reporting:bilan", args=[bilan.uuid]) in texte
        assert "version 4" in texte
        assert f"{reverse('reporting:bilan_demander')}?unite=01" in texte


def test_la_region_voit_ses_unites_et_leurs_bilans_sans_personne(page, agent_region, ass, ain, ardeche, site):
    BilanFactory(departement=ardeche, annee=2023)
    remplir(ass, site, 1)
    texte = page(agent_region)
    assert "Ardèche, bilan 2023" in texte
    assert "Ain" in texte
    assert "Demander un bilan" not in texte
    assert "SUIVIE0" not in texte


def test_l_administrateur_voit_l_annuaire_et_rien_des_dossiers(page, administrateur, ass, site, autre_site):
    remplir(ass, site, 1)
    texte = page(administrateur)
    assert "Annuaire de mes unités" in texte
    assert f"{reverse('partners:sites')}?ou=miennes" in texte
    assert "SUIVIE0" not in texte
