"""The present of the demonstration: there is work on every home page, all of it played by acts.

The unit whose accounts are announced has a full life, the two others a lesser one (scene/representation.py).
"""

import csv
import datetime
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.enums import EtatRendezVous, EtatSignalement
from cases.models import (
    Accompagnement,
    ActionRemobilisation,
    Brouillon,
    Contact,
    Entretien,
    Information,
    MessageReferent,
    Note,
    Opposition,
    RendezVous,
    Signalement,
    SituationUrgence,
)
from cases.models.socle.base import Territoriale
from partners.models import Agent
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.demo.conftest import UNITES

# django_db: without a test that asks for it, pytest-django makes no test database.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

JOUR = datetime.date(2026, 11, 20)
A_TRAITER = {EtatSignalement.RECU, EtatSignalement.QUALIFIE, EtatSignalement.AFFECTE}
# In the unit of the announced accounts, then in the others: signalements that wait, late ones, rendez-vous to come.
PLEINE, MOINDRE = (60, 10, 60), (25, 5, 15)


@pytest.fixture(autouse=True)
def tout_ouvert() -> Iterator[None]:
    with perimetre(TOUT):
        yield


def references(dossier: Path) -> set[str]:
    """What the folder names: loaded, each keeps its own."""
    trouvees = set()
    for chemin in dossier.glob("*.csv"):
        with chemin.open(encoding="utf-8-sig", newline="") as fichier:
            trouvees |= {ligne.get("reference", "") for ligne in csv.DictReader(fichier, delimiter=";")}
    return trouvees


@pytest.mark.parametrize("code", UNITES)
def test_la_file_d_attente(code: str) -> None:
    minimum, retards, _ = PLEINE if code == "01" else MOINDRE
    de_l_unite = Signalement.objects.comptent().filter(departement=code)
    attente = list(de_l_unite.filter(etat__in=A_TRAITER).select_related("origine"))
    assert minimum <= len(attente) <= 100
    assert all(0 <= (JOUR - s.recu_le).days <= 28 for s in attente)
    etats = Counter(s.etat for s in attente)
    assert min(etats[etat] for etat in A_TRAITER) >= 5
    assert sum(s.echeance < JOUR for s in attente) >= retards
    assert any(s.origine.code == "cpam-prado" and (s.echeance - s.recu_le).days == 3 for s in attente)
    assert any(s.pris_par_id for s in attente)
    assert any(s.reponse_le for s in attente)
    assert any(s.etat == EtatSignalement.AFFECTE and s.reponse_le is None for s in attente)
    essais = Contact.objects.filter(signalement__in=attente)
    assert {"message", "injoignable"} & set(essais.values_list("resultat", flat=True))
    joints = {c.signalement_id for c in essais if c.resultat == "joint"}
    informes = set(
        Information.objects.filter(signalement__in=attente).values_list("signalement_id", flat=True)
    )
    assert joints - informes
    assert informes & joints
    assert Opposition.objects.filter(signalement__in=attente).exists()
    assert sum(s.urgent for s in attente) == 1


