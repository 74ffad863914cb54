"""The pages of the messages: where one leaves them, who reads them first, what the author sees."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Contact, MessageReferent
from servicesocial.enums import ActionJournal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.outils import journal
from tests.cases.signalements.views.outils import texte
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    ContactFactory,
    MessageReferentFactory,
    RaisonMessageFactory,
    SignalementFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def message_lu() -> MessageReferent:
    with perimetre(TOUT):
        return MessageReferent.objects.select_related("clos_par").get()


def page(client: Client, agent, nom: str, *args, **get) -> str:
    client.force_login(agent)
    return texte(client.get(reverse(nom, args=args), get))


def saisie(**champs) -> dict[str, object]:
    valeurs = {
        "identifiant": uuid.uuid4(),
        "raison": RaisonMessageFactory().pk,
        "texte": "Rappeler après 17 h",
        "telephone": "04 74 00 00 00",
        "rappeler_avant": JOUR.isoformat(),
    }
    return valeurs | champs


def test_du_dossier_au_rappel(client, csam, ass, accompagnement):
    adresse = reverse("cases:message_laisser", args=[accompagnement.uuid])
    assert adresse in page(client, csam, "cases:dossier", accompagnement.assure.uuid)
    reponse = client.post(adresse, saisie())
    assert reponse.headers["Location"] == reverse("cases:dossier", args=[accompagnement.assure.uuid])
    message = message_lu()
    accueil = page(client, ass, "accueil")
    assert accueil.index("Messages à rappeler (1)") < accueil.index("Mes rendez-vous")
    assert "Rappeler après 17 h" in accueil
    reponse = client.post(
        reverse("cases:message_rappeler", args=[message.uuid]),
        {"identifiant": uuid.uuid4(), "issue": "joint"},
    )
    assert reponse.headers["Location"] == reverse("accueil")
    assert message_lu().clos_par == ass
    assert "Personne n’attend votre appel" in page(client, ass, "accueil")
    assert f"Personne jointe par {ass}" in page(client, csam, "accueil")
    assert "Rappelé le 15/05/2026" in page(client, csam, "cases:dossier", accompagnement.assure.uuid)


def test_depuis_la_liste_et_depuis_un_signalement(client, csam, ass, site, accompagnement):
    assure = accompagnement.assure
    adresse = reverse("cases:message_laisser", args=[accompagnement.uuid])
    assert adresse in page(client, csam, "cases:dossiers")
    assert adresse not in page(client, ass, "cases:dossiers")
    signalement = SignalementFactory(
        site=site, nom=assure.nom, prenom=assure.prenom, date_naissance=assure.date_naissance
    )
    assert adresse in page(client, csam, "cases:signalement", signalement.uuid)
    assert adresse not in page(client, ass, "cases:signalement", signalement.uuid)


def test_une_mauvaise_saisie_revient_avec_ses_phrases(client, csam, accompagnement):
    client.force_login(csam)
    adresse = reverse("cases:message_laisser", args=[accompagnement.uuid])
    reponse = client.post(adresse, saisie(rappeler_avant="2026-05-01", telephone="04"))
    assert reponse.status_code == 422
    assert "Ce jour est passé" in texte(reponse)
    assert "Rappeler après 17 h" in texte(reponse)
    reponse = client.post(adresse, saisie(telephone="\x00", raison="x"))
    assert reponse.status_code == 422


def test_le_formulaire_dit_qui_lira(client, csam, ass, accompagnement):
    lu = page(client, csam, "cases:message_laisser", accompagnement.uuid)
    assert f"Administratif : lisible par {ass}" in lu
    assert str(accompagnement.assure) in lu
    assert journal(accompagnement.assure) == [(ActionJournal.CONSULTATION, "Message au référent")]
    assert "ni santé ni situation sociale" in lu


def test_la_csam_ne_peut_dire_que_le_rappel_inutile(client, csam, accompagnement):
    message = MessageReferentFactory(accompagnement=accompagnement, auteur=csam)
    adresse = reverse("cases:message_rappeler", args=[message.uuid])
    client.force_login(csam)
    assert client.post(adresse, {"identifiant": uuid.uuid4(), "issue": "joint"}).status_code == 422
    reponse = client.post(
        adresse, {"identifiant": uuid.uuid4(), "issue": "inutile", "precision": "A rappelé"}
    )
    assert reponse.status_code == 302
    lu = page(client, csam, "cases:messages")
    assert f"Rappel inutile selon {csam}" in lu
    assert "A rappelé" in lu
    assert "Ce message est clos" in page(client, csam, "cases:message_rappeler", message.uuid)
    with perimetre(TOUT):
        assert not Contact.objects.exists()


def test_la_tuile_est_la_liste(client, ass, accompagnement):
    for n in range(12):
        MessageReferentFactory(
            accompagnement=accompagnement, rappeler_avant=JOUR + datetime.timedelta(days=n - 3)
        )
    accueil = page(client, ass, "accueil")
    assert "Messages à rappeler (12)" in accueil
    assert "En retard de 3 jours" in accueil
    client.force_login(ass)
    assert len(client.get(reverse("cases:messages")).context["table"].rows) == 12


def test_les_protections_se_lisent_avant_d_appeler(client, ass, site):
    assure = AssureFactory(departement=site.departement, ne_pas_laisser_message=True)
    suivi = AccompagnementFactory(assure=assure, site=site, referent=ass)
    message = MessageReferentFactory(accompagnement=suivi)
    assert "Ne pas laisser de message" in page(client, ass, "accueil")
    assert "Ne pas laisser de message" in page(client, ass, "cases:message_rappeler", message.uuid)


@pytest.mark.parametrize("vue", ["laisses", "unite"])
@pytest.mark.parametrize("combien", [1, 50])
def test_la_liste_en_un_nombre_fixe(client, csam, site, django_assert_num_queries, vue, combien):
    for _ in range(combien):
        suivi = AccompagnementFactory(assure__departement=site.departement, site=site)
        message = MessageReferentFactory(accompagnement=suivi, auteur=csam)
        ContactFactory(assure=suivi.assure, message=message)
    client.force_login(csam)
    # Session, agent, affectations, scope, savepoints; then the count, the rows and their calls.
    with django_assert_num_queries(15):
        client.get(reverse("cases:messages"), {"vue": vue})


@pytest.mark.parametrize("combien", [1, 50])
def test_l_accueil_de_l_auteur_en_un_nombre_fixe(client, csam, site, django_assert_num_queries, combien):
    for _ in range(combien):
        suivi = AccompagnementFactory(assure__departement=site.departement, site=site)
        ContactFactory(assure=suivi.assure, message=MessageReferentFactory(accompagnement=suivi, auteur=csam))
    client.force_login(csam)
    with django_assert_num_queries(24):
        client.get(reverse("accueil"))
