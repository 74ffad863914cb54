"""Every reader against every level of text, in every place where a text could come out.

Readers: author, référent, replacing agent before, during and after his dates, colleagues of the site, of another site,
of another unit, CSAM, secrétariat, manager with and without bris de glace, région, administrateur. Places: the page of
the dossier, its history, the pages of writing, the home page, the lists, the search for a person, the letter, errors.
"""

import datetime
import html
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cases.enums import NiveauNote, ObjetCorrige
from cases.models import Accompagnement, Assure, Entretien, ExportListe, Note
from partners.enums import Profil
from partners.models import Agent
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.fabriques import (
    AccompagnementFactory,
    BrisDeGlaceFactory,
    BrouillonFactory,
    CorrectionFactory,
    EntretienFactory,
    NoteFactory,
    RemplacementFactory,
    nommer_referent,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
ADMINISTRATIF, SYNTHESE, SECRET = NiveauNote.ADMINISTRATIF, NiveauNote.SYNTHESE, NiveauNote.SECRET
RIEN: frozenset[str] = frozenset()
AUJOURDHUI = JOUR
UN_JOUR = datetime.timedelta(days=1)


def canari(niveau: str) -> str:
    return f"CANARI-{niveau.upper()}"


@pytest.fixture
def auteur(site) -> Agent:
    """Wrote the texts as référent, until a month ago; still an ASS of the site."""
    return un_agent(Profil.ASS, site)


@pytest.fixture
def suivi(site, ass, auteur) -> Accompagnement:
    suivi = AccompagnementFactory(
        assure__departement=site.departement, site=site, referent=auteur, ouvert_le=AUJOURDHUI - 90 * UN_JOUR
    )
    nommer_referent(suivi, ass, du=AUJOURDHUI - 30 * UN_JOUR)
    return suivi


@pytest.fixture
def entretien(suivi, auteur) -> Entretien:
    """One text a level, each corrected once, and a draft: all hold a canary of their level."""
    tenu = EntretienFactory(accompagnement=suivi, agent=auteur, date=AUJOURDHUI - 60 * UN_JOUR)
    for niveau in NiveauNote:
        note = NoteFactory(
            accompagnement=suivi, entretien=tenu, niveau=niveau, auteur=auteur, texte=canari(niveau)
        )
        CorrectionFactory(
            assure=suivi.assure,
            objet=ObjetCorrige.NOTE,
            entretien=tenu,
            note=note,
            agent=auteur,
            avant=[[niveau.label, canari(niveau)]],
        )
    BrouillonFactory(accompagnement=suivi, agent=auteur, contenu={"secret": "CANARI-BROUILLON"})
    return tenu


@pytest.fixture
def lecteur(
    request, site, autre_site, ass, auteur, collegue, ass_autre_site, ass_ardeche, csam, manager, suivi
):
    """`lecteur(nom)`: the agent, with what makes him one."""

    def preparer(nom: str) -> Agent:
        if nom.startswith("remplaçant"):
            remplacant = un_agent(Profil.ASS, autre_site)
            du, au = {
                "remplaçant avant": (1, 10),
                "remplaçant pendant": (0, 0),
                "remplaçant après": (-10, -1),
            }[nom]
            RemplacementFactory(
                remplace=ass,
                remplacant=remplacant,
                du=AUJOURDHUI + du * UN_JOUR,
                au=AUJOURDHUI + au * UN_JOUR,
            )
            return remplacant
        if nom == "manager d'un autre bris":
            BrisDeGlaceFactory(assure=AccompagnementFactory(site=site).assure, agent=manager)
            return manager
        if nom.startswith("manager "):
            ouvert = timezone.now() - {"manager bris": 1, "manager bris expiré": 48}[
                nom
            ] * datetime.timedelta(hours=1)
            BrisDeGlaceFactory(assure=suivi.assure, agent=manager, ouvert_le=ouvert)
            return manager
        return request.getfixturevalue(nom)

    return preparer


LECTEURS = [
    ("auteur", {ADMINISTRATIF, SYNTHESE, SECRET}),
    ("ass", {ADMINISTRATIF, SYNTHESE, SECRET}),
    ("remplaçant avant", {ADMINISTRATIF}),
    ("remplaçant pendant", {ADMINISTRATIF, SYNTHESE, SECRET}),
    ("remplaçant après", {ADMINISTRATIF}),
    ("collegue", {ADMINISTRATIF, SYNTHESE}),
    ("ass_autre_site", {ADMINISTRATIF}),
    ("ass_ardeche", RIEN),
    ("csam", {ADMINISTRATIF}),
    ("secretaire", {ADMINISTRATIF}),
    ("manager", {ADMINISTRATIF}),
    ("manager bris", {ADMINISTRATIF, SYNTHESE}),
    ("manager bris expiré", {ADMINISTRATIF}),
    ("manager d'un autre bris", {ADMINISTRATIF}),
    ("manager_ardeche", RIEN),
    ("agent_region", RIEN),
    ("administrateur", RIEN),
]


def lus(reponse) -> set[str]:
    contenu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    texte = html.unescape(contenu.decode(errors="replace"))
    assert "CANARI-BROUILLON" not in texte
    return {niveau for niveau in NiveauNote if canari(niveau) in texte}


@pytest.mark.parametrize(("nom", "attendus"), LECTEURS)
def test_la_page_et_l_historique_montrent_ce_que_chacun_lit(client, entretien, suivi, lecteur, nom, attendus):
    agent = lecteur(nom)
    client.force_login(agent)
    with perimetre(TOUT):
        assert set(Note.objects.visible_to(agent).values_list("niveau", flat=True)) == attendus
    for page in ("cases:dossier", "cases:dossier_historique"):
        reponse = client.get(reverse(page, args=[suivi.assure.uuid]))
        assert reponse.status_code == (200 if attendus else 404)
        # The author's draft is his own, and he reads it nowhere but where he writes.
        assert lus(reponse) == attendus, page


def ailleurs(
    assure: Assure, suivi: Accompagnement, entretien: Entretien
) -> list[tuple[str, str, dict[str, str]]]:
    """Where no text is to be read, whoever asks: method, address, what is sent."""
    adresses = [
        ("get", reverse("accueil")),
        ("get", reverse("cases:dossiers")),
        ("get", reverse("cases:portefeuille")),
        ("get", reverse("cases:rendez_vous")),
        ("get", reverse("cases:semaine")),
        ("get", reverse("cases:signalements")),
        ("get", reverse("cases:messages")),
        ("get", reverse("cases:transferts")),
        ("get", reverse("cases:appels_export")),
        ("get", reverse("cases:dossier_lecteurs", args=[assure.uuid])),
        ("get", reverse("cases:dossier_identite", args=[assure.uuid])),
        ("post", reverse("cases:dossier_notice", args=[assure.uuid])),
        ("get", reverse("cases:entretien_annuler", args=[entretien.uuid])),
        ("post", reverse("cases:entretien_annuler", args=[entretien.uuid])),
        ("get", reverse("cases:message_laisser", args=[suivi.uuid])),
        ("get", reverse("cases:journee", args=["brouillons"])),
        ("get", "/introuvable/"),
    ]
    recherche = {
        "departement": assure.departement_id,
        "nom": assure.nom,
        "prenom": assure.prenom,
        "date_naissance": "",
        "telephone": "",
        "nir": "",
    }
    return [
        *((*adresse, {}) for adresse in adresses),
        ("post", reverse("cases:dossier_creer"), recherche),
        ("post", reverse("cases:rechercher"), {"texte": assure.nom}),
    ]


@pytest.mark.parametrize("nom", [nom for nom, _ in LECTEURS])
def test_aucun_texte_ne_sort_ailleurs(client: Client, entretien, suivi, lecteur, nom):
    client.force_login(lecteur(nom))
    for methode, adresse, envoi in ailleurs(suivi.assure, suivi, entretien):
        assert lus(getattr(client, methode)(adresse, envoi)) == set(), adresse


@pytest.mark.parametrize(("nom", "attendus"), LECTEURS)
def test_seul_qui_suit_la_personne_ouvre_la_page_d_ecriture(client, entretien, suivi, lecteur, nom, attendus):
    """And reads there what he may correct; the others get no text with their refusal."""
    client.force_login(lecteur(nom))
    reponse = client.get(reverse("cases:entretien_corriger", args=[entretien.uuid]))
    ecrit = nom in {"ass", "remplaçant pendant"}
    assert reponse.status_code == (200 if ecrit else 403 if attendus else 404)
    assert lus(reponse) == (attendus if ecrit else set())
    saisie = client.get(reverse("cases:entretien_saisir", args=[suivi.uuid]))
    if nom == "auteur":
        # What he had begun is his still, and he reads it nowhere else.
        assert "CANARI-BROUILLON" in saisie.content.decode()
    else:
        assert lus(saisie) == set()


@pytest.mark.parametrize("nom", ["ass", "remplaçant pendant"])
def test_aucun_texte_n_est_dans_un_export(client, entretien, suivi, lecteur, nom):
    agent = lecteur(nom)
    agent.affectations.update(exporte=True)
    client.force_login(agent)
    assert client.post(reverse("cases:portefeuille_exporter")).status_code == 302
    export = ExportListe.objects.get()
    reponse = client.get(reverse("cases:export_telecharger", args=[export.uuid]))
    feuille = load_workbook(io.BytesIO(reponse.content)).active
    valeurs = " ".join(str(cellule) for ligne in feuille.iter_rows(values_only=True) for cellule in ligne)
    assert str(suivi.assure) in valeurs
    assert "CANARI" not in valeurs


def test_une_erreur_du_serveur_ne_dit_rien(client, entretien, suivi, ass, monkeypatch):
    def en_panne(*_: object, **__: object) -> None:
        raise RuntimeError(canari(SECRET))

    monkeypatch.setattr("cases.dossier.views.dossiers.presenter_chronologie", en_panne)
    client.raise_request_exception = False
    client.force_login(ass)
    reponse = client.get(reverse("cases:dossier", args=[suivi.assure.uuid]))
    assert reponse.status_code == 500
    assert lus(reponse) == set()


class TestBrisDeGlace:
    def test_il_demande_un_motif_et_previent_le_referent(self, client, entretien, suivi, manager, ass, csam):
        briser = reverse("cases:dossier_briser", args=[suivi.assure.uuid])
        for agent in (ass, csam):
            client.force_login(agent)
            assert client.get(briser).status_code == 403
            assert client.post(briser, {"motif": "Non"}).status_code == 403
        client.force_login(manager)
        assert "prévenu" in client.get(briser).content.decode()
        assert client.post(briser, {"motif": " "}).status_code == 422
        for _ in range(2):
            assert client.post(briser, {"motif": "Réclamation reçue"}).status_code == 302
        with perimetre(TOUT):
            assert suivi.assure.bris_de_glace.count() == 1
        assert lus(client.get(reverse("cases:dossier", args=[suivi.assure.uuid]))) == {
            ADMINISTRATIF,
            SYNTHESE,
        }
        client.force_login(ass)
        assert "Réclamation reçue" in client.get(reverse("accueil")).content.decode()
        lecteurs = client.get(reverse("cases:dossier_lecteurs", args=[suivi.assure.uuid])).content.decode()
        assert str(manager) in html.unescape(lecteurs)

    def test_il_ne_suit_pas_le_manager_qui_change_d_unite(self, client, entretien, suivi, manager, ardeche):
        BrisDeGlaceFactory(assure=suivi.assure, agent=manager)
        manager.affectations.update(departement=ardeche)
        with perimetre(TOUT):
            assert not Note.objects.visible_to(Agent.objects.get(pk=manager.pk)).exists()


class TestQuiPeutLire:
    def test_la_page_nomme_ceux_qui_lisent_et_eux_seuls(
        self, client, entretien, suivi, ass, auteur, collegue, ass_autre_site
    ):
        remplacant = un_agent(Profil.ASS, suivi.site)
        RemplacementFactory(remplace=ass, remplacant=remplacant, du=AUJOURDHUI, au=AUJOURDHUI + UN_JOUR)
        client.force_login(ass)
        niveaux = client.get(reverse("cases:dossier_lecteurs", args=[suivi.assure.uuid])).context["niveaux"]
        _, synthese, secret = niveaux
        assert [p.split(",")[0] for p in secret.personnes] == [str(ass), str(remplacant)]
        assert {p.split(",")[0] for p in synthese.personnes} == {
            str(agent) for agent in (ass, remplacant, auteur, collegue)
        }
        assert str(ass_autre_site) not in {p.split(",")[0] for p in synthese.personnes}
