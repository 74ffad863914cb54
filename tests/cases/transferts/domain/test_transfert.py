import pytest
from django.apps import apps
from django.db import connection, transaction

from cases.entretiens.domain.entretien import enregistrer_entretien
from cases.enums import EtatSignalement, ModeEntretien
from cases.models import Accompagnement, Assure, Entretien, Signalement
from cases.transferts.domain.transfert import transferer_dossier
from partners.models import Agent, Departement, Site
from servicesocial.models import Journal
from servicesocial.perimetre import perimetre
from tests.cases.dossier.queries.test_dossier import remplir
from tests.cases.outils import comme, jour, refus, sans_droit
from tests.fabriques import (
    AccompagnementFactory,
    AgentFactory,
    BrouillonFactory,
    DemandeTransfertFactory,
    FusionFactory,
    SignalementFactory,
    TransfertFactory,
)

# A list received stays with the unit that received it; its lines name signalements by their uuid.
RESTENT = {"FichierSignalements", "LigneFichier"}
TABLES = [
    modele
    for modele in apps.get_app_config("cases").get_models()
    if "departement" in {champ.name for champ in modele._meta.get_fields()} and modele.__name__ not in RESTENT
]


def compter(code: str) -> dict[str, int]:
    """Rows that the scope of this unit shows, by table."""
    with perimetre([code]):
        return {modele.__name__: modele.objects.count() for modele in TABLES}


def test_le_dossier_part_entier_et_compte_toujours_ou_il_a_ete_fait(
    accompagnement: Accompagnement, manager: Agent, ardeche: Departement, site: Site
) -> None:
    remplir(accompagnement, 1)
    BrouillonFactory(accompagnement=accompagnement, agent=AgentFactory())
    DemandeTransfertFactory(assure=accompagnement.assure)
    TransfertFactory(assure=accompagnement.assure)
    FusionFactory(assure=accompagnement.assure)
    suite = SignalementFactory(
        site=site,
        assure=accompagnement.assure,
        accompagnement=accompagnement,
        etat=EtatSignalement.RATTACHE,
        clos_le=jour("2023-03-02"),
    )
    SignalementFactory(site=site, etat=EtatSignalement.DOUBLON, doublon_de=suite, clos_le=jour("2023-03-02"))
    avant = compter("01")
    assert 0 not in avant.values(), "chaque table doit avoir de quoi suivre"
    with comme(manager):
        transferer_dossier(agent=manager, assure=accompagnement.assure, vers=ardeche, motif="Déménagement")
    assert compter("07") == avant | {"Transfert": 2}
    assert set(compter("01").values()) == {0}
    with perimetre(["07"]):
        assert set(Entretien.objects.values_list("site", flat=True)) == {site.pk}
        assert set(Signalement.objects.values_list("site", flat=True)) == {site.pk}
        # Deferred keys are checked now, not at the end of the test.
        connection.check_constraints()


def test_le_transfert_est_journalise_dans_les_deux_unites(
    assure: Assure, manager: Agent, ardeche: Departement
) -> None:
    with comme(manager):
        transferer_dossier(agent=manager, assure=assure, vers=ardeche, motif="Déménagement")
    lignes = Journal.objects.filter(objet_uuid=assure.uuid).values_list("departement_code", "precision")
    assert set(lignes) == {("01", "Transfert 01 → 07"), ("07", "Transfert 01 → 07")}


def test_seule_une_unite_qui_suit_la_personne_la_donne(
    assure: Assure, ass: Agent, csam: Agent, manager: Agent, manager_ardeche: Agent, ardeche: Departement
) -> None:
    for agent in (ass, csam, manager_ardeche):
        with perimetre(["01", "07"]), sans_droit():
            transferer_dossier(agent=agent, assure=assure, vers=ardeche, motif="Déménagement")
    with comme(manager), refus("déjà suivi par cette unité", "vers"):
        transferer_dossier(agent=manager, assure=assure, vers=assure.departement, motif="Déménagement")


def test_un_dossier_deja_parti_ne_part_pas_deux_fois(
    assure: Assure, manager: Agent, ardeche: Departement
) -> None:
    with perimetre(["01", "07"]):
        vue_d_une_autre_page = Assure.objects.get(pk=assure.pk)
        transferer_dossier(agent=manager, assure=assure, vers=ardeche, motif="Déménagement")
        with refus("a changé d'unité entre-temps"):
            transferer_dossier(agent=manager, assure=vue_d_une_autre_page, vers=ardeche, motif="Déménagement")


def test_un_acces_restreint_passe_au_manager_de_la_nouvelle_unite(
    assure: Assure, manager: Agent, manager_ardeche: Agent, ardeche: Departement
) -> None:
    with perimetre(["01"]):
        Assure.objects.update(acces_restreint=True, manager_habilite=manager)
        assure.refresh_from_db()
    with comme(manager):
        for designe in (None, manager):
            with refus("Désignez le manager de la nouvelle unité", "manager_habilite"):
                transferer_dossier(
                    agent=manager, assure=assure, vers=ardeche, motif="Déménagement", manager_habilite=designe
                )
        transferer_dossier(
            agent=manager, assure=assure, vers=ardeche, motif="Déménagement", manager_habilite=manager_ardeche
        )
    with comme(manager_ardeche):
        assert list(Assure.objects.visible_to(manager_ardeche)) == [assure]


def test_la_nouvelle_unite_continue_avec_ses_sites(
    accompagnement: Accompagnement,
    manager: Agent,
    ardeche: Departement,
    site_ardeche: Site,
    ass_ardeche: Agent,
) -> None:
    with comme(manager):
        transferer_dossier(agent=manager, assure=accompagnement.assure, vers=ardeche, motif="Déménagement")
    with comme(ass_ardeche):
        autre = AccompagnementFactory(
            assure=Assure.objects.get(), site=site_ardeche, axe="SPS", referent=ass_ardeche
        )
        entretien = enregistrer_entretien(
            agent=ass_ardeche,
            accompagnement=autre,
            site=site_ardeche,
            date=jour("2023-05-02"),
            mode=ModeEntretien.TELEPHONE,
        )
        assert (entretien.departement_id, entretien.site) == ("07", site_ardeche)


@pytest.mark.usefixtures("site_ardeche")
def test_un_transfert_manque_ne_deplace_rien(assure: Assure, manager: Agent, ardeche: Departement) -> None:
    with comme(manager):
        with pytest.raises(ZeroDivisionError):
            _transferer_puis_echouer(manager, assure, ardeche)
        assert Assure.objects.get().departement_id == "01"
        assert not Journal.objects.exists()


def _transferer_puis_echouer(manager: Agent, assure: Assure, vers: Departement) -> None:
    with transaction.atomic():
        transferer_dossier(agent=manager, assure=assure, vers=vers, motif="Déménagement")
        raise ZeroDivisionError
