"""Asking for, producing, failing and publishing a bilan, through the domain functions and tasks."""

import datetime
import io
import json

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from partners.enums import Profil
from reporting import bilans
from reporting.bilans import RefusBilan, demander_bilan, publier_bilan
from reporting.enums import EtatBilan
from reporting.exports.chiffres_json import empreinte
from reporting.models import Bilan
from servicesocial import tasks, travaux
from servicesocial.enums import EtatTravail
from servicesocial.models import Journal, Travail
from tests.fabriques import AccompagnementFactory, EntretienFactory, fixer_axe, un_agent

pytestmark = pytest.mark.django_db


@pytest.fixture
def entretien(site):
    accompagnement = AccompagnementFactory(site=site, assure__departement=site.departement)
    return EntretienFactory(accompagnement=accompagnement, date=datetime.date(2023, 6, 15))


@pytest.fixture
def chef(ain):
    return un_agent(Profil.MANAGER, ain)


def produire(bilan):
    tasks.faire(str(bilan.travail.uuid))
    bilan.refresh_from_db()
    return bilan


def test_une_demande_fait_une_version_et_un_travail(ain, chef):
    bilan = demander_bilan(agent=chef, unite=ain, annee=2023)
    assert (bilan.version, bilan.etat, bilan.travail.etat) == (1, EtatBilan.DEMANDE, EtatTravail.DEMANDE)
    assert Journal.objects.filter(objet_uuid=bilan.uuid, agent=chef).count() == 1


def test_deux_demandes_en_meme_temps_font_un_seul_bilan(ain, chef):
    premier = demander_bilan(agent=chef, unite=ain, annee=2023)
    second = demander_bilan(agent=un_agent(Profil.MANAGER, ain), unite=ain, annee=2023)
    assert second == premier
    assert (Bilan.objects.count(), Travail.objects.count()) == (1, 1)


def test_une_demande_qui_se_termine_a_l_instant_laisse_place_a_la_suivante(ain, chef, monkeypatch):
    """The running demand ends after it has refused ours and before we look for it."""
    premier = demander_bilan(agent=chef, unite=ain, annee=2023)
    nouveau = bilans._nouveau_travail

    def refuser_puis_finir(cle, agent):
        monkeypatch.setattr(bilans, "_nouveau_travail", nouveau)
        refus = nouveau(cle, agent)
        Travail.objects.update(etat=EtatTravail.ECHEC)
        return refus

    monkeypatch.setattr(bilans, "_nouveau_travail", refuser_puis_finir)
    second = demander_bilan(agent=chef, unite=ain, annee=2023)
    assert (premier.version, second.version) == (1, 2)


@pytest.mark.usefixtures("sans_mise_en_page")
def test_redemander_apres_production_fait_la_version_suivante(ain, chef, entretien):
    produire(demander_bilan(agent=chef, unite=ain, annee=2023))
    assert demander_bilan(agent=chef, unite=ain, annee=2023).version == 2


def test_le_bilan_produit_est_entier(ain, chef, entretien):
    bilan = produire(demander_bilan(agent=chef, unite=ain, annee=2023, texte="Une année pleine."))
    assert (bilan.etat, bilan.travail.etat) == (EtatBilan.PRODUIT, EtatTravail.PRODUIT)
    assert bilan.figures["chiffres"]["entretiens_total"]["valeur"] == 1
    assert bilan.empreinte == empreinte(bilan.figures)
    with pikepdf.open(io.BytesIO(bilan.pdf)) as pdf:
        jointe = pdf.attachments["bilan-01-2023-v1.json"].get_file().read_bytes()
    assert json.loads(jointe) == bilan.figures


@pytest.mark.usefixtures("sans_mise_en_page")
def test_le_meme_message_recu_deux_fois_ne_produit_qu_une_fois(ain, chef, entretien):
    bilan = produire(demander_bilan(agent=chef, unite=ain, annee=2023))
    produit_le = bilan.produit_le
    assert produire(bilan).produit_le == produit_le


def test_une_annee_sans_activite_donne_une_phrase(ain, chef):
    bilan = produire(demander_bilan(agent=chef, unite=ain, annee=2019))
    assert bilan.figures["chiffres"] == {}
    phrases = [e.texte for bloc in bilans.document_de(bilan).blocs for e in bloc.elements]
    assert phrases == ["Aucun entretien individuel n'est enregistré pour Ain en 2019."]


def test_une_erreur_remet_la_demande_en_file_puis_l_abandonne(ain, chef, monkeypatch, caplog):
    bilan = demander_bilan(agent=chef, unite=ain, annee=2023)

    def tomber(*_, **__):
        raise RuntimeError("panne d'essai")

    monkeypatch.setattr(bilans, "calculer_figures", tomber)
    produire(bilan)
    assert (bilan.etat, bilan.travail.etat) == (EtatBilan.DEMANDE, EtatTravail.DEMANDE)
    for _ in range(travaux.TENTATIVES_MAX):
        produire(bilan)
    bilan.travail.refresh_from_db()
    assert (bilan.etat, bilan.travail.etat) == (EtatBilan.ECHEC, EtatTravail.ECHEC)
    assert "panne d'essai" not in bilan.travail.erreur
    assert "panne d'essai" in caplog.text
    assert demander_bilan(agent=chef, unite=ain, annee=2023).version == 2


