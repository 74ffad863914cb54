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
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    EntretienFactory,
    RendezVousFactory,
    ThemeEntretienFactory,
    nommer_referent,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
JOUR = datetime.date(2026, 5, 15)
SYNTHESE = "Reprise du poste évoquée avec la personne."


@pytest.fixture
def connecte(client, ass):
    client.force_login(ass)
    return client


def adresse(accompagnement) -> str:
    return reverse("cases:entretien_saisir", args=[accompagnement.uuid])


def saisie(accompagnement, **champs) -> dict[str, object]:
    valeurs = {
        "identifiant": uuid.uuid4(),
        "version": 0,
        "date": JOUR.isoformat(),
        "mode": "telephone",
        "site": accompagnement.site_id,
        "synthese": SYNTHESE,
        "terminer": "oui",
    }
    return valeurs | champs


def brouillonner(client, accompagnement, **champs):
    valeurs = saisie(accompagnement, **champs)
    del valeurs["terminer"]
    return client.post(reverse("cases:entretien_brouillon", args=[accompagnement.uuid]), valeurs)


def tout(modele) -> list:
    with perimetre(TOUT):
        return list(modele.objects.order_by("pk"))


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


def test_qui_ne_suit_plus_la_personne_relit_son_brouillon_et_l_efface(
    connecte, accompagnement, ass, collegue
):
    brouillonner(connecte, accompagnement, synthese="Ce que j'avais commencé", secret="En confiance")
    nommer_referent(accompagnement, collegue, du=JOUR)
    page = connecte.get(adresse(accompagnement))
    assert page.status_code == 200
    for texte in ("Ce que j&#x27;avais commencé", "En confiance", "Vous ne suivez plus cette personne"):
        assert texte in page.content.decode()
    assert connecte.post(adresse(accompagnement), saisie(accompagnement)).status_code == 403
    assert connecte.post(reverse("cases:entretien_abandonner", args=[accompagnement.uuid])).status_code == 302
    assert connecte.get(adresse(accompagnement)).status_code == 403


def test_une_absence_pressee_par_erreur_se_reprend_de_sa_page(connecte, accompagnement, ass):
    rendez_vous = RendezVousFactory(
        accompagnement=accompagnement, agent=ass, debut=timezone.now() - datetime.timedelta(hours=2)
    )
    lu = reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])
    reprise = reverse("cases:rendez_vous_reprendre", args=[rendez_vous.uuid])
    assert reprise not in connecte.get(lu).content.decode()
    connecte.post(reverse("cases:rendez_vous_absent", args=[rendez_vous.uuid]))
    assert reprise in connecte.get(lu).content.decode()
    assert connecte.post(reprise).status_code == 302
    assert [r.etat for r in tout(RendezVous)] == [EtatRendezVous.PREVU]


# --- Taken back ----------------------------------------------------------------------------------------------------


def test_un_brouillon_s_efface_apres_confirmation(connecte, accompagnement):
    brouillonner(connecte, accompagnement)
    efface = reverse("cases:entretien_abandonner", args=[accompagnement.uuid])
    assert efface in connecte.get(adresse(accompagnement)).content.decode()
    assert "Ce texte sera perdu" in connecte.get(efface).content.decode()
    assert len(tout(Brouillon)) == 1
    for _ in range(2):
        assert connecte.post(efface).status_code == 302
    assert not tout(Brouillon)


def test_un_entretien_annule_ne_compte_plus_et_le_dossier_le_dit(connecte, accompagnement, ass):
    entretien = EntretienFactory(accompagnement=accompagnement, agent=ass)
    annule = reverse("cases:entretien_annuler", args=[entretien.uuid])
    dossier = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    assert annule in connecte.get(dossier).content.decode()
    assert connecte.post(annule, {"motif": ""}).status_code == 422
    assert connecte.post(annule, {"motif": "Noté deux fois"}).status_code == 302
    with perimetre(TOUT):
        assert not Entretien.objects.comptent().exists()
    assert annule not in connecte.get(dossier).content.decode()
    historique = reverse("cases:dossier_historique", args=[accompagnement.assure.uuid])
    assert "Noté deux fois" in connecte.get(historique).content.decode()
    assert connecte.get(annule).status_code == 404


def test_un_entretien_part_dans_le_bon_dossier_avec_ses_notes(connecte, accompagnement, site, ass):
    entretien = EntretienFactory(accompagnement=accompagnement, agent=ass, date=JOUR)
    autre = AssureFactory(departement=site.departement, nom="Homonyme")
    bon = AccompagnementFactory(assure=autre, site=site, referent=ass)
    ailleurs = AccompagnementFactory(site=site, referent=un_agent(Profil.ASS, site))
    page = reverse("cases:entretien_deplacer", args=[entretien.uuid])
    choix = [pk for pk, _ in connecte.get(page).context["form"].fields["vers"].choices]
    assert choix == ["", bon.pk]
    assert connecte.post(page, {"vers": ailleurs.pk, "motif": "Homonyme"}).status_code == 422
    assert connecte.post(page, {"vers": bon.pk, "motif": "Homonyme"}).status_code == 302
    assert [e.accompagnement_id for e in tout(Entretien)] == [bon.pk]


def test_qui_ne_suit_pas_la_personne_ne_reprend_rien(client, accompagnement, ass, csam, manager):
    entretien = EntretienFactory(accompagnement=accompagnement, agent=ass)
    for agent in (csam, manager):
        client.force_login(agent)
        for geste in ("annuler", "deplacer"):
            adresse_du_geste = reverse(f"cases:entretien_{geste}", args=[entretien.uuid])
            assert client.post(adresse_du_geste, {"motif": "Non"}).status_code == 403
            dossier = client.get(reverse("cases:dossier", args=[accompagnement.assure.uuid]))
            assert adresse_du_geste not in dossier.content.decode()
