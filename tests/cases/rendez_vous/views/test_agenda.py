"""The week, an hour that nobody had declared, the slots narrowed, and the queue found again after a rendez-vous."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatRendezVous, EtatSignalement, ModeEntretien
from cases.models import Creneau, RendezVous
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    CreneauFactory,
    DepartementFactory,
    RendezVousFactory,
    SignalementFactory,
    SiteFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
# The tests run on Friday 15 May 2026 at noon; the Monday after is the 18th, Whit Monday the 25th.
LUNDI = datetime.date(2026, 5, 18)


def le(jour: int, heure: int = 9, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 5, jour, heure, minute, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def connecte(client, csam):
    client.force_login(csam)
    return client


@pytest.fixture
def signalement(site):
    return SignalementFactory(site=site, nom="Perrin", prenom="Lise", recu_le=datetime.date(2026, 5, 14))


def semaine(client, **criteres):
    return client.get(reverse("cases:semaine"), {"jour": "2026-05-20"} | criteres)


def montres(reponse) -> list[tuple[int, int, bool]]:
    return [
        (date.day, timezone.localtime(ligne["creneau"].debut).hour, ligne["libre"])
        for date, lignes in reponse.context["jours"]
        for ligne in lignes
    ]


def test_la_semaine_montre_ce_qui_est_fixe_et_ce_qui_est_libre(connecte, site, ass, suivi_de):
    suivi = suivi_de("Perrin")
    for jour, etat in ((18, "prevu"), (19, "deplace"), (20, "annule"), (21, "absent")):
        RendezVousFactory(accompagnement=suivi, site=site, agent=ass, debut=le(jour), etat=etat)
    pris = CreneauFactory(agent=ass, site=site, debut=le(22))
    RendezVousFactory(accompagnement=suivi, site=site, agent=ass, debut=le(22), creneau=pris)
    CreneauFactory(agent=ass, site=site, debut=le(22, 11))
    CreneauFactory(agent=ass, site=site, debut=le(22, 12), retire_le=timezone.now())
    CreneauFactory(agent=ass, site=site, debut=le(26))
    reponse = semaine(connecte)
    assert montres(reponse) == [(18, 9, False), (21, 9, False), (22, 9, False), (22, 11, True)]
    assert [date.day for date, _ in reponse.context["jours"]] == [18, 19, 20, 21, 22]
    assert "PERRIN" in reponse.content.decode()
    CreneauFactory(agent=ass, site=site, debut=le(23))
    assert [date.day for date, _ in semaine(connecte).context["jours"]] == [18, 19, 20, 21, 22, 23]


def test_la_semaine_d_un_site_ou_la_mienne(client, site, autre_site, ass):
    collegue = un_agent(Profil.ASS, site)
    CreneauFactory(agent=ass, site=site, debut=le(18))
    CreneauFactory(agent=collegue, site=site, debut=le(18, 10))
    client.force_login(ass)
    assert montres(semaine(client)) == [(18, 9, True), (18, 10, True)]
    assert montres(semaine(client, qui="moi")) == [(18, 9, True)]
    assert montres(semaine(client, site=autre_site.pk)) == []
    suivante = semaine(client, site=site.pk, qui="moi").content.decode()
    assert f"?jour=2026-05-25&amp;site={site.pk}&amp;qui=moi" in suivante


@pytest.mark.parametrize(
    "criteres", [{"jour": "x"}, {"jour": "0001-01-01"}, {"site": "999999"}, {"qui": "\x00"}]
)
def test_une_adresse_coupee_montre_cette_semaine(connecte, criteres):
    reponse = connecte.get(reverse("cases:semaine"), criteres)
    assert (reponse.status_code, reponse.context["lundi"]) == (200, datetime.date(2026, 5, 11))


def test_la_semaine_ne_montre_ni_une_autre_unite_ni_un_dossier_restreint(connecte, site, ass):
    ailleurs = SiteFactory(departement=DepartementFactory(code="69"))
    CreneauFactory(agent=ass, site=ailleurs, debut=le(18))
    manager = un_agent(Profil.MANAGER, site)
    restreint = AssureFactory(
        departement=site.departement, nom="Canari", acces_restreint=True, manager_habilite=manager
    )
    suivi = AccompagnementFactory(assure=restreint, site=site, referent=ass)
    RendezVousFactory(accompagnement=suivi, site=site, agent=ass, debut=le(18))
    reponse = semaine(connecte)
    assert montres(reponse) == []
    assert "CANARI" not in reponse.content.decode().upper()


@pytest.fixture
def suivi_de(site, ass):
    def creer(nom):
        assure = AssureFactory(departement=site.departement, nom=nom)
        return AccompagnementFactory(assure=assure, site=site, referent=ass)

    return creer


@pytest.mark.parametrize("combien", [1, 50])
def test_la_semaine_en_un_nombre_fixe(connecte, site, ass, suivi_de, django_assert_num_queries, combien):
    suivi = suivi_de("Perrin")
    for rang in range(combien):
        debut = le(18, 8) + datetime.timedelta(minutes=5 * rang)
        RendezVousFactory(accompagnement=suivi, site=site, agent=ass, debut=debut)
        CreneauFactory(agent=ass, site=site, debut=debut)
    semaine(connecte)
    with django_assert_num_queries(15):
        semaine(connecte)


# --- An hour that nobody had declared -------------------------------------------------------------------------


def a_l_heure(client, signalement, ass, debut="2026-05-18T14:20", **champs):
    valeurs = {
        "avec": ass.pk,
        "site": signalement.site_id,
        "debut": debut,
        "duree": 45,
        "mode": "telephone",
        "etat_vu": "recu",
    }
    return client.post(
        reverse("cases:signalement_heure", args=[signalement.uuid]) + "?etat=recu", valeurs | champs
    )


def fixes() -> list[RendezVous]:
    with perimetre(TOUT):
        return list(RendezVous.objects.select_related("signalement", "creneau").order_by("debut"))


def test_une_heure_libre_ouvre_le_creneau_et_le_prend(connecte, signalement, ass):
    reponse = a_l_heure(connecte, signalement, ass)
    (rendez_vous,) = fixes()
    assert reponse["Location"] == reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid]) + "?etat=recu"
    assert (rendez_vous.debut, rendez_vous.mode, rendez_vous.agent) == (le(18, 14, 20), "telephone", ass)
    assert rendez_vous.creneau.duree_minutes == 45
    assert rendez_vous.signalement.etat == EtatSignalement.AFFECTE
    page = connecte.get(reponse["Location"]).content.decode()
    assert f'href="{reverse("cases:signalements")}?etat=recu"' in page


@pytest.mark.parametrize(
    ("debut", "phrase"),
    [
        ("2026-05-15T11:59", "Cette heure est passée"),
        ("2026-05-25T09:00", "Ce jour est férié"),
        ("2026-05-18T23:50", "finit le lendemain"),
        ("2026-02-30T09:00", "Saisissez une date"),
    ],
)
def test_une_heure_impossible_est_refusee_et_reste_ecrite(connecte, signalement, ass, debut, phrase):
    reponse = a_l_heure(connecte, signalement, ass, debut)
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()
    assert list(reponse.context["form"].errors) == ["debut"]
    assert reponse.context["form"]["avec"].value() == str(ass.pk)
    assert not fixes()
    assert not Creneau.objects.exists()


def test_une_heure_deja_occupee_est_refusee(connecte, signalement, ass, site):
    CreneauFactory(agent=ass, site=site, debut=le(18, 14), duree_minutes=30)
    reponse = a_l_heure(connecte, signalement, ass)
    assert (reponse.status_code, "a déjà un créneau à cette heure" in reponse.content.decode()) == (422, True)
    assert a_l_heure(connecte, signalement, ass, "2026-05-18T14:30").status_code == 302


def test_refuse_apres_coup_le_creneau_ne_reste_pas_ouvert(connecte, signalement, ass, site):
    collegue = un_agent(Profil.ASS, site)
    assert a_l_heure(connecte, signalement, ass).status_code == 302
    # The second click, then a colleague: a rendez-vous is fixed already.
    for avec, debut in ((ass, "2026-05-18T14:20"), (collegue, "2026-05-19T09:00")):
        assert a_l_heure(connecte, signalement, avec, debut, etat_vu="affecte").status_code == 422
    assert (len(fixes()), Creneau.objects.count()) == (1, 1)


def test_une_heure_libre_depuis_un_dossier(connecte, site, ass, suivi_de):
    suivi = suivi_de("Perrin")
    adresse = reverse("cases:dossier_heure", args=[suivi.assure.uuid])
    assert connecte.get(adresse).context["form"]["avec"].value() == ass.pk
    envoi = {"avec": ass.pk, "site": site.pk, "debut": "2026-05-18T14:20", "duree": 30, "mode": "domicile"}
    assert connecte.post(adresse, envoi).status_code == 302
    (rendez_vous,) = fixes()
    assert (rendez_vous.accompagnement_id, rendez_vous.etat) == (suivi.pk, EtatRendezVous.PREVU)


# --- Slots narrowed -------------------------------------------------------------------------------------------


def test_les_creneaux_se_filtrent_par_modalite_et_par_site(connecte, signalement, site, autre_site, ass):
    CreneauFactory(agent=ass, site=site, debut=le(18), mode=ModeEntretien.TELEPHONE)
    CreneauFactory(agent=ass, site=autre_site, debut=le(19), mode=ModeEntretien.LIEU_ACCUEIL)

    def listes(**criteres):
        table = connecte.get(reverse("cases:creneaux"), criteres).context["table"]
        return [timezone.localdate(ligne.record.debut).day for ligne in table.page]

    assert listes() == [18, 19]
    assert listes(mode="telephone") == [18]
    assert listes(site=autre_site.pk) == [19]
    adresse = reverse("cases:signalement_rendez_vous", args=[signalement.uuid])
    page = connecte.get(adresse, {"etat": "recu", "mode": "telephone"})
    assert [len(groupe[1]) for groupe in page.context["form"].fields["creneau"].choices] == [1]
    assert "?etat=recu&amp;mode=lieu_accueil" in page.content.decode()
    assert page.context["page"].retour.endswith("?etat=recu")


def test_le_jour_garde_le_site_choisi(connecte, site):
    page = connecte.get(
        reverse("cases:rendez_vous"), {"jour": "2026-05-18", "site": site.pk}
    ).content.decode()
    assert f"?jour=2026-05-19&amp;site={site.pk}" in page
