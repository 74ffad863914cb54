"""Making a link, shown once, replacing it, revoking it."""

import datetime
import html
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.enums import EtatLien, Profil
from partners.models import Agent, LienSignalement, Partenaire, Site
from servicesocial.models import Journal
from servicesocial.pages.jetons import emettre
from tests.fabriques import LienSignalementFactory, OrigineSignalementFactory, PartenaireFactory, un_agent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.fixture
def partenaire(site: Site) -> Partenaire:
    partenaire = PartenaireFactory(nom="Cap emploi")
    partenaire.departements.add(site.departement)
    return partenaire


@pytest.fixture
def connecte(client: Client, csam: Agent) -> Client:
    client.force_login(csam)
    return client


def page(partenaire: Partenaire) -> str:
    return reverse("partners:lien_creer", args=[partenaire.uuid])


def saisie(client: Client, partenaire: Partenaire, site: Site, **champs: object) -> dict[str, object]:
    form = client.get(page(partenaire)).context["form"]
    return {
        "jeton": form["jeton"].value(),
        "site": site.pk,
        "origine": OrigineSignalementFactory(code="cap-emploi").pk,
        "expire_le": "",
    } | champs


def creer(client: Client, partenaire: Partenaire, site: Site, **champs: object):
    return client.post(page(partenaire), saisie(client, partenaire, site, **champs))


def adresse_montree(reponse) -> str:
    (adresse,) = set(re.findall(r"http://testserver/s/[\w-]+", html.unescape(reponse.content.decode())))
    return adresse.removeprefix("http://testserver")


@pytest.mark.parametrize("qui", ["csam", "manager", "administrateur"])
def test_le_lien_cree_ouvre_le_formulaire_et_ne_se_montre_qu_une_fois(client, request, partenaire, site, qui):
    agent = request.getfixturevalue(qui)
    client.force_login(agent)
    reponse = creer(client, partenaire, site)
    assert reponse.status_code == 200
    adresse = adresse_montree(reponse)
    secret = adresse.removeprefix("/s/")
    assert len(secret) == 32
    assert f"<title>{secret}" not in reponse.content.decode()
    assert Client().get(adresse).status_code == 200
    lien = LienSignalement.objects.get()
    assert (lien.cree_par, lien.site, lien.partenaire) == (agent, site, partenaire)
    fiche = client.get(reverse("partners:partenaire", args=[partenaire.uuid])).content.decode()
    assert "Actif" in fiche
    assert secret not in fiche
    assert str(lien.empreinte) not in fiche
    journal = Journal.objects.get(objet="liensignalement")
    assert (journal.agent, journal.departement_code) == (agent, "01")
    assert secret not in str(Journal.objects.values_list())


def test_un_double_clic_fait_un_lien_et_montre_la_meme_adresse(connecte, partenaire, site):
    envoi = saisie(connecte, partenaire, site)
    adresses = {adresse_montree(connecte.post(page(partenaire), envoi)) for _ in range(2)}
    assert len(adresses) == 1
    assert LienSignalement.objects.count() == 1
    assert Journal.objects.filter(objet="liensignalement").count() == 1


def test_un_nouveau_lien_remplace_celui_du_meme_site_seulement(connecte, partenaire, site, autre_site):
    ancien, ailleurs, nouveau = (
        adresse_montree(creer(connecte, partenaire, lieu)) for lieu in (site, autre_site, site)
    )
    assert [Client().get(adresse).status_code for adresse in (ancien, ailleurs, nouveau)] == [404, 200, 200]
    assert "Lien remplacé" in Journal.objects.values_list("precision", flat=True)


def test_revoquer_demande_une_confirmation_et_ferme_aussitot(connecte, partenaire, site):
    adresse = adresse_montree(creer(connecte, partenaire, site))
    revoquer = reverse("partners:lien_revoquer", args=[LienSignalement.objects.get().uuid])
    assert "pour de bon" in connecte.get(revoquer).content.decode()
    assert Client().get(adresse).status_code == 200
    for _ in range(2):
        assert connecte.post(revoquer).status_code == 302
    assert Client().get(adresse).status_code == 404
    assert Journal.objects.filter(precision="Lien révoqué").count() == 1


