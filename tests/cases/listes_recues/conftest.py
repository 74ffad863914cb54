"""An office of the Ain that receives lists."""

from collections.abc import Callable

import pytest
import time_machine

from cases.listes_recues.domain.depot import deposer_liste_recue, lancer_import
from cases.models import FichierSignalements
from partners.enums import FamilleOrigine, Profil
from partners.models import Agent, Partenaire, Site
from partners.parametres import PARAMETRES
from servicesocial import tasks
from tests.cases.listes_recues.outils import RECU_LE
from tests.fabriques import (
    CanalSignalementFactory,
    CommuneFactory,
    DepartementFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    PartenaireFactory,
    SecteurFactory,
    SiteFactory,
    un_agent,
)


@pytest.fixture
def bureau(sans_referentiels: None, perimetre_tout: None) -> Site:
    """The site that no commune is served by. The parameters are those of the product."""
    for code, libelle, unite, valeur, source in PARAMETRES:
        ParametreFactory(code=code, libelle=libelle, unite=unite, valeur=valeur, source=source)
    CanalSignalementFactory(code="requete")
    return SiteFactory(departement=DepartementFactory(code="01"), nom="Oyonnax")


@pytest.fixture
def bourg(bureau: Site) -> Site:
    """The site that serves Bourg-en-Bresse."""
    site = SiteFactory(departement=bureau.departement, nom="Bourg")
    commune = CommuneFactory(
        code="01053", nom="Bourg-en-Bresse", codes_postaux="01000", departement_insee="01"
    )
    SecteurFactory(site=site, commune=commune)
    return site


@pytest.fixture
def csam(bureau: Site) -> Agent:
    return un_agent(Profil.CSAM, bureau.departement)


@pytest.fixture
def cpam(bureau: Site) -> Partenaire:
    partenaire = PartenaireFactory(nom="CPAM de l'Ain")
    partenaire.departements.add(bureau.departement)
    return partenaire


@pytest.fixture
def deposer(bureau: Site, bourg: Site, csam: Agent, cpam: Partenaire) -> Callable[..., FichierSignalements]:
    def faire(contenu: bytes, famille: str = FamilleOrigine.CPAM, **champs: object) -> FichierSignalements:
        origine = OrigineSignalementFactory(famille=famille)
        valeurs = {"partenaire": cpam, "origine": origine, "recu_le": RECU_LE, "nom": "liste.csv"} | champs
        with time_machine.travel("2026-03-02 09:00:00+01:00", tick=True):
            return deposer_liste_recue(agent=csam, site=bureau, contenu=contenu, **valeurs)

    return faire


@pytest.fixture
def importer(csam: Agent) -> Callable[[FichierSignalements], FichierSignalements]:
    """Asks for the import and does it, as a worker would."""

    def faire(liste_recue: FichierSignalements) -> FichierSignalements:
        with time_machine.travel("2026-03-02 10:00:00+01:00", tick=True):
            lancer_import(agent=csam, liste_recue=liste_recue)
            tasks.faire(str(liste_recue.travail.uuid))
        return FichierSignalements.objects.get(pk=liste_recue.pk)

    return faire
