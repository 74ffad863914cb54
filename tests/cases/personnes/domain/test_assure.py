import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cases.enums import MotifSansNir, NaturePiece, Sexe
from cases.models import Assure, Situation
from cases.personnes.domain.assure import DossierExistant, corriger_identite, creer_assure
from cases.personnes.domain.situation import changer_situation, corriger_situation, enregistrer_arret
from partners.models import Agent, Departement, Site
from servicesocial.enums import ActionJournal
from servicesocial.perimetre import TOUT, perimetre, perimetre_courant
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AccompagnementFactory,
    ArretTravailFactory,
    AssureFactory,
    SituationEmploiFactory,
    SituationFactory,
    TypeMenageFactory,
    TypeRisqueFactory,
    un_agent,
)

NIR = "2 84 05 88 321 025 32"


def creer(agent: Agent, departement: Departement, **autres: object) -> Assure:
    defauts = {"nom": "Éloïse-Fictive", "prenom": "Anne", "sexe": Sexe.FEMME, "nir": NIR}
    return creer_assure(agent=agent, departement=departement, **(defauts | autres))


def test_creer_chiffre_le_nir_et_range_le_nom(ain: Departement, csam: Agent) -> None:
    with comme(csam):
        assure = creer(csam, ain, date_naissance=jour("1984-05-02"), telephone="0400000000")
        assure.refresh_from_db()
        assert (assure.nir, assure.motif_sans_nir) == ("2840588321025", "")
        assert b"2840588321025" not in bytes(assure.nir_chiffre)
        assert (assure.nom_recherche, assure.telephone) == ("eloise fictive anne", "0400000000")
        assert journalise(assure, ActionJournal.CREATION, csam)


def test_creer_sans_nir_demande_un_motif(ain: Departement, csam: Agent) -> None:
    with comme(csam):
        with refus("Indiquez le NIR, ou le motif"):
            creer(csam, ain, nir="")
        with refus("pas les deux", "nir"):
            creer(csam, ain, motif_sans_nir=MotifSansNir.EN_ATTENTE)
        for _ in range(2):
            assert creer(csam, ain, nir="", motif_sans_nir=MotifSansNir.EN_ATTENTE).nir_index is None


def test_creer_refuse_un_nir_faux_avec_sa_raison(ain: Departement, csam: Agent) -> None:
    with comme(csam):
        with refus("La clé de ce NIR", "nir"):
            creer(csam, ain, nir="284058832102533")
        with refus("13 caractères", "nir"):
            creer(csam, ain, nir="28405883210253")
        assert not Assure.objects.exists()


def test_un_nir_connu_dans_l_unite_designe_le_dossier(ain: Departement, csam: Agent) -> None:
    existant = AssureFactory(nom="Déjà", prenom="Là", nir=NIR, departement=ain)
    with comme(csam):
        with refus("DÉJÀ Là", "nir"):
            creer(csam, ain)
        with pytest.raises(DossierExistant) as erreur:
            creer(csam, ain, nir="2840588321025")
        assert erreur.value.dossier == existant


def test_un_nir_connu_ailleurs_ne_dit_rien_d_autre(
    ain: Departement, ardeche: Departement, csam: Agent
) -> None:
    AssureFactory(nom="Cachée", nir=NIR, departement=ardeche)
    with comme(csam):
        with pytest.raises(DossierExistant) as erreur:
            creer(csam, ain)
        assert erreur.value.message_dict == {"nir": ["Un dossier existe dans un autre département."]}
        assert erreur.value.dossier is None
        # The wide search ended with the question: nothing of the other unit can be read afterwards.
        assert perimetre_courant() == ("01",)
        assert not Assure.objects.exists()


def test_un_dossier_a_acces_restreint_de_l_unite_n_est_pas_nomme(
    ain: Departement, csam: Agent, manager: Agent
) -> None:
    AssureFactory(nom="Cachée", nir=NIR, departement=ain, acces_restreint=True, manager_habilite=manager)
    with comme(csam), pytest.raises(DossierExistant) as erreur:
        creer(csam, ain)
    assert "Cachée".upper() not in str(erreur.value)
    assert "accès restreint" in str(erreur.value)


