"""Each control can break, names the records that break it, and a blocking one prevents the publication."""

import copy
from typing import Any

import pytest
from django.utils import timezone

from cases.enums import Sexe
from partners.models import Departement
from reporting.bilans import RefusBilan, publier_bilan
from reporting.controles import Controle, Gravite, controler
from reporting.enums import EtatBilan
from reporting.exports.chiffres_json import figer
from reporting.indicateurs import calculer_figures
from reporting.models import Bilan
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import AccompagnementFactory, BilanFactory, EntretienFactory
from tests.reporting.chiffres.pieges import Pieges
from tests.reporting.chiffres.terrain import Terrain, le

pytestmark = pytest.mark.django_db


@pytest.fixture
def terrain() -> Terrain:
    return Terrain()


def figures_de(unite: Departement, annee: int = 2023) -> dict[str, Any]:
    return figer(unite, calculer_figures(annee)[unite.code])


def par_code(figures: dict[str, Any]) -> dict[str, Controle]:
    controles = controler(figures)
    assert len({controle.code for controle in controles}) == len(controles)
    return {controle.code: controle for controle in controles}


def rompus(figures: dict[str, Any]) -> set[str]:
    return {controle.code for controle in controler(figures) if not controle.verifie}


def test_une_population_saine_ne_rompt_aucun_controle_bloquant(referentiels: None) -> None:
    """Whatever traps the definitions leave out."""
    pieges = Pieges()
    for site in (pieges.bourg, pieges.privas, pieges.valence):
        assert [c.code for c in controler(figures_de(site.departement)) if c.bloque] == []


@pytest.mark.parametrize(
    ("cle", "code"),
    [
        ("assures_pdp", "somme_assures_accompagnes_individuel_assures_pdp"),
        ("entretiens_sps", "somme_entretiens_total_entretiens_pdp"),
        ("entretiens_telephone", "somme_entretiens_total_entretiens_lieu_accueil"),
        ("bilans_competences", "somme_actions_bilans_total_bilans_competences"),
        ("pmsmp", "somme_mises_en_situation_total_essais_encadres"),
        ("assures_sps_pct", "partition_assures_pdp_pct"),
        ("part_rdv_telephone_pct", "partition_part_rdv_physique_pct"),
        ("hommes_pct", "partition_femmes_pct"),
        ("46_et_plus_pct", "partition_moins_46_pct"),
        ("atmp_pct", "partition_maladie_invalidite_pct"),
        ("issue_formation_pct", "partition_issue_activite_pct"),
    ],
)
def test_une_identite_fausse_rompt_son_controle_et_lui_seul(terrain: Terrain, cle: str, code: str) -> None:
    figures = figures_de(terrain.ain)
    assert rompus(figures) == set()
    faux = copy.deepcopy(figures)
    faux["chiffres"][cle]["valeur"] += 1
    assert rompus(faux) == {code}
    assert par_code(faux)[code].gravite == Gravite.BLOQUANT


@pytest.mark.parametrize(
    ("total", "item"),
    [
        ("actions_formation_total", "formations_plus_6_mois"),
        ("actions_remobilisation_total", "inclu_pro"),
        ("actions_bilans_total", "bilans_competences"),
        ("mises_en_situation_total", "essais_encadres"),
    ],
)
def test_un_total_de_famille_sans_son_compte_est_rompu(terrain: Terrain, total: str, item: str) -> None:
    figures = figures_de(terrain.ain)
    figures["chiffres"][total] = {"valeur": 7, "texte": "", "unite": "actions"}
    controle = par_code(figures)[f"somme_{total}_{item}"]
    assert not controle.verifie
    assert controle.droite == "7"


def test_un_entretien_sans_axe_est_nomme(terrain: Terrain) -> None:
    """The sums by axis break and name it too."""
    tardif = EntretienFactory(accompagnement=terrain.anne, date=le(10, 10))
    with perimetre(TOUT):
        terrain.anne.axes.update(du=le(11, 10))
    figures = figures_de(terrain.ain)
    nommes = {str(e) for e in _entretiens_d_anne(terrain)} | {str(tardif.uuid)}
    controles = par_code(figures)
    for code in (
        "entretien_sans_axe",
        "somme_assures_accompagnes_individuel_assures_pdp",
        "somme_entretiens_total_entretiens_pdp",
    ):
        assert controles[code].bloque
        assert set(controles[code].enregistrements) == nommes
    assert controles["somme_entretiens_total_entretiens_lieu_accueil"].verifie
    assert controles["entretien_sans_axe"].gauche == "4"


