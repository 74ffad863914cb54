"""What is recorded, what is refused at its field, what is never shown back."""

import datetime

import pytest
from django.urls import reverse

from cases.enums import AccordPersonne, EtatSignalement
from cases.signalements.domain import formulaire_partenaire, signalement
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import AUCUN, perimetre, perimetre_courant
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.formulaire.outils import (
    NIR,
    SAISIE,
    SECRET,
    recus,
)
from tests.fabriques import AssureFactory, RaisonSuiteFactory, SignalementFactory

pytestmark = pytest.mark.django_db


def test_un_signalement_arrive_recu_et_a_verifier_dans_la_file_du_site(client, partenaire, lien, site, csam):
    reponse = partenaire.envoyer()
    assert reponse.status_code == 302
    (recu,) = recus()
    assert (recu.etat, recu.recu_le, recu.site, recu.departement_id) == (
        EtatSignalement.RECU,
        JOUR,
        site,
        "01",
    )
    assert (recu.partenaire, recu.origine, recu.lien_id) == (lien.partenaire, lien.origine, lien.pk)
    assert (recu.canal.code, recu.accord) == ("formulaire", AccordPersonne.RECUEILLI)
    assert recu.echeance == JOUR + datetime.timedelta(days=14)
    assert (recu.nom, recu.prenom, recu.commune.nom) == ("Vasseur", "Nadège", "Bourg-en-Bresse")
    assert recu.signale_par == "Sonia Marchal, chargée de maintien"
    assert recu.signale_contact == "sonia@example.org"
    ligne = Journal.objects.get(action=ActionJournal.CREATION)
    assert (ligne.agent, ligne.objet_uuid, ligne.departement_code) == (None, recu.uuid, "01")
    lien.refresh_from_db()
    assert lien.dernier_usage == JOUR

    client.force_login(csam)
    assert "Par formulaire, à vérifier" in client.get(reverse("cases:signalements")).content.decode()
    page = client.get(reverse("cases:signalement", args=[recu.uuid])).content.decode()
    for attendu in ("Par formulaire, à vérifier", "Sonia Marchal", "sonia@example.org", recu.reference):
        assert attendu in page


def test_une_fois_qualifie_il_n_est_plus_a_verifier(client, partenaire, csam):
    partenaire.envoyer()
    (recu,) = recus()
    client.force_login(csam)
    adresse = reverse("cases:signalement_reorienter", args=[recu.uuid])
    raison = RaisonSuiteFactory(code="reoriente-autre")
    suite = {"etat_vu": "recu", "raison": raison.pk, "motif": "Vers la mairie"}
    assert client.post(adresse, suite).status_code == 302
    assert "à vérifier" not in client.get(reverse("cases:signalement", args=[recu.uuid])).content.decode()


def test_le_recu_ne_dit_qu_une_reference_et_un_jour(partenaire):
    reponse = partenaire.envoyer()
    (recu,) = recus()
    assert SECRET not in reponse.url
    assert str(recu.uuid) not in reponse.url
    page = partenaire.client.get(reponse.url)
    contenu = page.content.decode()
    assert page.status_code == 200
    assert recu.reference in contenu
    assert "15\u00a0mai\u00a02026" in contenu
    assert SECRET not in contenu
    for mot in (*SAISIE.values(), "VASSEUR", "Bourg"):
        if mot != "on":
            assert mot not in contenu


@pytest.mark.parametrize(("champ"), [nom for nom in SAISIE if nom != "arret_depuis"])
def test_chaque_champ_manquant_se_dit_a_sa_place_et_garde_le_reste(partenaire, champ):
    reponse = partenaire.envoyer(**{champ: None})
    assert reponse.status_code == 422
    assert list(reponse.context["form"].errors) == [champ]
    contenu = reponse.content.decode()
    for nom in ("nom", "motif", "signataire"):
        if nom != champ:
            assert f'value="{SAISIE[nom]}"' in contenu
    assert recus() == []


