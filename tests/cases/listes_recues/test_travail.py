"""The job of an import: killed, taken over, failed, asked twice; a file undone, given up, forgotten."""

import datetime
import uuid

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import MoyenContact, ResultatContact
from cases.enums_liste_recue import EtatListeRecue, ResultatLigne
from cases.listes_recues.domain import importation, retrait
from cases.listes_recues.domain.depot import abandonner_liste_recue, lancer_import, oublier_les_listes_recues
from cases.listes_recues.domain.retrait import demander_retrait
from cases.models import FichierSignalements, Signalement
from cases.personnes.domain.contact import noter_essai
from cases.signalements.domain.triage import Suite, prendre_en_charge, trier_signalement
from cases.tasks import oublier_les_listes
from partners.enums import Profil
from servicesocial import tasks, travaux
from servicesocial.enums import ActionJournal, EtatTravail
from servicesocial.models import Journal, Travail
from servicesocial.refus import RefusMetier
from tests.cases.listes_recues.outils import ENTETES, RECU_LE, en_csv, personne, personnes
from tests.fabriques import (
    RaisonSuiteFactory,
    SiteFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db
MAINTENANT = "2026-03-02 11:00:00+01:00"


def tomber(*_):
    raise RuntimeError("panne")


def resultats(liste_recue):
    return {ligne.numero: ResultatLigne(ligne.resultat) for ligne in liste_recue.lignes.all()}


# --- The worker -----------------------------------------------------------------------------------------------


def test_tue_au_milieu_puis_repris_chaque_ligne_est_faite_une_fois(deposer, csam, monkeypatch):
    monkeypatch.setattr(importation, "TRANCHE", 10)
    liste_recue = deposer(en_csv(personnes(45)))
    enregistrer, tranches = importation.enregistrer_tranche, []

    def mourir(*args):
        tranches.append(args)
        if len(tranches) == 3:
            enregistrer(*args)
            raise RuntimeError("tué")
        enregistrer(*args)

    with time_machine.travel(MAINTENANT):
        lancer_import(agent=csam, liste_recue=liste_recue)
        monkeypatch.setattr(importation, "enregistrer_tranche", mourir)
        tasks.faire(str(liste_recue.travail.uuid))
        assert Signalement.objects.count() == 20
        with pytest.raises(RefusMetier, match="import a commencé"):
            abandonner_liste_recue(agent=csam, liste_recue=liste_recue)
        tasks.faire(str(liste_recue.travail.uuid))
    liste_recue.refresh_from_db()
    assert liste_recue.etat == EtatListeRecue.IMPORTE
    assert sorted(resultats(liste_recue)) == list(range(2, 47))
    assert Signalement.objects.count() == 45


def test_qui_a_perdu_son_bail_n_ecrit_plus_de_ligne(deposer, csam, monkeypatch):
    monkeypatch.setattr(importation, "TRANCHE", 10)
    liste_recue = deposer(en_csv(personnes(30)))
    enregistrer = importation.enregistrer_tranche

    def pendant_qu_un_autre_prend(*args):
        enregistrer(*args)
        Travail.objects.filter(pk=liste_recue.travail_id).update(jeton=uuid.uuid4())

    monkeypatch.setattr(importation, "enregistrer_tranche", pendant_qu_un_autre_prend)
    with time_machine.travel(MAINTENANT):
        lancer_import(agent=csam, liste_recue=liste_recue)
        tasks.faire(str(liste_recue.travail.uuid))
    liste_recue.refresh_from_db()
    assert (liste_recue.etat, Signalement.objects.count()) == (EtatListeRecue.EN_COURS, 10)


def test_un_echec_repete_se_dit_et_se_relance(deposer, csam, monkeypatch):
    liste_recue = deposer(en_csv(personnes(8)))
    with time_machine.travel(MAINTENANT):
        lancer_import(agent=csam, liste_recue=liste_recue)
        with monkeypatch.context() as panne:
            panne.setattr(importation, "enregistrer_tranche", tomber)
            for _ in range(travaux.TENTATIVES_MAX):
                tasks.faire(str(liste_recue.travail.uuid))
        liste_recue.refresh_from_db()
        assert (liste_recue.etat, liste_recue.travail.etat) == (EtatListeRecue.REFUSE, EtatTravail.ECHEC)
        assert "n'a pas pu aller au bout" in liste_recue.motif_refus
        lancer_import(agent=csam, liste_recue=liste_recue)
        tasks.faire(str(liste_recue.travail.uuid))
    liste_recue.refresh_from_db()
    assert (liste_recue.etat, Signalement.objects.count()) == (EtatListeRecue.IMPORTE, 8)


def test_lance_deux_fois_c_est_une_fois(deposer, csam):
    liste_recue = deposer(en_csv(personnes(6)))
    autre = FichierSignalements.objects.get(pk=liste_recue.pk)
    with time_machine.travel(MAINTENANT):
        lancer_import(agent=csam, liste_recue=liste_recue)
        with pytest.raises(RefusMetier, match="déjà importé, en cours"):
            lancer_import(agent=csam, liste_recue=autre)


def test_un_lot_coute_le_meme_nombre_de_requetes_pour_1_et_50_lignes(deposer, csam):
    comptes = []
    for nombre, premiere in ((1, 0), (50, 100)):
        liste_recue = deposer(en_csv([personne(premiere + rang) for rang in range(nombre)]))
        with time_machine.travel(MAINTENANT):
            lancer_import(agent=csam, liste_recue=liste_recue)
            with CaptureQueriesContext(
                connection,
            ) as requetes:
                tasks.faire(str(liste_recue.travail.uuid))
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] == 42