@pytest.mark.django_db(transaction=True)
def test_de_deux_creations_a_la_fois_une_seule_aboutit(ain: Departement, csam: Agent) -> None:
    depart = threading.Barrier(2)
    resultats: list[str] = []

    def essayer() -> None:
        try:
            with perimetre(["01"]):
                depart.wait(timeout=120)
                creer(csam, ain)
            resultats.append("créé")
        except DossierExistant:
            resultats.append("refusé")
        finally:
            connection.close()

    fils = [threading.Thread(target=essayer) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=300)
    assert sorted(resultats) == ["créé", "refusé"]
    with perimetre(TOUT):
        assert Assure.objects.count() == 1


def test_creer_dans_une_unite_ou_l_on_ne_travaille_pas(
    ardeche: Departement, ain: Departement, csam: Agent, manager: Agent
) -> None:
    for agent, unite in ((csam, ardeche), (manager, ain)):
        with comme(agent), sans_droit():
            creer(agent, unite)


def test_corriger_ne_change_que_ce_qui_est_donne_et_n_ecrit_pas_le_contenu_au_journal(
    assure: Assure, csam: Agent
) -> None:
    with comme(csam):
        corriger_identite(agent=csam, assure=assure, date_naissance=None)
        corriger_identite(agent=csam, assure=assure, nom="Corrigée", nir=NIR)
        assure.refresh_from_db()
        assert (assure.nom, assure.prenom, assure.nir, assure.motif_sans_nir) == (
            "Corrigée",
            "Camille",
            "2840588321025",
            "",
        )
        assert assure.nom_recherche == "corrigee camille"
        assert journalise(assure, ActionJournal.MODIFICATION, csam, "nir, nom")
        corriger_identite(agent=csam, assure=assure, nir=NIR)


def test_corriger_refuse_le_nir_d_un_autre(assure: Assure, ardeche: Departement, csam: Agent) -> None:
    AssureFactory(nir=NIR, departement=ardeche)
    with comme(csam), refus("autre département", "nir"):
        corriger_identite(agent=csam, assure=assure, nir=NIR, nir_explique="Naissance inconnue")


def test_un_nir_qui_contredit_la_naissance_demande_pourquoi(assure: Assure, csam: Agent) -> None:
    with comme(csam):
        with refus("L'année de naissance diffère", "nir"):
            corriger_identite(agent=csam, assure=assure, nir=NIR, nir_explique=" ")
        corriger_identite(agent=csam, assure=assure, nir=NIR, nir_explique="Date de l'acte à l'étranger")
        assure.refresh_from_db()
        assert assure.nir_explique == "Date de l'acte à l'étranger"
        corriger_identite(agent=csam, assure=assure, nir=NIR, date_naissance=jour("1984-05-20"))
        assure.refresh_from_db()
        assert assure.nir_explique == ""


def test_corriger_est_a_l_unite_ou_a_l_ass_qui_suit(
    assure: Assure, site: Site, ass: Agent, secretaire: Agent, manager: Agent
) -> None:
    with comme(ass), sans_droit():
        corriger_identite(agent=ass, assure=assure, prenom="Alix")
    AccompagnementFactory(assure=assure, site=site, referent=ass)
    for agent in (ass, secretaire):
        with comme(agent):
            corriger_identite(agent=agent, assure=assure, prenom="Alix")
    with comme(manager), sans_droit():
        corriger_identite(agent=manager, assure=assure, prenom="Alix")


