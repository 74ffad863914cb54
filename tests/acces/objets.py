"""Objects of one's own unit, of the other one, unknown: by uuid, and those of the annuaire."""

import datetime
import uuid
from collections.abc import Callable

from django.utils import timezone

from cases.models import Accompagnement
from partners.models import Agent, Site
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    AccompagnementFactory,
    AgentFactory,
    AssureFactory,
    BrisDeGlaceFactory,
    ConsigneUrgenceFactory,
    DemandeTransfertFactory,
    DepartementFactory,
    ExportListeFactory,
    FiltreEnregistreFactory,
    FusionFactory,
    InterlocuteurFactory,
    MessageReferentFactory,
    PartenaireFactory,
    PointAccueilFactory,
    RendezVousFactory,
    TransfertFactory,
    VersionNoticeFactory,
)

AUTRE = "canariautreunite"
NIRS = {
    "sien": ("2 75 05 88 321 025", "2 75 05 88 321 026"),
    "autre": ("2 75 05 88 321 027", "2 75 05 88 321 028"),
}
INCONNU = uuid.UUID("00000000-0000-4000-8000-000000000000")


def par_uuid(sien: uuid.UUID, autre: uuid.UUID) -> dict[str, dict[str, object]]:
    return {"sien": {"uuid": sien}, "autre": {"uuid": autre}, "inconnu": {"uuid": INCONNU}}


def par_code(sien: str, autre: str) -> dict[str, dict[str, object]]:
    return {"sien": {"code": sien}, "autre": {"code": autre}, "inconnu": {"code": "inconnu"}}


def _notice(site: Site) -> str:
    region = site.departement.region
    return VersionNoticeFactory(code=f"notice-{region.pk}", region=region).code


def _consigne(site: Site) -> str:
    unite = site.departement
    return ConsigneUrgenceFactory(code=f"consigne-{unite.pk}", libelle="Appeler", departement=unite).code


def annuaire(bourg: Site, dijon: Site) -> dict[str, dict[str, dict[str, object]]]:
    partenaires = []
    for site in (bourg, dijon):
        partenaire = PartenaireFactory()
        partenaire.departements.add(site.departement)
        partenaires.append(partenaire)
    sien, autre = partenaires

    def avec_numero(creer: Callable[[object], object], ici: object, ailleurs: object) -> dict:
        lignes = par_uuid(ici.uuid, ailleurs.uuid)
        lignes["sien"]["numero"] = creer(ici).pk
        lignes["autre"]["numero"] = creer(ailleurs).pk
        lignes["inconnu"]["numero"] = 1
        return lignes

    return {
        "site": par_uuid(bourg.uuid, dijon.uuid),
        "point_accueil": avec_numero(lambda site: PointAccueilFactory(site=site), bourg, dijon),
        "partenaire": par_uuid(sien.uuid, autre.uuid),
        "notice": par_code(*(_notice(site) for site in (bourg, dijon))),
        "consigne": par_code(*(_consigne(site) for site in (bourg, dijon))),
        "interlocuteur": avec_numero(lambda p: InterlocuteurFactory(partenaire=p), sien, autre),
    }


def du_dossier(sien: Accompagnement, autre: Accompagnement) -> dict[str, dict[str, dict[str, object]]]:
    """What hangs on a dossier, each by its own address."""
    manager = AgentFactory()
    with perimetre(TOUT):
        preconisations = [suivi.preconisations.get().uuid for suivi in (sien, autre)]
        demarches = [suivi.demarches.get().uuid for suivi in (sien, autre)]
        datees = {
            "situation": [suivi.assure.situations.get().du for suivi in (sien, autre)],
            "arret": [suivi.assure.arrets.get().du for suivi in (sien, autre)],
        }
    bris = [BrisDeGlaceFactory(assure=suivi.assure, agent=manager).uuid for suivi in (sien, autre)]
    par_jour = {}
    for genre, jours in datees.items():
        par_jour[genre] = par_uuid(sien.assure.uuid, autre.assure.uuid)
        for quel, jour in zip(("sien", "autre", "inconnu"), (*jours, jours[0]), strict=True):
            par_jour[genre][quel]["du"] = jour.isoformat()
    return {
        "preconisation": par_uuid(*preconisations),
        "demarche": par_uuid(*demarches),
        "bris": par_uuid(*bris),
        "tache": {"sien": {"cle": "a-noter"}, "autre": {"cle": "brouillons"}, "inconnu": {"cle": "inconnue"}},
        **par_jour,
    }


def du_portefeuille(ass: Agent, autre: Agent) -> dict[str, dict[str, dict[str, object]]]:
    """What two ASS keep of their own; the first one has the right to export."""
    ass.affectations.update(exporte=True)
    return {
        "filtre": par_uuid(*(FiltreEnregistreFactory(agent=agent).uuid for agent in (ass, autre))),
        "export": par_uuid(*(ExportListeFactory(agent=agent).uuid for agent in (ass, autre))),
        "membre": par_uuid(ass.uuid, autre.uuid),
    }


def demande(site: Site, mot: str) -> uuid.UUID:
    """The dossier of a person of this site, asked for by another unit; her référent has gone elsewhere."""
    assure = AssureFactory(departement=site.departement, nom=f"{mot}demande", prenom=mot)
    suivi = AccompagnementFactory(assure=assure, site=site, referent=AgentFactory())
    TransfertFactory(assure=assure)
    MessageReferentFactory(accompagnement=suivi, texte=mot)
    RendezVousFactory(accompagnement=suivi, debut=timezone.now() + datetime.timedelta(days=3))
    return DemandeTransfertFactory(assure=assure, vers=DepartementFactory(code="07"), motif=mot).uuid


def fusion(bourg: Site, dijon: Site) -> dict[str, dict[str, object]]:
    """Two dossiers of one person in each unit, that say different things; one of them has absorbed a third."""
    paires = {}
    for quel, site, mot in (("sien", bourg, "nôtre"), ("autre", dijon, AUTRE)):
        nom = f"{mot}double"
        gardes = [
            AssureFactory(departement=site.departement, nom=nom, prenom=mot, adresse=f"{mot} {rang}", nir=nir)
            for rang, nir in enumerate(NIRS[quel])
        ]
        FusionFactory(assure=gardes[0], absorbe__nom=f"{mot}absorbe", absorbe__adresse=mot)
        paires[quel] = {"uuid": gardes[0].uuid, "absorbe": gardes[1].uuid}
    return paires | {"inconnu": {"uuid": INCONNU, "absorbe": INCONNU}}