@pytest.mark.usefixtures("sans_mise_en_page")
def test_qui_a_perdu_son_bail_n_ecrit_rien(ain, chef, entretien, monkeypatch):
    bilan = demander_bilan(agent=chef, unite=ain, annee=2023)
    imprimer = bilans._imprimer

    def imprimer_pendant_qu_un_autre_prend(bilan, produit_le):
        Travail.objects.filter(pk=bilan.travail_id).update(jeton="00000000-0000-0000-0000-000000000001")
        return imprimer(bilan, produit_le)

    monkeypatch.setattr(bilans, "_imprimer", imprimer_pendant_qu_un_autre_prend)
    produire(bilan)
    assert (bilan.etat, bilan.pdf, bilan.figures) == (EtatBilan.DEMANDE, None, None)


def test_des_travailleurs_tous_morts_finissent_en_echec_dit(ain, chef):
    bilan = demander_bilan(agent=chef, unite=ain, annee=2023)
    Travail.objects.update(tentatives=travaux.TENTATIVES_MAX)
    tasks.balayer_travaux()
    bilan.refresh_from_db()
    assert bilan.etat == EtatBilan.ECHEC
    assert bilan.travail.erreur.startswith("Le bilan n'a pas pu être produit.")


@pytest.mark.usefixtures("sans_mise_en_page")
def test_publier_fige_la_version(ain, chef, entretien):
    bilan = produire(demander_bilan(agent=chef, unite=ain, annee=2023))
    publier_bilan(agent=chef, bilan=bilan)
    bilan.refresh_from_db()
    assert (bilan.etat, bilan.publie_par) == (EtatBilan.PUBLIE, chef)
    publie_le = bilan.publie_le
    publier_bilan(agent=un_agent(Profil.MANAGER, ain), bilan=bilan)
    bilan.refresh_from_db()
    assert (bilan.publie_le, bilan.publie_par) == (publie_le, chef)


@pytest.mark.usefixtures("sans_mise_en_page")
def test_publier_controle_les_chiffres_de_la_base_et_non_ceux_de_la_page(ain, chef, entretien):
    """The page was read before the bilan was produced; what is produced is false."""
    lu_trop_tot = demander_bilan(agent=chef, unite=ain, annee=2023)
    bilan = produire(Bilan.objects.get(pk=lu_trop_tot.pk))
    bilan.figures["chiffres"]["entretiens_total"]["valeur"] += 1
    bilan.save(update_fields=["figures"])
    with pytest.raises(RefusBilan, match="ne peut pas être publié"):
        publier_bilan(agent=chef, bilan=lu_trop_tot)
    bilan.refresh_from_db()
    assert bilan.etat == EtatBilan.PRODUIT


def test_publier_une_demande_en_attente_est_refuse(ain, chef):
    with pytest.raises(ValidationError, match="pas dans un état"):
        publier_bilan(agent=chef, bilan=demander_bilan(agent=chef, unite=ain, annee=2023))


@pytest.mark.usefixtures("sans_mise_en_page")
def test_n_moins_1_vient_du_bilan_publie(ain, chef, entretien):
    """The published shares of N-1 are printed even when a record has changed since (F5)."""
    EntretienFactory(accompagnement=entretien.accompagnement, date=datetime.date(2024, 2, 1))
    publie = produire(demander_bilan(agent=chef, unite=ain, annee=2023))
    publier_bilan(agent=chef, bilan=publie)
    fige = publie.figures["chiffres"]["part_rdv_physique_pct"]["valeur"]
    Bilan.objects.filter(pk=publie.pk).update(
        figures=publie.figures
        | {"chiffres": publie.figures["chiffres"] | {"part_rdv_physique_pct": {"valeur": 37}}}
    )
    suivant = produire(demander_bilan(agent=chef, unite=ain, annee=2024))
    assert suivant.figures["chiffres"]["part_rdv_physique_pct_n1"]["valeur"] == 37 != fige
    assert suivant.figures["complements"]["version_publiee_n1"] == 1


@pytest.mark.usefixtures("sans_mise_en_page")
def test_l_axe_du_dernier_entretien_classe_la_personne(ain, chef, entretien):
    fixer_axe(entretien.accompagnement, "SPS", du=datetime.date(2023, 9, 1))
    EntretienFactory(accompagnement=entretien.accompagnement, date=datetime.date(2023, 10, 1))
    chiffres = produire(demander_bilan(agent=chef, unite=ain, annee=2023)).figures["chiffres"]
    assert (chiffres["assures_sps"]["valeur"], chiffres["entretiens_pdp"]["valeur"]) == (1, 1)
    assert "assures_pdp" not in chiffres
