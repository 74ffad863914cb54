"""A real Celery worker on a real Redis, killed while it imports a list: each line is done once, none is forgotten."""

import datetime
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Count
from django.utils import timezone

from cases.enums_liste_recue import EtatFichier
from cases.listes_recues.domain.depot import deposer_fichier, lancer_import
from cases.models import FichierSignalements, LigneFichier, Signalement
from partners.enums import FamilleOrigine, Profil
from servicesocial.enums import ActionJournal, EtatTravail
from servicesocial.models import Journal, Travail
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.listes_recues.outils import en_csv, personne
from tests.fabriques import (
    CommuneFactory,
    DepartementFactory,
    OrigineSignalementFactory,
    PartenaireFactory,
    SiteFactory,
    un_agent,
)
from tests.travailleur import Travailleur, attendre, attendre_la_fin_du_bail

LIGNES, MORTS, ATTENTE = 20_000, 6, 240

pytestmark = pytest.mark.abus


@pytest.fixture
def travailleur(transactional_db: None, tmp_path: Path) -> Iterator[Travailleur]:
    travailleur = Travailleur(tmp_path, f"liste-{time.monotonic_ns()}")
    yield travailleur
    travailleur.tuer()


@pytest.fixture
def fichier(transactional_db: None) -> FichierSignalements:
    """A list of LIGNES persons of the Ain, waiting for its import."""
    site = SiteFactory(departement=DepartementFactory(code="01"))
    CommuneFactory(code="01053", nom="Bourg-en-Bresse", codes_postaux="01000", departement_insee="01")
    csam = un_agent(Profil.CSAM, site.departement)
    expediteur = PartenaireFactory()
    expediteur.departements.add(site.departement)
    recu_le = timezone.localdate()
    arret = recu_le - datetime.timedelta(days=120)
    with perimetre(TOUT):
        fichier = deposer_fichier(
            agent=csam,
            site=site,
            partenaire=expediteur,
            origine=OrigineSignalementFactory(famille=FamilleOrigine.CPAM),
            recu_le=recu_le,
            nom="liste.csv",
            contenu=en_csv([personne(rang, arret=arret) for rang in range(LIGNES)]),
        )
        lancer_import(agent=csam, fichier=fichier)
    return fichier


def faites() -> int:
    with perimetre(TOUT):
        return LigneFichier.objects.count()


def test_tue_six_fois_en_plein_import_chaque_ligne_est_faite_une_fois(travailleur, fichier):
    hasard, vues, morts = random.Random(3), 0, 0
    while morts < MORTS and faites() < LIGNES:
        travailleur.demarrer()
        # Killed in the middle of the lots, not of the first reading of the file.
        attendre(lambda deja=vues: faites() > deja, "un lot de plus est fait", ATTENTE)
        time.sleep(hasard.uniform(0, 1.2))
        travailleur.tuer()
        morts, vues = morts + 1, faites()
        attendre_la_fin_du_bail()
    assert morts > 1
    travailleur.demarrer()
    attendre(lambda: Travail.objects.get().etat == EtatTravail.PRODUIT, "la liste est importée", ATTENTE)
    with perimetre(TOUT):
        fichier.refresh_from_db()
        assert (fichier.etat, fichier.contenu) == (EtatFichier.IMPORTE, None)
        numeros = fichier.lignes.order_by("numero").values_list("numero", flat=True)
        assert list(numeros) == list(range(2, LIGNES + 2))
        assert Signalement.objects.count() == LIGNES
        deux_fois = Signalement.objects.values("nir_index").annotate(n=Count("pk")).filter(n__gt=1)
        assert not deux_fois.exists()
        creations = Journal.objects.filter(objet="signalement", action=ActionJournal.CREATION)
        assert creations.count() == LIGNES