def _entretiens_d_anne(terrain: Terrain) -> list[object]:
    with perimetre(TOUT):
        return list(terrain.anne.entretiens.values_list("uuid", flat=True))


@pytest.mark.parametrize(
    "details",
    [
        {"ouvert_le": le(1, 7)},
        {"ouvert_le": le(1, 1), "clos": True},
        {"ouvert_le": le(1, 1), "annule_le": timezone.now(), "motif_annulation": "Erreur"},
    ],
    ids=["avant l'ouverture", "après la clôture", "dans un accompagnement annulé"],
)
def test_un_entretien_hors_de_son_accompagnement_est_nomme(terrain: Terrain, details: dict[str, Any]) -> None:
    details = dict(details)
    if details.pop("clos", False):
        details |= {
            "clos_le": le(1, 6),
            "site_cloture": terrain.bourg,
            "situation_cloture": terrain.denise.situation_cloture,
        }
    accompagnement = AccompagnementFactory(
        assure=terrain.bruno.assure, site=terrain.bourg, referent=terrain.ass, **details
    )
    entretien = EntretienFactory(accompagnement=accompagnement, date=le(15, 6))
    controle = par_code(figures_de(terrain.ain))["entretien_hors_accompagnement"]
    assert controle.bloque
    assert controle.enregistrements == (str(entretien.uuid),)


def test_les_dossiers_ouverts_sans_entretien_sont_dits_pour_information(terrain: Terrain) -> None:
    controle = par_code(figures_de(terrain.ain))["dossier_ouvert_sans_entretien"]
    assert controle.enregistrements == (str(terrain.elise.uuid),)
    assert controle.gauche == "1"
    assert controle.verifie
    assert controle.gravite == Gravite.INFORMATION


@pytest.mark.parametrize(
    ("nom", "champs"), [("sexe", {"sexe": Sexe.NON_RENSEIGNE}), ("age", {"date_naissance": None})]
)
@pytest.mark.parametrize(("connus", "verifie"), [(19, True), (18, False)], ids=["cinq pour cent", "au-delà"])
def test_plus_de_cinq_pour_cent_d_inconnus_avertit_sans_bloquer(
    terrain: Terrain, nom: str, champs: dict[str, Any], connus: int, verifie: bool
) -> None:
    """Two people are known already; one unknown over twenty holds, one over nineteen does not."""
    for details in [champs] + [{}] * (connus - 2):
        accompagnement = AccompagnementFactory(
            assure__departement=terrain.ain,
            site=terrain.bourg,
            referent=terrain.ass,
            **{f"assure__{champ}": valeur for champ, valeur in details.items()},
        )
        EntretienFactory(accompagnement=accompagnement, date=le(2, 5))
    controle = par_code(figures_de(terrain.ain))[f"inconnus_{nom}"]
    assert controle.verifie is verifie
    assert controle.gravite == Gravite.AVERTISSEMENT
    assert not controle.bloque
    assert controle.gauche == "1"


def bilan_produit(terrain: Terrain) -> Bilan:
    return BilanFactory(
        departement=terrain.ain,
        annee=2023,
        etat=EtatBilan.PRODUIT,
        figures=figures_de(terrain.ain),
        pdf=b"%PDF-",
        produit_le=timezone.now(),
    )


def test_un_controle_bloquant_empeche_la_publication(terrain: Terrain) -> None:
    EntretienFactory(accompagnement=terrain.bruno, date=le(2, 1))
    bilan = bilan_produit(terrain)
    with pytest.raises(RefusBilan, match="Entretiens hors des dates de leur accompagnement"):
        publier_bilan(agent=terrain.manager, bilan=bilan)
    bilan.refresh_from_db()
    assert bilan.etat == EtatBilan.PRODUIT


def test_un_avertissement_n_empeche_pas_la_publication(terrain: Terrain) -> None:
    with perimetre(TOUT):
        type(terrain.bruno.assure).objects.filter(pk=terrain.bruno.assure.pk).update(sexe=Sexe.NON_RENSEIGNE)
    bilan = bilan_produit(terrain)
    assert not par_code(bilan.figures)["inconnus_sexe"].verifie
    publier_bilan(agent=terrain.manager, bilan=bilan)
    bilan.refresh_from_db()
    assert bilan.etat == EtatBilan.PUBLIE
