"""What is done with her data: told at the first contact, in a letter, and what she refuses is seen in the queue."""

import datetime
import io
import uuid

import pypdf
import pytest
from django.urls import reverse

from cases.enums import FormeInformation, ResultatContact
from cases.models import Contact, Information, Opposition
from partners.models import VersionNotice
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    HIER,
    changer,
    lire,
)
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    CommuneFactory,
    ContactFactory,
    InformationFactory,
    OppositionFactory,
    ParametreFactory,
    SignalementFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def tout(modele):
    """Every row, whatever its unit."""
    with perimetre(TOUT):
        return list(modele.objects.all())


def essayer(client, signalement, **champs):
    valeurs = {
        "identifiant": uuid.uuid4(),
        "moyen": "telephone",
        "resultat": ResultatContact.JOINT,
        "le": f"{JOUR}T10:00",
        "information": FormeInformation.ORALE,
    }
    return client.post(reverse("cases:signalement_contacter", args=[signalement.uuid]), valeurs | champs)


def test_le_premier_contact_donne_aussi_la_notice(connecte, recu):
    adresse = reverse("cases:signalement_contacter", args=[recu.uuid])
    assert "Notice sur l’usage de ses données" in connecte.get(adresse).content.decode()
    assert essayer(connecte, recu).status_code == 302
    (information,) = tout(Information)
    assert (information.signalement_id, information.forme, information.le) == (recu.pk, "orale", JOUR)
    assert information.version.code == "2026-1"
    # Given once, it is not offered again, and what is sent of it is not read.
    assert "Notice sur l’usage de ses données" not in connecte.get(adresse).content.decode()
    assert essayer(connecte, recu).status_code == 302
    assert (len(tout(Contact)), len(tout(Information))) == (2, 1)


def test_le_meme_formulaire_envoye_deux_fois_note_une_fois(connecte, recu):
    identifiant = uuid.uuid4()
    for _ in range(2):
        assert essayer(connecte, recu, identifiant=identifiant).status_code == 302
    assert (len(tout(Contact)), len(tout(Information))) == (1, 1)


def test_une_personne_non_jointe_n_est_pas_informee(connecte, recu):
    reponse = essayer(connecte, recu, resultat=ResultatContact.INJOIGNABLE)
    assert reponse.status_code == 422
    assert "se donne à une personne jointe" in reponse.content.decode()
    assert not tout(Contact)
    assert not tout(Information)


def test_une_notice_qui_manque_ne_note_pas_la_moitie(connecte, recu):
    VersionNotice.objects.all().delete()
    assert essayer(connecte, recu).status_code == 422
    assert not tout(Contact)
    assert essayer(connecte, recu, information="").status_code == 302


def lettre(client, personne):
    genre = "signalement" if hasattr(personne, "recu_le") else "dossier"
    return client.post(reverse(f"cases:{genre}_notice", args=[personne.uuid]))


