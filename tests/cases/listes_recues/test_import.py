"""What becomes of each line: created, attached, already open, followed elsewhere, received already, rejected."""

import datetime

import pytest
import time_machine

from cases.enums import EtatSignalement
from cases.enums_liste_recue import EtatListeRecue, ResultatLigne
from cases.listes_recues.domain.retrait import demander_retrait
from cases.models import DemandeTransfert, LigneFichier, Signalement
from cases.signalements.domain.triage import Suite, trier_signalement
from partners.enums import FamilleOrigine, Profil
from servicesocial import tasks
from servicesocial.models import Journal
from servicesocial.refus import RefusMetier
from tests.cases.listes_recues.outils import ARRET, RECU_LE, en_csv, personne, personnes
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    DepartementFactory,
    OppositionFactory,
    RaisonSuiteFactory,
    SignalementFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db
MAINTENANT = "2026-03-02 11:00:00+01:00"


def resultats(liste_recue):
    return {ligne.numero: ResultatLigne(ligne.resultat) for ligne in liste_recue.lignes.all()}


def assure_de(rang, departement, **champs):
    nir, nom, prenom, *_ = personne(rang)
    return AssureFactory(departement=departement, nom=nom, prenom=prenom, nir=nir, **champs)


def test_une_ligne_devient_un_signalement_complet(deposer, importer, csam, cpam):
    liste_recue = importer(deposer(en_csv([personne(3)])))
    signalement = Signalement.objects.get()
    assert signalement.nir == personne(3)[0][:13]
    assert (signalement.recu_le, signalement.echeance) == (RECU_LE, RECU_LE + datetime.timedelta(days=14))
    assert (signalement.partenaire, signalement.accord, signalement.etat) == (cpam, "non_requis", "recu")
    assert liste_recue.lignes.get().signalement == signalement.uuid
    assert liste_recue.contenu is None
    assert Journal.objects.filter(objet_uuid=signalement.uuid, agent=csam, action="creation").exists()


def test_un_dossier_de_l_unite_de_meme_nir_est_designe(deposer, importer, bureau):
    assure = assure_de(0, bureau.departement)
    liste_recue = importer(deposer(en_csv(personnes(6))))
    assert resultats(liste_recue)[2] == ResultatLigne.CONNUE
    signalement = Signalement.objects.get(assure=assure)
    assert signalement.etat == EtatSignalement.RECU


@pytest.mark.parametrize(
    ("famille", "attendu", "etat"),
    [
        (FamilleOrigine.CPAM, ResultatLigne.DEJA_OUVERTE, None),
        (FamilleOrigine.SERVICE_MEDICAL, ResultatLigne.CONNUE, EtatSignalement.RATTACHE),
    ],
)
def test_une_personne_deja_accompagnee(deposer, importer, bureau, famille, attendu, etat):
    """A request tells nothing new; a signalement of the Service médical is received, and reaches the référent."""
    suivi = AccompagnementFactory(assure=assure_de(0, bureau.departement), site=bureau)
    liste_recue = importer(deposer(en_csv(personnes(6)), famille))
    assert resultats(liste_recue)[2] == attendu
    assert [s.etat for s in Signalement.objects.filter(accompagnement=suivi)] == ([etat] if etat else [])


def test_une_personne_decedee_n_est_pas_signalee(deposer, importer, bureau):
    assure_de(0, bureau.departement, decede_le=datetime.date(2026, 1, 1))
    liste_recue = importer(deposer(en_csv(personnes(6))))
    assert resultats(liste_recue)[2] == ResultatLigne.REJETEE


def test_meme_nom_et_meme_naissance_mais_un_autre_nir_ne_sont_jamais_confondus(deposer, importer, bureau):
    ligne = personne(0)
    autre = personne(14_000_000 + 40 * 12 * 28)
    assert autre[0] != ligne[0]
    AssureFactory(departement=bureau.departement, nom=ligne[1], prenom=ligne[2])
    attend = SignalementFactory.build(
        site=bureau,
        departement=bureau.departement,
        nom=ligne[1],
        prenom=ligne[2],
        date_naissance=datetime.date(1960, 1, 1),
    )
    attend.origine.save(), attend.canal.save()
    attend.chiffrer_et_indexer_nir("1600101053999")
    attend.save()
    liste_recue = importer(deposer(en_csv([ligne, *personnes(6)[1:]])))
    assert resultats(liste_recue)[2] == ResultatLigne.CREEE
    assert not Signalement.objects.filter(assure__isnull=False).exists()