# --- Undoing, giving up ---------------------------------------------------------------------------------------


def test_un_fichier_se_defait_en_entier_puis_se_refait(deposer, importer, csam):
    contenu = en_csv(personnes(8))
    liste_recue = importer(deposer(contenu))
    with time_machine.travel(MAINTENANT):
        demander_retrait(agent=csam, liste_recue=liste_recue, motif="Mauvais mois")
        assert Signalement.objects.comptent().count() == 8
        with pytest.raises(RefusMetier, match="déjà défait"):
            demander_retrait(agent=csam, liste_recue=liste_recue, motif="Mauvais mois")
        with pytest.raises(RefusMetier, match="déjà été déposé"):
            deposer(contenu)
        tasks.faire(str(liste_recue.travail.uuid))
    liste_recue.refresh_from_db()
    assert (liste_recue.etat, liste_recue.motif_defait) == (EtatListeRecue.DEFAIT, "Mauvais mois")
    assert not Signalement.objects.comptent().exists()
    annulations = Journal.objects.filter(objet="signalement", action=ActionJournal.ANNULATION, agent=csam)
    assert annulations.count() == 8
    assert importer(deposer(contenu)).etat == EtatListeRecue.IMPORTE
    assert Signalement.objects.comptent().count() == 8


def prendre(csam, signalement):
    prendre_en_charge(agent=csam, signalement=signalement)


def essayer(csam, signalement):
    noter_essai(
        agent=csam,
        signalement=signalement,
        identifiant=uuid.uuid4(),
        moyen=MoyenContact.TELEPHONE,
        resultat=ResultatContact.JOINT,
    )


def repondre(csam, signalement):
    trier_signalement(
        agent=csam,
        signalement=signalement,
        suite=Suite.REPONDRE,
        etat_vu="recu",
        raison=RaisonSuiteFactory(),
    )


@pytest.mark.parametrize("acte", [prendre, essayer, repondre])
def test_des_qu_un_signalement_a_ete_traite_rien_n_est_defait(deposer, importer, csam, acte):
    liste_recue = importer(deposer(en_csv(personnes(8))))
    with time_machine.travel(MAINTENANT):
        acte(csam, Signalement.objects.first())
        with pytest.raises(RefusMetier, match="1 des 8 signalements"):
            demander_retrait(agent=csam, liste_recue=liste_recue, motif="Mauvais mois")
    assert Signalement.objects.comptent().count() == 8


