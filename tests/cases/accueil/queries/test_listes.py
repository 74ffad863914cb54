import datetime

import pytest
from django.utils import timezone

from cases.accompagnements.queries.suivis import (
    dossiers_sans_contact,
    mes_accompagnements,
    personnes_a_informer,
)
from cases.enums import EtatRendezVous, EtatSignalement, ResultatContact
from cases.models import Accompagnement
from cases.rendez_vous.queries.rendez_vous import mes_rendez_vous
from cases.signalements.queries.file_d_attente import signalements_a_traiter
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from tests.cases.outils import comme, jour
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    ContactFactory,
    EntretienFactory,
    InformationFactory,
    RemplacementFactory,
    RendezVousFactory,
    SignalementFactory,
    SituationClotureFactory,
    un_agent,
)
from tests.fabriques.actes import PARIS

LE_JOUR = jour("2023-06-30")


def noms(lignes) -> list[str]:
    return [ligne.assure.nom for ligne in lignes]


def suivre(nom: str, site: Site, agent: Agent, **autres: object) -> Accompagnement:
    return AccompagnementFactory(
        assure=AssureFactory(nom=nom, departement=site.departement), site=site, referent=agent, **autres
    )


def test_mes_accompagnements_ouverts_par_nom_avec_l_axe_et_les_remplaces(
    site: Site, ass: Agent, collegue: Agent
) -> None:
    suivre("Zoé", site, ass)
    suivre("Éloi", site, ass, axe="SPS")
    suivre("Bernard", site, collegue)
    suivre("Annulé", site, ass, annule_le=timezone.now(), motif_annulation="Erreur")
    suivre(
        "Clos",
        site,
        ass,
        clos_le=jour("2023-06-01"),
        situation_cloture=SituationClotureFactory(),
        site_cloture=site,
    )
    with comme(ass):
        lignes = list(mes_accompagnements(ass, LE_JOUR))
        assert [(ligne.assure.nom, ligne.axe_du_jour) for ligne in lignes] == [
            ("Éloi", "SPS"),
            ("Zoé", "PDP"),
        ]
    RemplacementFactory(remplace=collegue, remplacant=ass, du=LE_JOUR, au=LE_JOUR)
    with comme(ass):
        assert noms(mes_accompagnements(ass, LE_JOUR)) == ["Bernard", "Éloi", "Zoé"]
        assert noms(mes_accompagnements(ass, LE_JOUR + datetime.timedelta(days=1))) == ["Éloi", "Zoé"]


def test_le_dernier_contact_est_un_entretien_une_personne_jointe_ou_l_ouverture(
    site: Site, ass: Agent
) -> None:
    suivre("A", site, ass)
    b = suivre("B", site, ass)
    EntretienFactory(accompagnement=b, date=jour("2023-04-12"))
    EntretienFactory(
        accompagnement=b, date=jour("2023-06-12"), annule_le=timezone.now(), motif_annulation="Erreur"
    )
    c = suivre("C", site, ass)
    # 23:30 in Paris is still that day.
    ContactFactory(assure=c.assure, le=datetime.datetime(2023, 5, 3, 23, 30, tzinfo=PARIS))
    ContactFactory(
        assure=c.assure,
        resultat=ResultatContact.INJOIGNABLE,
        le=datetime.datetime(2023, 6, 3, 9, 0, tzinfo=PARIS),
    )
    with comme(ass):
        assert [ligne.dernier_contact for ligne in mes_accompagnements(ass, LE_JOUR)] == [
            jour("2023-03-01"),
            jour("2023-04-12"),
            jour("2023-05-03"),
        ]


@pytest.mark.usefixtures("referentiels")
def test_un_dossier_est_a_relancer_apres_le_delai_en_vigueur(site: Site, ass: Agent) -> None:
    """60 days before 30 June 2023 is 1 May 2023."""
    for nom, date in (("Ancien", "2023-04-30"), ("Juste", "2023-05-01")):
        EntretienFactory(accompagnement=suivre(nom, site, ass), date=jour(date))
    suivre("Oublié", site, ass)
    with comme(ass):
        assert noms(dossiers_sans_contact(ass, LE_JOUR, 60)) == ["Oublié", "Ancien"]


def test_mes_rendez_vous_du_jour_et_des_six_suivants(site: Site, ass: Agent, collegue: Agent) -> None:
    suivi = suivre("A", site, ass)
    for texte in ("2023-06-29T23:59", "2023-06-30T00:00", "2023-07-06T23:59", "2023-07-07T00:00"):
        debut = datetime.datetime.fromisoformat(texte).replace(tzinfo=PARIS)
        RendezVousFactory(accompagnement=suivi, debut=debut)
    a_dix_heures = datetime.datetime(2023, 6, 30, 10, 0, tzinfo=PARIS)
    RendezVousFactory(accompagnement=suivi, debut=a_dix_heures, etat=EtatRendezVous.ANNULE)
    RendezVousFactory(accompagnement=suivi, debut=a_dix_heures, agent=collegue)
    with comme(ass):
        assert [
            timezone.localtime(rdv.debut).strftime("%d/%m %H:%M") for rdv in mes_rendez_vous(ass, LE_JOUR)
        ] == ["30/06 00:00", "06/07 23:59"]


def test_signalements_a_traiter_du_territoire_par_echeance(
    site: Site, autre_site: Site, site_ardeche: Site, csam: Agent, ain: Departement
) -> None:
    tard = SignalementFactory(site=site, recu_le=jour("2023-02-10"))
    tot = SignalementFactory(site=site, recu_le=jour("2023-02-01"))
    SignalementFactory(site=site, etat=EtatSignalement.REPONDU, clos_le=jour("2023-02-03"))
    SignalementFactory(site=site, annule_le=timezone.now(), motif_annulation="Erreur")
    voisin = SignalementFactory(site=autre_site, recu_le=jour("2023-02-05"))
    SignalementFactory(site=site_ardeche)
    with comme(csam):
        assert list(signalements_a_traiter(csam)) == [tot, tard]
    de_l_unite = un_agent(Profil.CSAM, ain)
    with comme(de_l_unite):
        assert list(signalements_a_traiter(de_l_unite)) == [tot, voisin, tard]


def test_les_personnes_a_informer_le_sont_jusqu_a_ce_que_ce_soit_note(site: Site, ass: Agent) -> None:
    suivis = [
        AccompagnementFactory(assure__departement=site.departement, assure__nom=nom, site=site, referent=ass)
        for nom in ("Informée", "Oubliée")
    ]
    InformationFactory(assure=suivis[0].assure)
    with comme(ass):
        assert noms(personnes_a_informer(ass, LE_JOUR)) == ["Oubliée"]