@pytest.mark.parametrize("avec_nir", [True, False])
def test_un_signalement_qui_attend_n_est_pas_double(deposer, importer, bureau, avec_nir):
    nir, nom, prenom, *_ = personne(0)
    attend = SignalementFactory(
        site=bureau, nom=nom.upper(), prenom=prenom, date_naissance=datetime.date(1960, 1, 1)
    )
    if avec_nir:
        attend.nom, attend.date_naissance = "Ecritautrement", None
        attend.chiffrer_et_indexer_nir(nir)
    attend.save()
    liste_recue = importer(deposer(en_csv(personnes(6))))
    ligne = liste_recue.lignes.get(numero=2)
    assert (ligne.resultat, ligne.signalement) == (ResultatLigne.DEJA_OUVERTE, attend.uuid)
    assert ("même NIR" in ligne.precision) == avec_nir


def test_un_dossier_ailleurs_est_dit_sans_rien_en_montrer(deposer, importer, bureau):
    ailleurs = assure_de(0, DepartementFactory(code="69"), telephone="0499887766")
    assure_de(
        1, ailleurs.departement, acces_restreint=True, manager_habilite=un_agent(Profil.MANAGER, bureau)
    )
    liste_recue = importer(deposer(en_csv(personnes(6))))
    assert (resultats(liste_recue)[2], resultats(liste_recue)[3]) == (
        ResultatLigne.AILLEURS,
        ResultatLigne.CREEE,
    )
    signalement = Signalement.objects.get(uuid=liste_recue.lignes.get(numero=2).signalement)
    assert (signalement.assure, signalement.departement_id) == (None, "01")
    assert signalement.telephone != ailleurs.telephone
    assert "Le transfert est demandé." in liste_recue.lignes.get(numero=2).precision
    demande = DemandeTransfert.objects.get()
    assert (demande.assure, demande.vers, demande.etat) == (ailleurs, bureau.departement, "demandee")
    with time_machine.travel(MAINTENANT):
        demander_retrait(agent=liste_recue.depose_par, liste_recue=liste_recue, motif="Mauvais mois")
        tasks.faire(str(liste_recue.travail.uuid))
    demande.refresh_from_db()
    assert demande.etat == "retiree"


def test_les_doubles_d_un_fichier_sont_faits_une_fois(deposer, importer):
    sans_nir = ("", *personne(1)[1:])
    en_clair = (" ".join(personne(2)[0]).lower(), *personne(2)[1:])
    liste_recue = importer(deposer(en_csv([*personnes(8), personne(0), sans_nir, en_clair])))
    lus = resultats(liste_recue)
    assert [lus[10], lus[11], lus[12]] == [ResultatLigne.DEJA_RECUE] * 3
    assert Signalement.objects.count() == 8
    assert liste_recue.lignes.get(numero=10).precision == "Même personne que la ligne 2."


def test_la_liste_du_mois_suivant_ne_refait_pas_les_memes_arrets(deposer, importer, csam):
    importer(deposer(en_csv(personnes(6))))
    signalement = Signalement.objects.get(nom=personne(0)[1])
    with time_machine.travel(MAINTENANT):
        trier_signalement(
            agent=csam,
            signalement=signalement,
            suite=Suite.SANS_SUITE,
            etat_vu="recu",
            raison=RaisonSuiteFactory(code="injoignable"),
        )
    nouvel_arret = personne(1, arret=ARRET - datetime.timedelta(days=400))
    liste_recue = importer(deposer(en_csv([*personnes(8)[2:], personne(0), nouvel_arret])))
    lus = list(resultats(liste_recue).values())
    assert lus.count(ResultatLigne.CREEE) == 2
    assert ResultatLigne.DEJA_RECUE in lus
    assert Signalement.objects.filter(nom=personne(0)[1]).count() == 1


def test_des_colonnes_decalees_refusent_tout_le_fichier(deposer, importer):
    decalees = [(ligne[-1], *ligne[:-1]) for ligne in personnes(30)]
    liste_recue = importer(deposer(en_csv(decalees)))
    assert liste_recue.etat == EtatListeRecue.REFUSE
    assert "30 lignes sur 30 sont rejetées" in liste_recue.motif_refus
    assert (Signalement.objects.count(), LigneFichier.objects.count()) == (0, 0)
    assert liste_recue.contenu is not None