def test_l_arret_est_facultatif(partenaire):
    assert partenaire.envoyer(arret_depuis=None).status_code == 302


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("nom", "---"),
        ("nom", "x" * 81),
        ("motif", "x" * 301),
        ("motif", "a\x00b"),
        ("signale_contact", "x" * 121),
        ("telephone", "appelez-moi"),
        ("telephone", "06"),
        ("telephone", "06 39 98 10"),
        ("commune", "Nulle-Part"),
        ("commune", "a\x00"),
        ("commune", "x" * 10_000),
        ("date_naissance", "2026-05-16"),
        ("date_naissance", "1800-01-01"),
        ("date_naissance", "12/04/79 environ"),
        ("arret_depuis", "2027-01-01"),
        ("arret_depuis", "1950-01-01"),
    ],
)
def test_une_valeur_impossible_est_refusee_a_son_champ(partenaire, champ, valeur):
    reponse = partenaire.envoyer(**{champ: valeur})
    assert reponse.status_code == 422
    assert list(reponse.context["form"].errors) == [champ]
    assert recus() == []


@pytest.mark.parametrize(
    "champ", ["nom", "prenom", "motif", "telephone", "signataire", "fonction", "signale_contact"]
)
def test_un_nir_est_refuse_partout_sans_etre_dit_ailleurs(partenaire, champ, caplog):
    texte = NIR[:18] if champ == "telephone" else f"Dupont {NIR}"
    reponse = partenaire.envoyer(**{champ: texte})
    assert reponse.status_code == 422
    assert "numéro de sécurité sociale" in " ".join(reponse.context["form"].errors[champ])
    assert NIR[:18] not in " ".join(reponse.context["form"].errors[champ])
    assert recus() == []
    assert not Journal.objects.exists()
    assert "004" not in caplog.text


def test_un_texte_hostile_reste_un_texte(client, partenaire, csam):
    motif = '<script>alert(1)</script> https://exemple.fr <a href="x">ici</a>\nsuite'
    assert (
        partenaire.envoyer(motif=motif, nom='Va"><img src=x>', signataire="{{ 7|add:7 }}").status_code == 302
    )
    (recu,) = recus()
    assert "\n" not in recu.motif
    client.force_login(csam)
    for adresse in (reverse("cases:signalement", args=[recu.uuid]), reverse("cases:signalements")):
        page = client.get(adresse).content.decode()
        for dangereux in ("<script>alert", "<img src=x", '<a href="x"', 'href="https://exemple.fr'):
            assert dangereux not in page
            assert dangereux not in page.lower()
    assert "{{ 7|add:7 }}" in client.get(reverse("cases:signalement", args=[recu.uuid])).content.decode()


def test_rien_ne_dit_si_la_personne_est_connue(partenaire, site):
    """Known, unknown, already signalled: the same answers, to the letter."""
    inconnue = partenaire.envoyer(nom="Inconnue")
    AssureFactory(departement=site.departement, nom="Connue", prenom="Nadège", date_naissance="1979-04-12")
    SignalementFactory(site=site, nom="Connue", prenom="Nadège")
    connue = partenaire.envoyer(nom="Connue")
    assert (inconnue.status_code, connue.status_code) == (302, 302)
    pages = [
        partenaire.client.get(reponse.url).content.decode().replace(recu.reference, "")
        for reponse, recu in zip((inconnue, connue), [recus()[0], recus()[-1]], strict=True)
    ]
    assert pages[0] == pages[1]


def test_la_page_ne_montre_rien_de_ce_qui_est_venu_avant(partenaire):
    partenaire.envoyer()
    page = partenaire.client.get(partenaire.adresse).content.decode()
    for nom, valeur in SAISIE.items():
        if nom not in {"accord", "commune", "fonction"}:
            assert valeur not in page


def test_le_perimetre_est_l_unite_du_site_pour_l_acte_seul(partenaire, monkeypatch):
    lus = []

    def inscrire(*args, **faits):
        lus.append(perimetre_courant())
        return signalement.inscrire(*args, **faits)

    monkeypatch.setattr(formulaire_partenaire, "inscrire", inscrire)
    with perimetre(AUCUN):
        partenaire.envoyer()
        lus.append(perimetre_courant())
    assert lus == [("01",), ()]


def test_un_agent_connecte_d_ailleurs_envoie_comme_tout_le_monde(partenaire, ass_ardeche):
    partenaire.client.force_login(ass_ardeche)
    assert partenaire.envoyer().status_code == 302
    (recu,) = recus()
    assert recu.departement_id == "01"
    assert Journal.objects.get(action=ActionJournal.CREATION).agent is None
    page = partenaire.client.get(partenaire.adresse).content.decode()
    assert ass_ardeche.nom not in page
