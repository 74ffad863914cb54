"""The delays of a unit, against a table computed by hand."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.enums import Axe, EtatRendezVous, EtatSignalement, ResultatContact
from cases.models import Signalement
from partners.models import Departement, Site
from reporting.delai import TROP_PEU, jours
from reporting.delais import Delais, calculer_delais
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    ContactFactory,
    EntretienFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    RendezVousFactory,
    SignalementFactory,
)
from tests.reporting.delais.outils_delais import a, recu

pytestmark = pytest.mark.django_db
# The scope opened and closed, and the figures with what was promised.
REQUETES = 3
SUITES = (EtatSignalement.SANS_SUITE, EtatSignalement.REORIENTE, EtatSignalement.REPONDU)


@pytest.fixture(autouse=True)
def promesse(sans_referentiels: None) -> None:
    ParametreFactory(valeur=14)


@pytest.fixture
def table(ain: Departement, site: Site, autre_site: Site, site_ardeche: Site) -> None:
    """Ten signalements that are measured or wait, and those of `_hors_mesure`.

    |   | received | first rendez-vous            | entretien | joined | origin          |
    |---|----------|------------------------------|-----------|--------|-----------------|
    | 1 | 01/01    | 14 days (prévu)              | 20        | 0      | service médical |
    | 2 | 31/12    | 15 days (prévu)              | 30        | 3      | service médical |
    | 3 | 10/05    | 3 annulé, then 9 (absent)    | –         | –      | service médical |
    | 4 | 11/05    | 4 déplacé, then 21 (prévu)   | 21        | 1      | PRADO           |
    | 5 | 12/05    | 0 (prévu)                    | –         | –      | PRADO           |
    | 6 | 12/05    | -2, then 30 (prévu)          | –         | –      | PRADO           |
    | 7 | 02/06    | only annulé: waits           | –         | –      | PRADO, Oyonnax  |
    | 8 | 03/06    | no dossier yet: waits        | –         | –      | PRADO, Oyonnax  |
    | 9 | 04/06    | 28, entretien of another axis| –         | –      | PRADO, Oyonnax  |
    | 10| 05/06    | 13, entretien annulled       | –         | –      | PRADO, Oyonnax  |

    Rendez-vous: 0 4 9 13 14 15 28 30 -> median of eight 13,5; five within 14 days. Entretiens: 20 21 30.
    """
    prado = OrigineSignalementFactory(code="cpam-prado")
    prevu, annule = EtatRendezVous.PREVU, EtatRendezVous.ANNULE
    jour = datetime.date
    recu(site, jour(2023, 1, 1), rdv=((14, prevu),), entretien=20, joint=0)
    recu(site, jour(2023, 12, 31), rdv=((15, prevu),), entretien=30, joint=3)
    recu(site, jour(2023, 5, 10), rdv=((3, annule), (9, EtatRendezVous.ABSENT)))
    deplace = ((4, EtatRendezVous.DEPLACE), (21, prevu))
    recu(site, jour(2023, 5, 11), rdv=deplace, entretien=21, joint=1, origine=prado)
    recu(site, jour(2023, 5, 12), rdv=((0, prevu),), origine=prado)
    recu(site, jour(2023, 5, 12), rdv=((-2, prevu), (30, prevu)), origine=prado)
    recu(autre_site, jour(2023, 6, 2), rdv=((2, annule),), origine=prado)
    SignalementFactory(site=autre_site, recu_le=jour(2023, 6, 3), origine=prado)
    neuvieme = recu(autre_site, jour(2023, 6, 4), rdv=((28, prevu),), origine=prado)
    autre = AccompagnementFactory(assure=neuvieme.assure, site=autre_site, axe=Axe.SPS)
    EntretienFactory(accompagnement=autre, date=jour(2023, 6, 5))
    ContactFactory(assure=neuvieme.assure, le=a(jour(2023, 6, 5)), resultat=ResultatContact.MESSAGE)
    dixieme = recu(autre_site, jour(2023, 6, 5), rdv=((13, prevu),), origine=prado)
    EntretienFactory(
        accompagnement=dixieme.accompagnement,
        date=jour(2023, 6, 6),
        annule_le=timezone.now(),
        motif_annulation="Erreur",
    )
    _hors_mesure(site, site_ardeche, dixieme)


def _hors_mesure(site: Site, site_ardeche: Site, original: Signalement) -> None:
    """Five left out and counted apart; five that are annulled, doubles, of another year or of another unit."""
    jour, prevu = datetime.date, EtatRendezVous.PREVU
    parti = AssureFactory(departement=site_ardeche.departement)
    SignalementFactory(
        site=site, departement=site_ardeche.departement, assure=parti, recu_le=jour(2023, 5, 2)
    )
    for etat in (*SUITES, EtatSignalement.SANS_SUITE):
        recu(site, jour(2023, 5, 3), rdv=((1, prevu),), etat=etat)
    recu(site, jour(2023, 5, 4), etat=EtatSignalement.DOUBLON, doublon_de=original)
    recu(site, jour(2023, 5, 4), annule_le=timezone.now(), motif_annulation="Erreur")
    recu(site, jour(2022, 12, 31), rdv=((1, prevu),))
    recu(site, jour(2024, 1, 1), rdv=((1, prevu),))
    recu(site_ardeche, jour(2023, 5, 4), rdv=((1, prevu),))


@pytest.fixture
def delais(table: None, ain: Departement) -> Delais:
    return calculer_delais(ain, 2023)


def test_premier_rendez_vous(delais: Delais) -> None:
    delai = delais.rendez_vous
    assert (delais.retenus, delai.mesures, delai.en_attente) == (10, 8, 2)
    assert delai.mediane == Decimal("13.5")
    assert delai.mediane_texte == "13,5\u00a0jours"
    assert (delai.tenus, delai.jugeables, delai.part) == (5, 8, Decimal("62.5"))
    assert delai.depasses == 2


def test_premier_entretien_et_premier_contact(delais: Delais) -> None:
    """Three measures each: too few for a median."""
    for delai in (delais.entretien, delais.contact):
        assert (delai.mesures, delai.en_attente, delai.mediane) == (3, 7, None)
        assert delai.mediane_texte == TROP_PEU
        assert delai.part is None


def test_ce_qui_precede_la_reception_ne_compte_pas(ain: Departement, site: Site) -> None:
    """Attached to an accompagnement already open: its entretiens and contacts of before are not an answer."""
    le = datetime.date(2023, 5, 2)
    for ecart in (0, 2, 4, 7, 9):
        signalement = recu(site, le, entretien=ecart, joint=ecart + 1, etat=EtatSignalement.RATTACHE)
        EntretienFactory(accompagnement=signalement.accompagnement, date=datetime.date(2023, 5, 1))
        ContactFactory(assure=signalement.assure, le=a(datetime.date(2023, 5, 1), 23, 59))
    recu(site, le, entretien=-1, joint=-1)
    calcules = calculer_delais(ain, 2023)
    lus = [(d.mesures, d.en_attente, d.mediane) for d in (calcules.entretien, calcules.contact)]
    assert lus == [(5, 1, 4), (5, 1, 5)]


def test_le_contact_d_avant_le_dossier_est_celui_du_signalement(ain: Departement, site: Site) -> None:
    jour = datetime.date(2023, 5, 2)
    for ecart in (0, 1, 2, 3, 4):
        signalement = SignalementFactory(site=site, recu_le=jour)
        ContactFactory(
            assure=None,
            signalement=signalement,
            departement=ain,
            le=a(jour + datetime.timedelta(days=ecart)),
        )
    SignalementFactory(site=site, recu_le=jour)
    contact = calculer_delais(ain, 2023).contact
    assert (contact.mesures, contact.en_attente, contact.mediane) == (5, 1, 2)


def test_ecartes_comptes_a_part(delais: Delais) -> None:
    assert list(delais.ecartes.values()) == [1, 2, 1, 1]
    assert delais.total_ecartes == 5


def test_par_site_et_par_origine(delais: Delais) -> None:
    sites = [(ligne.libelle, ligne.retenus, ligne.rendez_vous.mesures) for ligne in delais.par_site]
    assert sites == [("Bourg-en-Bresse", 6, 6), ("Oyonnax", 4, 2)]
    # 0 4 9 14 15 30, then 13 28.
    assert [ligne.rendez_vous.mediane for ligne in delais.par_site] == [Decimal("11.5"), None]
    assert [ligne.rendez_vous.part for ligne in delais.par_site] == [Decimal(400) / 6, Decimal(50)]
    prado, medical = delais.par_origine
    # 0 4 13 28 30, then 9 14 15.
    assert (prado.libelle, prado.retenus, prado.rendez_vous.mediane) == ("CPAM : PRADO", 7, Decimal(13))
    assert (medical.retenus, medical.rendez_vous.mediane, medical.rendez_vous.tenus) == (3, None, 2)


def test_filtres_de_site_et_d_origine(table: None, ain: Departement, autre_site: Site, site: Site) -> None:
    assert calculer_delais(ain, 2023, site=autre_site).retenus == 4
    prado = OrigineSignalementFactory(code="cpam-prado")
    filtre = calculer_delais(ain, 2023, site=site, origine=prado)
    assert (filtre.retenus, filtre.total_ecartes) == (3, 0)


def test_les_annees_se_coupent_au_31_decembre(table: None, ain: Departement) -> None:
    assert [calculer_delais(ain, annee).retenus for annee in (2021, 2022, 2024)] == [0, 1, 1]


def test_par_mois_et_son_graphique(ain: Departement, site: Site) -> None:
    for ecart in (1, 2, 3, 4, 5):
        recu(site, datetime.date(2023, 3, 1), rdv=((ecart, EtatRendezVous.PREVU),))
    recu(site, datetime.date(2023, 4, 1), rdv=((9, EtatRendezVous.PREVU),))
    calcules = calculer_delais(ain, 2023)
    assert [ligne.retenus for ligne in calcules.par_mois] == [0, 0, 5, 1] + [0] * 8
    assert calcules.figure is not None
    graphique = calcules.figure.graphique
    assert graphique.lignes[2:4] == (("Mars", "3\u00a0jours", "5 mesurés"), ("Avril", "trop peu", "1 mesuré"))
    assert "Mars, 3\u00a0jours (5 mesurés)" in graphique.alternative


def test_sans_assez_de_mesures_pas_de_graphique(ain: Departement, site: Site) -> None:
    recu(site, datetime.date(2023, 3, 1), rdv=((1, EtatRendezVous.PREVU),))
    assert calculer_delais(ain, 2023).figure is None


def test_annee_vide(ain: Departement) -> None:
    vide = calculer_delais(ain, 2023)
    assert (vide.retenus, vide.total_ecartes, vide.par_site, vide.par_origine) == (0, 0, (), ())
    assert (vide.rendez_vous.part, vide.rendez_vous.mediane, vide.figure) == (None, None, None)


def test_le_jour_est_celui_de_paris(ain: Departement, site: Site) -> None:
    """At half past midnight in Paris it is still the day before in UTC."""
    le = datetime.date(2023, 7, 1)
    for ecart in range(5):
        signalement = recu(site, le)
        RendezVousFactory(
            accompagnement=signalement.accompagnement,
            debut=a(le + datetime.timedelta(days=ecart), heure=0, minute=30),
        )
    delai = calculer_delais(ain, 2023).rendez_vous
    assert (delai.mesures, delai.mediane) == (5, 2)


def test_l_engagement_est_celui_du_jour_de_reception(ain: Departement, site: Site) -> None:
    ParametreFactory(valeur=10, du=datetime.date(2023, 6, 1))
    for le in (datetime.date(2023, 5, 31), datetime.date(2023, 6, 1)):
        recu(site, le, rdv=((12, EtatRendezVous.PREVU),))
    calcules = calculer_delais(ain, 2023)
    assert (calcules.rendez_vous.tenus, calcules.rendez_vous.jugeables, calcules.promesse) == (1, 2, 10)


def test_l_attente_est_hors_delai_au_quinzieme_jour(ain: Departement, site: Site) -> None:
    recu(site, datetime.date(2023, 5, 1))
    lus = []
    for jour in (15, 16):
        with time_machine.travel(a(datetime.date(2023, 5, jour)), tick=False):
            lus.append(calculer_delais(ain, 2023))
    assert [lu.rendez_vous.depasses for lu in lus] == [0, 1]
    assert [ligne.libelle for ligne in lus[0].par_mois] == ["janvier", "février", "mars", "avril", "mai"]


@pytest.mark.parametrize(
    ("valeur", "texte"), [("0", "0 jour"), ("1.5", "1,5 jour"), ("2.0", "2 jours"), ("13.5", "13,5 jours")]
)
def test_jours(valeur: str, texte: str) -> None:
    assert jours(Decimal(valeur)) == texte.replace(" ", "\u00a0")


def test_autant_de_requetes_pour_un_signalement_que_pour_cinquante(ain: Departement, site: Site) -> None:
    for combien in (1, 49):
        for _ in range(combien):
            recu(site, datetime.date(2023, 3, 1), rdv=((5, EtatRendezVous.PREVU),), entretien=6, joint=1)
        with CaptureQueriesContext(connection) as capture:
            calculer_delais(ain, 2023)
        assert len(capture) == REQUETES