def test_changer_ajoute_une_situation_et_corriger_modifie_la_sienne(assure: Assure, csam: Agent) -> None:
    seule, couple = TypeMenageFactory(), TypeMenageFactory(code="couple-sans-enfant")
    with comme(csam):
        premiere = changer_situation(agent=csam, assure=assure, du=jour("2023-01-01"), menage=seule)
        changer_situation(
            agent=csam, assure=assure, du=jour("2023-05-01"), menage=couple, employeur="Atelier"
        )
        assert journalise(assure, ActionJournal.MODIFICATION, csam, "Changement de situation")
        corriger_situation(agent=csam, situation=premiere, employeur="Usine")
        assert list(Situation.objects.order_by("du").values_list("menage__code", "employeur")) == [
            ("personne-seule", "Usine"),
            ("couple-sans-enfant", "Atelier"),
        ]
        assert journalise(
            assure, ActionJournal.MODIFICATION, csam, "Correction de la situation du 01/01/2023 : employeur"
        )


def test_changer_de_situation_refuse_deux_le_meme_jour_un_jour_a_venir_et_une_ligne_perimee(
    assure: Assure, csam: Agent
) -> None:
    SituationFactory(assure=assure, du=jour("2023-01-01"))
    perime = SituationEmploiFactory(code="ancien", valide_au=jour("2022-12-31"))
    with comme(csam):
        with refus("corrigez-la"):
            changer_situation(agent=csam, assure=assure, du=jour("2023-01-01"))
        with refus("dans le futur", "du"):
            changer_situation(agent=csam, assure=assure, du=timezone.localdate() + datetime.timedelta(days=1))
        with refus("n'est pas proposé", "emploi"):
            changer_situation(agent=csam, assure=assure, du=jour("2023-02-01"), emploi=perime)


def test_un_arret_est_une_chaine_de_pieces(assure: Assure, csam: Agent) -> None:
    piece = {"agent": csam, "assure": assure, "risque": TypeRisqueFactory()}
    with comme(csam):
        with refus("Aucun arrêt n'est enregistré avant", "nature"):
            enregistrer_arret(
                **piece, nature=NaturePiece.PROLONGATION, du=jour("2023-03-01"), au=jour("2023-03-31")
            )
        enregistrer_arret(**piece, nature=NaturePiece.INITIAL, du=jour("2023-01-09"), au=jour("2023-02-28"))
        enregistrer_arret(
            **piece, nature=NaturePiece.PROLONGATION, du=jour("2023-03-01"), au=jour("2099-12-31")
        )
        assert assure.arrets.count() == 2
        assert journalise(assure, ActionJournal.MODIFICATION, csam, "Arrêt de travail")
        with refus("Un autre arrêt couvre"):
            enregistrer_arret(
                **piece, nature=NaturePiece.INITIAL, du=jour("2023-02-28"), au=jour("2023-03-02")
            )
        with refus("La date de fin précède", "au"):
            enregistrer_arret(
                **piece, nature=NaturePiece.INITIAL, du=jour("2022-02-28"), au=jour("2022-02-27")
            )


def test_l_arret_d_une_autre_personne_ne_gene_pas(assure: Assure, csam: Agent) -> None:
    autre = ArretTravailFactory(assure__departement=assure.departement)
    with comme(csam):
        enregistrer_arret(
            agent=csam,
            assure=assure,
            nature=NaturePiece.INITIAL,
            risque=autre.risque,
            du=autre.du,
            au=autre.au,
        )
        assert assure.arrets.count() == 1


def test_les_faits_d_une_autre_unite_sont_hors_de_portee(assure: Assure, ardeche: Departement) -> None:
    arret = ArretTravailFactory(assure=assure)
    situation = SituationFactory(assure=assure)
    voisine = un_agent("CSAM", ardeche)
    with comme(voisine):
        with sans_droit():
            corriger_situation(agent=voisine, situation=situation, employeur="Usine")
        with sans_droit():
            enregistrer_arret(
                agent=voisine,
                assure=assure,
                nature=NaturePiece.INITIAL,
                risque=arret.risque,
                du=jour("2024-01-01"),
                au=jour("2024-01-02"),
            )
        assert not Assure.objects.exists()
