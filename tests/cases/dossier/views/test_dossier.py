"""The dossier: everything that exists, for whom may read it, and a line of journal each time."""

import datetime
import html
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatRendezVous, NaturePiece, NiveauNote, PartieAccord, SensAccord, TypeAction
from partners.enums import Profil
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from tests.cases.horloge import JOUR
from tests.fabriques import (
    AccompagnementFactory,
    AccordActionFactory,
    ActionFactory,
    ArretTravailFactory,
    AssureFactory,
    BrisDeGlaceFactory,
    BrouillonFactory,
    ContactFactory,
    CorrectionFactory,
    DemarcheFactory,
    EntrepriseFactory,
    EntretienFactory,
    FusionFactory,
    NoteFactory,
    PreconisationFactory,
    RendezVousFactory,
    SignalementFactory,
    SituationFactory,
    ThemeAbordeFactory,
    TransfertFactory,
    TypeMenageFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.fixture
def ouvrir(client: Client):
    """`ouvrir(agent, assure)`: the text of the page, or its status when it is refused."""

    def lire(agent, assure) -> str | int:
        client.force_login(agent)
        reponse = client.get(reverse("cases:dossier", args=[assure.uuid]))
        if reponse.status_code != 200:
            return reponse.status_code
        texte = html.unescape(reponse.content.decode()).replace("\xa0", " ").replace("\u202f", " ")
        return " ".join(texte.split())

    return lire


def remplir(accompagnement, ass, combien: int = 1) -> None:
    for _ in range(combien):
        entretien = EntretienFactory(accompagnement=accompagnement, prochaine_etape="Revoir en mai")
        ThemeAbordeFactory(entretien=entretien)
        NoteFactory(accompagnement=accompagnement, entretien=entretien, texte="Texte de synthèse")
        NoteFactory(
            accompagnement=accompagnement, niveau=NiveauNote.ADMINISTRATIF, texte="Texte administratif"
        )
        RendezVousFactory(accompagnement=accompagnement, etat=EtatRendezVous.ABSENT)
        ContactFactory(assure=accompagnement.assure, agent=ass)
        SignalementFactory(site=accompagnement.site, assure=accompagnement.assure)
        PreconisationFactory(accompagnement=accompagnement)
        DemarcheFactory(accompagnement=accompagnement)
        action = ActionFactory(
            accompagnement=accompagnement,
            type=TypeAction.ESSAI_ENCADRE,
            entreprise=EntrepriseFactory(nom="Boulangerie d'essai"),
        )
        AccordActionFactory(
            action=action, partie=PartieAccord.CPAM, sens=SensAccord.ACCORD, le=datetime.date(2023, 4, 2)
        )
        EntretienFactory(
            accompagnement=accompagnement,
            annule_le=timezone.now(),
            annule_par=ass,
            motif_annulation="Mauvais dossier",
        )


def test_tout_ce_qui_existe_est_sur_la_page(ouvrir, ass, assure, accompagnement):
    remplir(accompagnement, ass)
    SituationFactory(assure=assure, menage=TypeMenageFactory(), employeur="EHPAD d'essai")
    BrouillonFactory(accompagnement=accompagnement)
    texte = ouvrir(ass, assure)
    for phrase in (
        "Prévenir la désinsertion professionnelle",
        "EHPAD d'essai",
        "Entretien – lieu d'accueil",
        "Prochaine étape : Revoir en mai",
        "Texte de synthèse",
        "Texte administratif",
        "Absent",
        "Téléphone : personne jointe",
        "Signalement reçu",
        "Préconisation :",
        "Démarche :",
        "Boulangerie d'essai",
        "CPAM : accord le 02/04/2023",
        "Un entretien reste à terminer",
        str(ass),
    ):
        assert phrase in texte, phrase


def test_un_acte_annule_est_dans_l_historique(ouvrir, client, ass, assure, accompagnement):
    EntretienFactory(
        accompagnement=accompagnement,
        date=datetime.date(2023, 6, 2),
        annule_le=timezone.now(),
        annule_par=ass,
        motif_annulation="Mauvais dossier",
    )
    assert "Entretien – lieu d'accueil" not in ouvrir(ass, assure)
    page = client.get(reverse("cases:dossier_historique", args=[assure.uuid])).content.decode()
    texte = " ".join(html.unescape(page).replace("\xa0", " ").split())
    assert "<s>Entretien du 02/06/2023</s>" in texte
    assert f"Annulé le {JOUR:%d/%m/%Y} par {ass} : Mauvais dossier" in texte


def test_chaque_ouverture_ecrit_une_ligne_de_journal(ouvrir, ass, assure, accompagnement):
    ouvrir(ass, assure)
    ouvrir(ass, assure)
    lignes = Journal.objects.filter(action=ActionJournal.CONSULTATION, objet_uuid=assure.uuid)
    assert [(ligne.agent, ligne.departement_code) for ligne in lignes] == [(ass, "01")] * 2


def test_sans_journal_pas_de_page(client, ass, assure, accompagnement, monkeypatch):
    """The line is written in the transaction that reads: if it fails, nothing is shown."""

    def en_panne(*_: object, **__: object) -> None:
        raise RuntimeError("journal indisponible")

    monkeypatch.setattr("cases.dossier.queries.dossier.journaliser", en_panne)
    client.raise_request_exception = False
    client.force_login(ass)
    reponse = client.get(reverse("cases:dossier", args=[assure.uuid]))
    assert reponse.status_code == 500
    assert assure.nom.upper() not in reponse.content.decode()


def test_hors_perimetre_le_dossier_n_existe_pas(ouvrir, ass_ardeche, agent_region, administrateur, assure):
    for agent in (ass_ardeche, agent_region, administrateur):
        assert ouvrir(agent, assure) == 404
    assert not Journal.objects.filter(action=ActionJournal.CONSULTATION).exists()


def test_un_dossier_inconnu(client, ass):
    client.force_login(ass)
    assert client.get(reverse("cases:dossier", args=[uuid.uuid4()])).status_code == 404


def test_le_nir_est_masque(ouvrir, ass, site):
    assure = AssureFactory(nir="2 84 12 76 451 089", departement=site.departement)
    texte = ouvrir(ass, assure)
    assert "2 84 •• •• ••• •••" in texte
    assert "76 451" not in texte
    assert "2841276451089" not in texte


class TestNotes:
    """Who reads which level, on a dossier that all of them may open."""

    @pytest.fixture(autouse=True)
    def notes(self, accompagnement):
        for niveau in NiveauNote:
            NoteFactory(accompagnement=accompagnement, niveau=niveau, texte=f"canari-{niveau.value}")

    @pytest.mark.parametrize(
        ("nom", "lus"),
        [
            ("ass", {"administratif", "synthese", "secret"}),
            ("collegue", {"administratif", "synthese"}),
            ("ass_autre_site", {"administratif"}),
            ("csam", {"administratif"}),
            ("secretaire", {"administratif"}),
            ("manager", {"administratif"}),
        ],
    )
    def test_chaque_niveau_a_ses_lecteurs(self, request, ouvrir, assure, nom, lus):
        texte = ouvrir(request.getfixturevalue(nom), assure)
        assert {niveau.value for niveau in NiveauNote if f"canari-{niveau.value}" in texte} == lus


class TestProtections:
    @pytest.mark.parametrize(
        ("champs", "phrase"),
        [
            ({"ne_pas_laisser_message": True}, "Ne pas laisser de message"),
            ({"adresse_confidentielle": True}, "Adresse confidentielle"),
            ({"langue": "Turc"}, "Langue ou interprète"),
            ({"representant_legal": "UDAF d'essai"}, "Représentant légal : UDAF d'essai"),
            ({"decede_le": datetime.date(2026, 1, 1)}, "Personne décédée le 1er janvier 2026"),
        ],
    )
    def test_ce_qui_protege_la_personne_est_en_tete(self, ouvrir, ass, ain, champs, phrase):
        sans = ouvrir(ass, AssureFactory(departement=ain))
        avec = ouvrir(ass, AssureFactory(departement=ain, **champs))
        assert phrase not in sans
        assert phrase in avec
        assert avec.index(phrase) < avec.index("Identité</h2>")

    @pytest.mark.parametrize("page", ["dossier_contacter", "entretien_saisir", "rendez_vous_lu"])
    def test_elle_se_dit_avant_d_appeler_de_recevoir_ou_d_ecrire(self, client, ass, site, page):
        phrase = "Ni sur un répondeur, ni à un proche"
        client.force_login(ass)
        for protege in (True, False):
            assure = AssureFactory(departement=site.departement, ne_pas_laisser_message=protege)
            suivi = AccompagnementFactory(assure=assure, site=site, referent=ass)
            quoi = {
                "dossier_contacter": assure,
                "entretien_saisir": suivi,
                "rendez_vous_lu": RendezVousFactory(accompagnement=suivi, agent=ass),
            }[page]
            lu = client.get(reverse(f"cases:{page}", args=[quoi.uuid])).content.decode()
            assert (phrase in lu) == protege

    def test_l_acces_restreint_se_dit_a_qui_peut_lire(self, ouvrir, ass, collegue, manager, site):
        assure = AssureFactory(acces_restreint=True, manager_habilite=manager)
        AccompagnementFactory(assure=assure, site=site, referent=ass)
        assert "Accès restreint" in ouvrir(ass, assure)
        assert "Accès restreint" in ouvrir(manager, assure)
        assert ouvrir(collegue, assure) == 404


def test_les_arrets_sont_montres_en_chaines(client, ass, assure, accompagnement):
    for nature, du, au in (
        (NaturePiece.INITIAL, "2023-01-09", "2023-01-31"),
        (NaturePiece.PROLONGATION, "2023-02-01", "2023-03-15"),
        (NaturePiece.INITIAL, "2023-06-01", "2023-06-30"),
    ):
        ArretTravailFactory(
            assure=assure,
            nature=nature,
            du=datetime.date.fromisoformat(du),
            au=datetime.date.fromisoformat(au),
        )
    client.force_login(ass)
    arrets = client.get(reverse("cases:dossier", args=[assure.uuid])).context["arrets"]
    assert [(len(arret["pieces"]), arret["jours"]) for arret in arrets] == [(1, 30), (2, 66)]


def test_un_long_dossier_replie_ses_evenements_anciens(client, ass, assure, accompagnement):
    for _ in range(45):
        EntretienFactory(accompagnement=accompagnement)
    client.force_login(ass)
    contexte = client.get(reverse("cases:dossier", args=[assure.uuid])).context
    assert len(contexte["evenements"]) == 40
    # The opening of the accompagnement is a fact too.
    assert len(contexte["suite"]) == 6


@pytest.mark.parametrize("combien", [1, 50])
def test_le_nombre_de_requetes_ne_depend_pas_de_la_longueur(
    client, ass, assure, accompagnement, django_assert_num_queries, combien
):
    remplir(accompagnement, ass, combien)
    client.force_login(ass)
    with django_assert_num_queries(30):
        client.get(reverse("cases:dossier", args=[assure.uuid]))


@pytest.mark.parametrize("combien", [1, 50])
@pytest.mark.parametrize(("page", "requetes"), [("historique", 19), ("lecteurs", 18)])
def test_l_historique_et_les_lecteurs_coutent_autant(
    client, ass, manager, site, assure, accompagnement, django_assert_num_queries, page, requetes, combien
):
    for _ in range(combien):
        entretien = EntretienFactory(accompagnement=accompagnement)
        note = NoteFactory(accompagnement=accompagnement, entretien=entretien, auteur=ass)
        CorrectionFactory(assure=assure, objet="note", entretien=entretien, note=note, agent=ass)
        EntretienFactory(accompagnement=accompagnement, annule_le=timezone.now(), motif_annulation="Erreur")
        BrisDeGlaceFactory(assure=assure, agent=manager)
        TransfertFactory(assure=assure)
        FusionFactory(assure=assure)
        un_agent(Profil.ASS, site)
    client.force_login(ass)
    with django_assert_num_queries(requetes):
        client.get(reverse(f"cases:dossier_{page}", args=[assure.uuid]))