def mots(reponse) -> str:
    pages = pypdf.PdfReader(io.BytesIO(reponse.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_la_lettre_porte_l_adresse_et_toute_la_notice_sans_rien_du_dossier(connecte, site, ass, csam):
    assure = AssureFactory(
        departement=site.departement,
        nom="Perrin",
        prenom="Lise",
        adresse="4 rue des Essais",
        commune=CommuneFactory(nom="Villefictive", codes_postaux="01999"),
        representant_legal="Canari",
    )
    AccompagnementFactory(assure=assure, site=site, referent=ass)
    reponse = lettre(connecte, assure)
    assert reponse["Content-Type"] == "application/pdf"
    assert "Perrin" not in reponse["Content-Disposition"]
    lus = mots(reponse)
    for attendu in (
        "Lise PERRIN",
        "4 rue des Essais",
        "01999 Villefictive",
        site.departement.region.organisme,
        "délégué à la protection des données",
        "Commission nationale de l’informatique et des libertés",
        "Notice de 2026",
    ):
        assert attendu in lus, attendu
    assert "{organisme}" not in lus
    assert "Canari" not in lus
    ligne = Journal.objects.get(action=ActionJournal.TELECHARGEMENT)
    assert (ligne.agent, ligne.objet_uuid) == (csam, assure.uuid)
    # The letter is made; that she was given it is noted apart.
    assert not tout(Information)


def test_la_lettre_d_un_signalement_n_a_que_ce_qui_est_connu(connecte, recu):
    assert "Lise PERRIN" in mots(lettre(connecte, recu))


def test_aucun_courrier_a_une_personne_decedee_ni_sans_notice(connecte, site, recu):
    assure = AssureFactory(departement=site.departement, decede_le=HIER)
    page = connecte.post(reverse("cases:dossier_notice", args=[assure.uuid]), follow=True).content.decode()
    assert "aucun courrier ne doit plus partir" in page
    VersionNotice.objects.all().delete()
    page = connecte.post(reverse("cases:signalement_notice", args=[recu.uuid]), follow=True).content.decode()
    assert "est en vigueur" in page
    assert not Journal.objects.filter(action=ActionJournal.TELECHARGEMENT).exists()


def test_le_refus_se_note_avec_sa_voie_et_se_voit_dans_la_file(connecte, recu, site):
    ParametreFactory(code="delai-apres-refus", valeur=12)
    autre = SignalementFactory(site=site, nom="Autre", recu_le=HIER)
    adresse = reverse("cases:signalement_opposition", args=[recu.uuid])
    envoi = {"nature": "refus", "voie": "courrier", "le": JOUR.isoformat()}
    assert connecte.post(adresse, envoi | {"voie": ""}).status_code == 422
    assert connecte.post(adresse, envoi).status_code == 302
    assert [o.voie for o in tout(Opposition)] == ["courrier"]
    page = lire(connecte, recu)
    assert "écrit par courrier" in page
    fin = datetime.date(JOUR.year + 1, JOUR.month, JOUR.day)
    assert f"ne la signalent pas avant le {fin.day} mai {fin.year}" in page
    table = connecte.get(reverse("cases:signalements")).context["table"]
    lignes = {ligne.record.nom: ligne.record.refus_le for ligne in table.page}
    assert (lignes["Perrin"], lignes[autre.nom]) == (JOUR, None)


def test_le_refus_du_dossier_designe_se_voit_et_se_leve(connecte, site, suivi, recu):
    changer(recu, assure=suivi.assure)
    opposition = OppositionFactory(assure=suivi.assure, le=HIER)
    assert "A refusé le" in connecte.get(reverse("cases:signalements")).content.decode()
    connecte.post(
        reverse("cases:opposition_lever", args=[opposition.uuid]), {"motif": "Demande un rendez-vous"}
    )
    assert "A refusé le" not in connecte.get(reverse("cases:signalements")).content.decode()


def test_les_personnes_jointes_sans_notice_sont_une_tuile_et_la_meme_liste(connecte, site, suivi):
    def signale(nom, **champs):
        return SignalementFactory(site=site, nom=nom, recu_le=HIER, **champs)

    def essaye(signalement, resultat=ResultatContact.JOINT):
        unite = signalement.departement
        ContactFactory(
            signalement=signalement, assure=signalement.assure, departement=unite, resultat=resultat
        )
        return signalement

    essaye(signale("Jointe"))
    essaye(signale("Manquee"), ResultatContact.INJOIGNABLE)
    signale("Jamais")
    informee = essaye(signale("Informee"))
    InformationFactory(signalement=informee, assure=None, departement=informee.departement)
    essaye(signale("Connue", assure=suivi.assure))
    InformationFactory(assure=suivi.assure)
    table = connecte.get(reverse("cases:signalements"), {"information": "a_donner"}).context["table"]
    assert [ligne.record.nom for ligne in table.page] == ["Jointe"]
    accueil = connecte.get(reverse("accueil")).context["sections"]
    assert "Personnes à informer" in connecte.get(reverse("accueil")).content.decode()
    (section,) = (section for _, section in accueil if "tuiles" in section)
    assert {tuile.cle: nombre for tuile, nombre in section["tuiles"]}["a_informer"] == 1


def test_les_filtres_de_la_file_restent(connecte, recu):
    page = connecte.get(reverse("cases:signalement", args=[recu.uuid]), {"etat": "recu"}).content.decode()
    for nom in ("signalement_informer", "signalement_opposition", "signalement_notice"):
        adresse = reverse(f"cases:{nom}", args=[recu.uuid]) + "?etat=recu"
        assert f'"{adresse}"' in page
    adresse = reverse("cases:signalement_informer", args=[recu.uuid]) + "?etat=recu"
    reponse = connecte.post(adresse, {"forme": "orale", "le": JOUR.isoformat()})
    assert reponse["Location"] == reverse("cases:signalement", args=[recu.uuid]) + "?etat=recu"


def test_depuis_un_dossier_le_contact_et_la_notice_se_notent_ensemble(connecte, suivi):
    assure = suivi.assure
    adresse = reverse("cases:dossier_contacter", args=[assure.uuid])
    assert adresse in connecte.get(reverse("cases:dossier", args=[assure.uuid])).content.decode()
    envoi = {
        "identifiant": uuid.uuid4(),
        "moyen": "telephone",
        "resultat": "injoignable",
        "le": f"{JOUR}T10:00",
        "information": "orale",
    }
    refusee = connecte.post(adresse, envoi)
    assert (refusee.status_code, list(refusee.context["form"].errors)) == (422, ["information"])
    for _ in range(2):
        assert connecte.post(adresse, envoi | {"resultat": "joint"}).status_code == 302
    assert [(c.assure_id, c.resultat) for c in tout(Contact)] == [(assure.pk, "joint")]
    assert [(i.assure_id, i.forme) for i in tout(Information)] == [(assure.pk, "orale")]
    assert "Téléphone" in connecte.get(reverse("cases:dossier", args=[assure.uuid])).content.decode()