def test_un_fichier_tronque_ne_cree_rien(deposer, importer):
    liste_recue = importer(deposer(en_csv(personnes(700))[:-30]))
    assert (liste_recue.etat, Signalement.objects.count()) == (EtatListeRecue.REFUSE, 0)
    assert "tronqué" in liste_recue.motif_refus


def test_des_formules_sont_rejetees_ligne_par_ligne(deposer, importer):
    piegee = (*personne(0)[:1], '=HYPERLINK("http://example.org")', *personne(0)[2:])
    liste_recue = importer(deposer(en_csv([piegee, *personnes(30)[1:]])))
    assert liste_recue.lignes.get(numero=2).precision == "La cellule « Nom » contient une formule."
    assert Signalement.objects.count() == 29


def test_un_fichier_connu_n_est_pas_depose_deux_fois(deposer, importer):
    contenu = en_csv(personnes(6))
    deposer(contenu)
    with pytest.raises(RefusMetier, match="déjà été déposé"):
        deposer(contenu)


REFUSER = {
    "opposition au dossier": lambda ligne, site, le: OppositionFactory(
        assure=assure_de(0, site.departement, date_naissance=datetime.date(1960, 1, 1)), le=le
    ),
    "opposition au signalement": lambda ligne, site, le: OppositionFactory(
        assure=None,
        departement=site.departement,
        signalement=_signale(ligne, site, le, etat="repondu"),
        le=le,
    ),
    "refus à la réception": lambda ligne, site, le: _signale(
        ligne, site, le, accord="refuse", etat="repondu"
    ),
    "classé pour refus": lambda ligne, site, le: _signale(
        ligne, site, le, etat="sans_suite", raison=RaisonSuiteFactory(code="refus")
    ),
}


def _signale(ligne, site, le, **champs):
    return SignalementFactory(
        site=site,
        nom=ligne[1],
        prenom=ligne[2],
        date_naissance=datetime.date(1960, 1, 1),
        recu_le=le,
        clos_le=le,
        **champs,
    )


@pytest.mark.parametrize("cas", REFUSER)
@pytest.mark.parametrize(("jours", "attendu"), [(300, ResultatLigne.REFUS), (366, None)])
def test_qui_a_refuse_n_est_pas_signale_avant_la_fin_du_delai(deposer, importer, bureau, cas, jours, attendu):
    le = RECU_LE - datetime.timedelta(days=jours)
    REFUSER[cas](personne(0), bureau, le)
    liste_recue = importer(deposer(en_csv(personnes(6))))
    ligne = liste_recue.lignes.get(numero=2)
    assert (ligne.resultat == ResultatLigne.REFUS) == (attendu is not None)
    if attendu:
        assert f"a refusé le {le:%d/%m/%Y}" in ligne.precision
    assert Signalement.objects.filter(recu_le=RECU_LE).count() == (5 if attendu else 6)


def test_une_opposition_levee_ne_retient_plus(deposer, importer, bureau):
    assure = assure_de(0, bureau.departement)
    OppositionFactory(assure=assure, le=RECU_LE, levee_le=RECU_LE, motif_levee="Erreur")
    liste_recue = importer(deposer(en_csv(personnes(6))))
    assert liste_recue.lignes.get(numero=2).resultat == ResultatLigne.CONNUE


def test_un_refus_leve_ne_retient_plus_meme_note_a_la_reception(deposer, importer, bureau):
    le = RECU_LE - datetime.timedelta(days=60)
    signalement = _signale(personne(0), bureau, le, accord="refuse", etat="repondu")
    OppositionFactory(
        assure=None,
        departement=bureau.departement,
        signalement=signalement,
        le=le,
        levee_le=RECU_LE,
        motif_levee="Demande un rendez-vous",
    )
    liste_recue = importer(deposer(en_csv(personnes(6))))
    assert liste_recue.lignes.get(numero=2).resultat == ResultatLigne.CREEE


def test_le_rapport_dit_le_jour_de_l_opposition(deposer, importer, bureau):
    recu, oppose = RECU_LE - datetime.timedelta(days=90), RECU_LE - datetime.timedelta(days=30)
    signalement = _signale(personne(0), bureau, recu, etat="repondu")
    OppositionFactory(assure=None, departement=bureau.departement, signalement=signalement, le=oppose)
    liste_recue = importer(deposer(en_csv(personnes(6))))
    assert f"{oppose:%d/%m/%Y}" in liste_recue.lignes.get(numero=2).precision
