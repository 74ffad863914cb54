"""The lists received, through their pages: deposited, verified, imported, read, undone."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums_liste_recue import EtatListeRecue, ResultatLigne
from cases.models import FichierSignalements, Signalement
from partners.enums import FamilleOrigine, Profil
from servicesocial import tasks
from servicesocial.models import Journal
from tests.cases.listes_recues.outils import en_csv, en_xlsx, personne, personnes
from tests.fabriques import (
    DepartementFactory,
    FichierFactory,
    LigneFichierFactory,
    OrigineSignalementFactory,
    SignalementFactory,
    SiteFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def midi():
    with time_machine.travel("2026-03-02 12:00:00+01:00", tick=True):
        yield


@pytest.fixture
def client(csam):
    client = Client()
    client.force_login(csam)
    return client


@pytest.fixture
def formulaire(bureau, bourg, cpam):
    origine = OrigineSignalementFactory(famille=FamilleOrigine.CPAM)
    return {
        "partenaire": cpam.pk,
        "origine": origine.pk,
        "recu_le": "2026-03-02",
        "site": bureau.pk,
        "axe_propose": "PDP",
    }


def deposer(client, formulaire, contenu, nom="liste.csv"):
    return client.post(
        reverse("cases:fichier_deposer"), formulaire | {"fichier": SimpleUploadedFile(nom, contenu)}
    )


def choix(liste_recue):
    return {f"colonne_{position}": colonne for position, colonne in liste_recue.colonnes.items()}


def test_de_la_liste_deposee_aux_signalements(client, formulaire, django_capture_on_commit_callbacks):
    piegee = ("1850578006078", *personne(9)[1:])
    reponse = deposer(client, formulaire, en_xlsx([*personnes(9), piegee]), "C:\\mars\\liste mars.xlsx")
    liste_recue = FichierSignalements.objects.get()
    assert reponse.headers["Location"] == reverse("cases:fichier", args=[liste_recue.uuid])
    assert liste_recue.nom == "liste mars.xlsx"
    page = client.get(reponse.headers["Location"]).content.decode()
    assert personne(0)[1].upper() in page
    assert "1 de ces 10 lignes seraient rejetées" in page
    assert personne(0)[0] not in page
    assert f"{personne(0)[0][:3]}•••" in page
    reponse = client.post(
        reverse("cases:fichier_colonnes", args=[liste_recue.uuid]), choix(liste_recue) | {"lancer": "oui"}
    )
    assert reponse.status_code == 302
    attente = client.get(reponse.headers["Location"]).content.decode()
    assert "En attente de traitement" in attente
    liste_recue.refresh_from_db()
    tasks.faire(str(liste_recue.travail.uuid))
    suivi = client.get(reverse("cases:fichier_etat", args=[liste_recue.uuid]), headers={"HX-Request": "true"})
    assert suivi.headers["HX-Redirect"] == reverse("cases:fichier", args=[liste_recue.uuid])
    rapport = client.get(reverse("cases:fichier", args=[liste_recue.uuid])).content.decode()
    assert Signalement.objects.count() == 9
    for signalement in Signalement.objects.all():
        assert reverse("cases:signalement", args=[signalement.uuid]) in rapport
    filtre = client.get(
        reverse("cases:fichier", args=[liste_recue.uuid]), {"resultat": "rejetee"}
    ).content.decode()
    assert "diffère de celle du NIR" in filtre
    assert str(Signalement.objects.first().uuid) not in filtre


def test_le_rapport_telecharge_dit_chaque_ligne_sans_nom_ni_nir(client, deposer, importer, csam):
    sans_nom = (personne(3)[0], "=1+1", *personne(3)[2:])
    liste_recue = importer(deposer(en_csv([*personnes(3), sans_nom, *personnes(40)[4:]])))
    reponse = client.get(reverse("cases:fichier_rapport", args=[liste_recue.uuid]))
    texte = reponse.content.decode("utf-8-sig")
    assert reponse.headers["Content-Disposition"].startswith('attachment; filename="rapport-2026-03-02-')
    assert texte.splitlines()[0] == "Ligne;Résultat;Précision"
    assert len(texte.splitlines()) == 41
    assert "5;Rejetée;La cellule « Nom » contient une formule." in texte
    for ligne in personnes(40):
        assert ligne[0] not in texte
        assert ligne[1] not in texte
    assert Journal.objects.filter(objet_uuid=liste_recue.uuid, action="telechargement", agent=csam).exists()


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"%PDF-1.7", "C’est un PDF"),
        (b"", "Ce fichier est vide"),
        (en_csv(personnes(3))[:-25], "tronqué"),
        (en_csv([]), "ligne des titres"),
    ],
)
def test_un_fichier_refuse_au_depot_garde_ce_qui_etait_choisi(client, formulaire, contenu, phrase):
    reponse = deposer(client, formulaire, contenu)
    page = reponse.content.decode()
    if "tronqué" in phrase:
        # Only found at its end: the file is kept, and the import refuses it as a whole.
        assert reponse.status_code == 302
        return
    assert reponse.status_code == 422
    assert phrase in page.replace("'", "’").replace("&#x27;", "’")
    assert f'<option value="{formulaire["partenaire"]}" selected>' in page
    assert not FichierSignalements.objects.exists()


@override_settings(SSAM_TELEVERSEMENT_MAX=200_000)
def test_un_fichier_trop_gros_est_lu_sans_etre_garde(client, formulaire):
    reponse = deposer(client, formulaire, b"NIR;Nom\n" + b"x" * 900_000)
    assert reponse.status_code == 422
    assert "coupez-le en plusieurs fichiers" in reponse.content.decode()


def test_sans_fichier_le_formulaire_le_dit(client, formulaire):
    reponse = client.post(reverse("cases:fichier_deposer"), formulaire)
    assert reponse.status_code == 422
    assert "Choisissez le fichier à déposer." in reponse.content.decode()


def test_des_colonnes_impossibles_sont_refusees_et_restent_choisies(client, deposer):
    liste_recue = deposer(en_csv(personnes(3)))
    mauvais = choix(liste_recue) | {"colonne_1": "nir"}
    reponse = client.post(
        reverse("cases:fichier_colonnes", args=[liste_recue.uuid]), mauvais | {"lancer": "oui"}
    )
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "« NIR » est choisi pour deux colonnes." in page
    liste_recue.refresh_from_db()
    assert liste_recue.etat == EtatListeRecue.DEPOSE
    sans_nom = choix(liste_recue) | {"colonne_1": ""}
    reponse = client.post(reverse("cases:fichier_colonnes", args=[liste_recue.uuid]), sans_nom)
    assert "Indiquez la colonne qui contient : Nom." in reponse.content.decode()


def test_lancer_deux_fois_le_dit_sans_rien_refaire(client, deposer):
    liste_recue = deposer(en_csv(personnes(3)))
    adresse = reverse("cases:fichier_colonnes", args=[liste_recue.uuid])
    for _ in range(2):
        reponse = client.post(adresse, choix(liste_recue) | {"lancer": "oui"}, follow=True)
    assert "déjà importé, en cours" in reponse.content.decode()


def test_un_fichier_defait_dit_pourquoi(client, deposer, importer):
    liste_recue = importer(deposer(en_csv(personnes(8))))
    reponse = client.post(
        reverse("cases:fichier_defaire", args=[liste_recue.uuid]), {"motif": "Mauvais mois"}, follow=True
    )
    assert "En attente de traitement" in reponse.content.decode()
    liste_recue.refresh_from_db()
    tasks.faire(str(liste_recue.travail.uuid))
    etat = client.get(reverse("cases:fichier_etat", args=[liste_recue.uuid]), headers={"HX-Request": "true"})
    page = client.get(etat["HX-Redirect"]).content.decode()
    assert "Ce fichier est défait" in page
    assert "Mauvais mois" in page
    assert not Signalement.objects.comptent().exists()
    reponse = client.post(reverse("cases:fichier_defaire", args=[liste_recue.uuid]), {"motif": "Encore"})
    assert reponse.status_code == 422


def test_les_listes_d_une_autre_unite_ou_d_un_autre_site_n_existent_pas(client, csam):
    autre = FichierFactory(site=SiteFactory(departement=DepartementFactory(code="69")), nom="canari.csv")
    assert client.get(reverse("cases:fichier", args=[autre.uuid])).status_code == 404
    assert "canari" not in client.get(reverse("cases:fichiers")).content.decode()
    du_site = un_agent(Profil.CSAM, SiteFactory(departement=DepartementFactory(code="01")))
    ici = FichierFactory(site=SiteFactory(departement=DepartementFactory(code="01")), nom="voisin.csv")
    client.force_login(du_site)
    assert client.get(reverse("cases:fichier", args=[ici.uuid])).status_code == 404


def test_une_ligne_dont_le_signalement_n_est_plus_visible_ne_mene_nulle_part(client, bureau):
    liste_recue = FichierFactory(site=bureau)
    ailleurs = SignalementFactory(site=SiteFactory(departement=DepartementFactory(code="69")), nom="Canari")
    LigneFichierFactory(fichier=liste_recue, resultat=ResultatLigne.CREEE, signalement=ailleurs.uuid)
    page = client.get(reverse("cases:fichier", args=[liste_recue.uuid])).content.decode()
    assert "Autre site" in page
    assert "Canari" not in page


@pytest.mark.parametrize("nombre", [1, 50])
def test_les_listes_coutent_autant_pour_1_et_50_lignes(client, bureau, nombre):
    liste_recue = FichierFactory(site=bureau)
    for _ in range(nombre):
        FichierFactory(site=bureau)
        signalement = SignalementFactory(site=bureau)
        LigneFichierFactory(fichier=liste_recue, resultat=ResultatLigne.CREEE, signalement=signalement.uuid)
    client.get(reverse("cases:fichiers"))
    for adresse, attendu in (
        (reverse("cases:fichiers"), 14),
        (reverse("cases:fichier", args=[liste_recue.uuid]), 17),
    ):
        with CaptureQueriesContext(connection) as requetes:
            client.get(adresse)
        assert len(requetes) == attendu, adresse