@pytest.mark.parametrize("code", UNITES)
def test_le_portefeuille(code: str) -> None:
    _, _, rendez_vous = PLEINE if code == "01" else MOINDRE
    titulaire = Agent.objects.get(email=f"ass.{UNITES[code]}@example.org")
    ouverts = Accompagnement.objects.comptent().ouverts().filter(departement=code)
    assert ouverts.count() >= (120 if code == "01" else 75)
    siens = ouverts.suivis_par(titulaire, JOUR)
    assert siens.count() >= (30 if code == "01" else 15)
    prevus = RendezVous.objects.filter(departement=code, etat=EtatRendezVous.PREVU)
    assert prevus.count() >= rendez_vous
    assert prevus.filter(agent=titulaire, debut__date=JOUR).count() >= 3
    assert prevus.filter(debut__date__lt=JOUR).exists()
    cles = list(prevus.values_list("agent", "debut"))
    assert len(set(cles)) == len(cles)
    du_jour = set(prevus.filter(debut__date=JOUR).values_list("agent", flat=True))
    recents = ouverts.filter(ouvert_le__year=JOUR.year)
    assert du_jour >= {a.referents.latest("du").agent_id for a in recents}
    assert (
        Brouillon.objects.filter(agent=titulaire, modifie_le__date=JOUR - datetime.timedelta(days=1)).count()
        >= 2
    )
    engagees = ActionRemobilisation.objects.filter(accompagnement__in=ouverts, du__year=JOUR.year)
    actions = Counter(engagees.values_list("etat", flat=True))
    assert min(actions["prevue"], actions["en_cours"]) >= (5 if code == "01" else 2)
    assert Entretien.objects.filter(accompagnement__in=siens, date__year=JOUR.year).count() >= 5
    clos = Accompagnement.objects.filter(departement=code, clos_le__year=JOUR.year)
    assert clos.exists()
    assert Opposition.objects.filter(assure__accompagnements__in=clos).exists()
    etats = set(
        RendezVous.objects.filter(departement=code, debut__year=JOUR.year).values_list("etat", flat=True)
    )
    assert etats >= set(EtatRendezVous.values) if code == "01" else etats >= {"prevu", "honore"}
    assert MessageReferent.objects.ouverts().filter(accompagnement__in=siens).count() >= 3
    assert SituationUrgence.objects.en_cours().filter(assure__departement=code).count() == 1


def test_le_portefeuille_se_filtre_par_rendez_vous() -> None:
    """The people to call again are those with no rendez-vous to come: some have one, some have none."""
    titulaire = Agent.objects.get(email="ass.ain@example.org")
    a_venir = RendezVous.objects.filter(etat=EtatRendezVous.PREVU, debut__date__gte=JOUR).values(
        "accompagnement"
    )
    suivis = mes_accompagnements(titulaire, JOUR)
    assert suivis.filter(pk__in=a_venir).exists()
    assert suivis.exclude(pk__in=a_venir).exists()


def test_le_present_n_est_fait_que_d_actes(demonstration: Path) -> None:
    """Each record that the folder did not hold was written by an act: it has its line in the journal, of its day."""
    ecrits = references(demonstration)
    lignes = dict(Journal.objects.filter(objet_uuid__isnull=False).values_list("objet_uuid", "horodatage"))
    joues, jours = Counter[str](), set[datetime.date]()
    for modele in apps.get_app_config("cases").get_models():
        if not issubclass(modele, Territoriale) or not hasattr(modele, "uuid"):
            continue
        # A text is written with its entretien, whose line speaks for it.
        acte = "entretien__uuid" if modele is Note else "uuid"
        for uuid in modele._default_manager.values_list(acte, flat=True):
            if str(uuid) not in ecrits:
                joues[modele.__name__] += 1
                assert uuid in lignes, (modele.__name__, uuid)
                jours.add(timezone.localdate(lignes[uuid]))
    assert (
        min(joues[nom] for nom in ("Assure", "Signalement", "Accompagnement", "Entretien", "RendezVous")) > 20
    )
    assert (
        min(joues[nom] for nom in ("Contact", "Information", "Opposition", "Brouillon", "MessageReferent"))
        > 0
    )
    assert max(jours) <= JOUR
    assert len(jours) > 60


@pytest.mark.parametrize(("annee", "nombre"), [(2023, 100), (2026, 50)])
def test_les_delais_sont_ceux_d_un_service_qui_tient_parole(annee: int, nombre: int) -> None:
    """From the reception to the first rendez-vous that was not annulled: a median of 10 to 20 days, most within 14."""
    rendez_vous: dict[int, list[datetime.date]] = {}
    for assure, debut in RendezVous.objects.exclude(etat=EtatRendezVous.ANNULE).values_list(
        "assure", "debut"
    ):
        rendez_vous.setdefault(assure, []).append(timezone.localdate(debut))
    delais = [
        min((jour - recu_le).days for jour in jours)
        for assure, recu_le in Signalement.objects.filter(
            etat=EtatSignalement.CONVERTI, recu_le__year=annee
        ).values_list("assure", "recu_le")
        if (jours := [jour for jour in rendez_vous.get(assure, ()) if jour >= recu_le])
    ]
    assert len(delais) > nombre
    assert 10 <= statistics.median(delais) <= 20
    assert 0.5 < sum(delai <= 14 for delai in delais) / len(delais) < 0.9
