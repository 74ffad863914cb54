"""Writing an entretien: from the dossier to the end, its draft, two windows, a second click, what is refused."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatRendezVous, NiveauNote
from cases.models import Brouillon, Entretien, Note, RendezVous
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.entretiens.outils import (
    SYNTHESE,
    adresse,
    brouillonner,
    saisie,
    tout,
)
from tests.cases.horloge import JOUR
from tests.fabriques import (
    EntretienFactory,
    RendezVousFactory,
    ThemeEntretienFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.fixture
def connecte(client, ass):
    client.force_login(ass)
    return client


def test_un_entretien_se_termine_avec_ses_textes_et_la_suite(connecte, accompagnement, ass):
    rendez_vous = RendezVousFactory(
        accompagnement=accompagnement, agent=ass, debut=timezone.now() - datetime.timedelta(hours=2)
    )
    page = connecte.get(adresse(accompagnement))
    assert page.context["form"]["rendez_vous"].value() == rendez_vous.pk
    theme = ThemeEntretienFactory()
    reponse = connecte.post(
        adresse(accompagnement),
        saisie(
            accompagnement,
            themes=[theme.pk],
            rendez_vous=rendez_vous.pk,
            prochaine_etape="Contacter le médecin du travail",
            prochain_rendez_vous="2026-05-29T10:00",
            administrative="Appeler après 17 h",
            secret="Confidence",
            duree_minutes=45,
        ),
    )
    assert reponse["Location"] == reverse("cases:dossier", args=[accompagnement.assure.uuid])
    (entretien,) = tout(Entretien)
    assert (entretien.date, entretien.agent, entretien.duree_minutes) == (JOUR, ass, 45)
    assert {(n.niveau, n.texte) for n in tout(Note)} == {
        (NiveauNote.SYNTHESE, SYNTHESE),
        (NiveauNote.ADMINISTRATIF, "Appeler après 17 h"),
        (NiveauNote.SECRET, "Confidence"),
    }
    honore, prochain = tout(RendezVous)
    assert (honore.etat, honore.entretien_id) == (EtatRendezVous.HONORE, entretien.pk)
    assert (prochain.etat, prochain.agent, timezone.localtime(prochain.debut).hour) == ("prevu", ass, 10)


def test_d_un_rendez_vous_passe_on_note_son_entretien(connecte, client, accompagnement, ass, csam):
    rendez_vous = RendezVousFactory(
        accompagnement=accompagnement, agent=ass, debut=timezone.now() - datetime.timedelta(days=3)
    )
    a_venir = RendezVousFactory(
        accompagnement=accompagnement, agent=ass, debut=timezone.now() + datetime.timedelta(days=3)
    )
    lien = f"{adresse(accompagnement)}?rendez_vous={rendez_vous.uuid}"
    assert lien in connecte.get(reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])).content.decode()
    futur = connecte.get(reverse("cases:rendez_vous_lu", args=[a_venir.uuid])).content.decode()
    assert adresse(accompagnement) not in futur
    form = connecte.get(lien).context["form"]
    assert (form["rendez_vous"].value(), form["date"].value()) == (rendez_vous.pk, datetime.date(2026, 5, 12))
    client.force_login(csam)
    page = client.get(reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])).content.decode()
    assert adresse(accompagnement) not in page


def test_les_defauts_sont_ceux_du_dernier_entretien(connecte, accompagnement, ass):
    theme = ThemeEntretienFactory()
    dernier = EntretienFactory(
        accompagnement=accompagnement, agent=ass, mode="visio", prochaine_etape="Visite de pré-reprise"
    )
    with perimetre(TOUT):
        dernier.themes.add(theme, through_defaults={"departement_id": accompagnement.departement_id})
    form = connecte.get(adresse(accompagnement)).context["form"]
    assert (form["date"].value(), form["mode"].value()) == (JOUR, "visio")
    assert form["prochaine_etape"].value() is None
    repris = connecte.get(adresse(accompagnement), {"reprendre": "dernier"}).context["form"]
    assert (repris["themes"].value(), repris["prochaine_etape"].value()) == (
        [theme.pk],
        "Visite de pré-reprise",
    )
    assert repris["synthese"].value() is None


def test_le_brouillon_revient_entier_et_disparait_a_la_fin(connecte, accompagnement):
    identifiant = uuid.uuid4()
    assert brouillonner(connecte, accompagnement, identifiant=identifiant, secret="À finir").json() == {
        "version": 1,
        "heure": "12\xa0h\xa000",
    }
    assert brouillonner(connecte, accompagnement, identifiant=identifiant, version=1).json()["version"] == 2
    form = connecte.get(adresse(accompagnement)).context["form"]
    assert (form["synthese"].value(), form["version"].value()) == (SYNTHESE, 2)
    assert str(form["identifiant"].value()) == str(identifiant)
    assert (
        connecte.post(
            adresse(accompagnement), saisie(accompagnement, identifiant=identifiant, version=2)
        ).status_code
        == 302
    )
    assert (len(tout(Entretien)), tout(Brouillon)) == (1, [])


def test_un_caractere_nul_colle_d_un_document_ne_coute_pas_le_texte(connecte, accompagnement):
    garde = brouillonner(connecte, accompagnement, synthese="Av\x00ant", themes=["\x00"])
    assert garde.status_code == 200
    assert [b.contenu["synthese"] for b in tout(Brouillon)] == ["Avant"]


def test_le_bouton_garde_le_brouillon_meme_incomplet(connecte, accompagnement):
    valeurs = saisie(accompagnement, date="", synthese="Début", brouillon="oui")
    del valeurs["terminer"]
    assert connecte.post(adresse(accompagnement), valeurs).status_code == 302
    assert [b.contenu["synthese"] for b in tout(Brouillon)] == ["Début"]
    assert not tout(Entretien)


def test_deux_fenetres_ne_s_ecrasent_pas_et_les_deux_textes_se_lisent(connecte, accompagnement):
    assert brouillonner(connecte, accompagnement, synthese="Première fenêtre").status_code == 200
    refusee = brouillonner(connecte, accompagnement, synthese="Seconde fenêtre")
    assert (refusee.status_code, refusee.json()["version"]) == (409, 1)
    for geste in ({}, {"brouillon": "oui"}):
        page = connecte.post(
            adresse(accompagnement), saisie(accompagnement, synthese="Seconde fenêtre") | geste
        )
        assert page.status_code == 422
        contenu = page.content.decode()
        assert "Première fenêtre" in contenu
        assert page.context["form"]["synthese"].value() == "Seconde fenêtre"
        assert page.context["form"]["version"].value() == "1"
    assert not tout(Entretien)
    # Both were shown: the one that is sent again is kept.
    assert (
        connecte.post(
            adresse(accompagnement), saisie(accompagnement, synthese="Seconde fenêtre", version=1)
        ).status_code
        == 302
    )
    assert [n.texte for n in tout(Note)] == ["Seconde fenêtre"]


def test_un_double_clic_fait_un_entretien_et_un_rendez_vous(connecte, accompagnement):
    valeurs = saisie(accompagnement, prochain_rendez_vous="2026-05-29T10:00")
    for _ in range(2):
        assert connecte.post(adresse(accompagnement), valeurs).status_code == 302
    assert (len(tout(Entretien)), len(tout(Note)), len(tout(RendezVous))) == (1, 1, 1)
    refusee = connecte.post(adresse(accompagnement), valeurs | {"synthese": "Autre texte"})
    assert refusee.status_code == 422
    assert "Autre texte" in refusee.content.decode()


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"date": "2026-02-30"}, "date", "date valide"),
        ({"date": "2026-05-16"}, "date", "dans le futur"),
        ({"date": "1990-01-01"}, "date", "précède l"),
        ({"synthese": "x" * 100_000}, "synthese", "trop long"),
        ({"secret": "x" * 20_001}, "secret", "trop long"),
        ({"prochain_rendez_vous": "2026-05-01T10:00"}, "prochain_rendez_vous", "est à venir"),
        ({"mode": "pigeon"}, "mode", "pigeon"),
    ],
)
def test_une_mauvaise_saisie_se_dit_au_champ_et_reste(connecte, accompagnement, champs, champ, phrase):
    reponse = connecte.post(adresse(accompagnement), saisie(accompagnement) | champs)
    assert reponse.status_code == 422
    form = reponse.context["form"]
    assert list(form.errors) == [champ]
    assert phrase in str(form.errors)
    for nom, valeur in champs.items():
        assert form[nom].value() == valeur
    assert not tout(Entretien)


def test_du_html_reste_du_texte(connecte, accompagnement):
    valeurs = saisie(accompagnement, synthese="<script>alert(1)</script>", date="")
    contenu = connecte.post(adresse(accompagnement), valeurs).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in contenu
    assert "<script>alert" not in contenu


def test_le_brouillon_d_un_autre_ne_se_lit_nulle_part(client, connecte, accompagnement, site):
    brouillonner(connecte, accompagnement, synthese="CanariBrouillon")
    for profil in (Profil.ASS, Profil.CSAM, Profil.MANAGER):
        client.force_login(un_agent(profil, site))
        assert client.get(adresse(accompagnement)).status_code == 403
        dossier = client.get(reverse("cases:dossier", args=[accompagnement.assure.uuid]))
        assert "CanariBrouillon" not in dossier.content.decode()