def test_la_page_d_un_lien_revoque_depuis_ne_le_rouvre_pas(connecte, partenaire, site):
    envoi = saisie(connecte, partenaire, site)
    connecte.post(page(partenaire), envoi)
    connecte.post(reverse("partners:lien_revoquer", args=[LienSignalement.objects.get().uuid]))
    reponse = connecte.post(page(partenaire), envoi)
    assert reponse.status_code == 422
    assert "déjà servi" in reponse.content.decode()


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("jeton", "choisi-par-moi"),
        # Signed when collected: without a name of its own, two workers would not collect the same test.
        pytest.param("jeton", emettre("un autre usage", "choisi-par-moi"), id="jeton-d-un-autre-usage"),
        ("site", ""),
        ("site", str(2**63)),
        ("origine", ""),
        ("expire_le", "2020-01-01"),
        ("expire_le", "demain"),
    ],
)
def test_un_refus_est_dit_et_ne_cree_rien(connecte, partenaire, site, champ, valeur):
    envoi = saisie(connecte, partenaire, site) | {champ: valeur}
    reponse = connecte.post(page(partenaire), envoi)
    assert reponse.status_code == 422
    assert list(reponse.context["form"].errors) == [champ]
    assert not LienSignalement.objects.exists()


def test_le_site_d_une_autre_unite_n_est_pas_propose(client, partenaire, site, site_ardeche, ardeche):
    partenaire.departements.add(ardeche)
    client.force_login(un_agent(Profil.MANAGER, site.departement))
    assert creer(client, partenaire, site_ardeche).status_code == 422
    ailleurs = LienSignalementFactory(partenaire=partenaire, site=site_ardeche)
    assert client.post(reverse("partners:lien_revoquer", args=[ailleurs.uuid])).status_code == 403
    fiche = client.get(reverse("partners:partenaire", args=[partenaire.uuid])).content.decode()
    assert "Privas" not in fiche


@pytest.mark.parametrize("qui", ["ass", "secretaire", "agent_region"])
def test_les_autres_ne_voient_pas_les_liens(client, request, partenaire, site, qui):
    lien = LienSignalementFactory(partenaire=partenaire, site=site)
    client.force_login(request.getfixturevalue(qui))
    fiche = client.get(reverse("partners:partenaire", args=[partenaire.uuid])).content.decode()
    assert "Formulaire de signalement" not in fiche
    assert client.get(page(partenaire)).status_code == 403
    assert client.post(reverse("partners:lien_revoquer", args=[lien.uuid])).status_code == 403
    assert client.post(reverse("partners:lien_revoquer", args=[uuid.uuid4()])).status_code == 404


def test_les_etats(connecte, partenaire, site, autre_site):
    hier = timezone.localdate() - datetime.timedelta(days=1)
    LienSignalementFactory(partenaire=partenaire, site=site, expire_le=hier)
    LienSignalementFactory(partenaire=partenaire, site=autre_site)
    fiche = reverse("partners:partenaire", args=[partenaire.uuid])
    assert [ligne["etat"] for ligne in connecte.get(fiche).context["liens"]] == [
        EtatLien.ACTIF.label,
        EtatLien.EXPIRE.label,
    ]
    Partenaire.objects.update(valide_au=hier)
    etats = {ligne["etat"] for ligne in connecte.get(fiche).context["liens"]}
    assert etats == {EtatLien.SUSPENDU.label, EtatLien.EXPIRE.label}


@pytest.mark.parametrize("combien", [1, 25])
def test_la_liste_en_un_nombre_fixe(connecte, partenaire, site, csam, django_assert_num_queries, combien):
    for _ in range(combien):
        LienSignalementFactory(
            partenaire=partenaire, site=site, revoque_le=timezone.now(), revoque_par=csam, cree_par=csam
        )
    with django_assert_num_queries(17):
        contexte = connecte.get(reverse("partners:partenaire", args=[partenaire.uuid])).context
    assert len(contexte["liens"]) == min(combien, 20)