@pytest.mark.parametrize("acte", [prendre, essayer, repondre])
def test_traite_apres_la_demande_rien_n_est_defait_et_la_page_le_dit(deposer, importer, csam, acte):
    liste_recue = importer(deposer(en_csv(personnes(8))))
    with time_machine.travel(MAINTENANT):
        demander_retrait(agent=csam, liste_recue=liste_recue, motif="Mauvais mois")
        acte(csam, Signalement.objects.first())
        tasks.faire(str(liste_recue.travail.uuid))
        liste_recue.refresh_from_db()
        assert (liste_recue.etat, liste_recue.motif_defait) == (EtatListeRecue.IMPORTE, "")
        assert liste_recue.motif_refus.startswith("1 des 8 signalements")
        assert Signalement.objects.comptent().count() == 8


def test_un_retrait_qui_echoue_rend_le_fichier_comme_il_etait(deposer, importer, csam, monkeypatch):
    liste_recue = importer(deposer(en_csv(personnes(8))))
    with time_machine.travel(MAINTENANT):
        demander_retrait(agent=csam, liste_recue=liste_recue, motif="Mauvais mois")
        with monkeypatch.context() as panne:
            panne.setattr(retrait, "_annuler", tomber)
            for _ in range(travaux.TENTATIVES_MAX):
                tasks.faire(str(liste_recue.travail.uuid))
        liste_recue.refresh_from_db()
        assert (liste_recue.etat, liste_recue.motif_refus) == (EtatListeRecue.IMPORTE, retrait.ECHEC)
        assert Signalement.objects.comptent().count() == 8
        demander_retrait(agent=csam, liste_recue=liste_recue, motif="Mauvais mois")
        tasks.faire(str(liste_recue.travail.uuid))
    liste_recue.refresh_from_db()
    assert (liste_recue.etat, Signalement.objects.comptent().count()) == (EtatListeRecue.DEFAIT, 0)


def test_un_fichier_oublie_est_efface(deposer):
    liste_recue = deposer(en_csv(personnes(6)))
    assert oublier_les_listes_recues(jour=RECU_LE + datetime.timedelta(days=7)) == 0
    assert oublier_les_listes_recues(jour=RECU_LE + datetime.timedelta(days=8)) == 1
    liste_recue.refresh_from_db()
    assert (liste_recue.etat, liste_recue.contenu) == (EtatListeRecue.ABANDONNE, None)


def test_la_tache_planifiee_oublie_aussi(deposer):
    liste_recue = deposer(en_csv(personnes(6)))
    with time_machine.travel(f"{RECU_LE + datetime.timedelta(days=30)} 12:00:00+02:00"):
        oublier_les_listes()
    liste_recue.refresh_from_db()
    assert liste_recue.etat == EtatListeRecue.ABANDONNE
    taches = {reglage["task"] for reglage in settings.CELERY_BEAT_SCHEDULE.values()}
    assert oublier_les_listes.name in taches


def test_le_contenu_depose_ne_se_lit_pas_dans_la_base(deposer):
    liste_recue = deposer(en_csv(personnes(6)))
    brut = bytes(FichierSignalements.objects.get(pk=liste_recue.pk).contenu)
    assert personne(0)[0].encode() not in brut
    assert b"Nom" not in brut


def test_qui_ne_trie_pas_pour_le_site_ne_depose_pas(deposer, bureau, csam):
    from django.core.exceptions import PermissionDenied  # noqa: PLC0415

    liste_recue = deposer(en_csv(personnes(6)))
    for agent in (
        un_agent(Profil.CSAM, SiteFactory(departement=bureau.departement)),
        un_agent(Profil.MANAGER, bureau.departement),
        un_agent(Profil.ASS, bureau),
    ):
        for acte in (lancer_import, abandonner_liste_recue):
            with pytest.raises(PermissionDenied):
                acte(agent=agent, liste_recue=liste_recue)
    assert ENTETES[0] in liste_recue.entetes
