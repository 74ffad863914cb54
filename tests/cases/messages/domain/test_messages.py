"""Leaving a message for the référent, and what closes it."""

import datetime
import uuid

import pytest
import time_machine
from django.utils import timezone

from cases.accompagnements.domain.accompagnement import designer_referent
from cases.enums import IssueRappel
from cases.messages.domain.messages import laisser_message, repondre_au_message
from cases.messages.queries.messages import messages_a_rappeler, messages_de_l_unite, messages_laisses
from cases.models import Accompagnement, Contact, MessageReferent
from cases.transferts.domain.transfert import transferer_dossier
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.accompagnements.outils import clore
from tests.cases.horloge import JOUR
from tests.cases.outils import comme, journal, journalise, refus, sans_droit
from tests.fabriques import MessageReferentFactory, RaisonMessageFactory, RemplacementFactory

UN_JOUR = datetime.timedelta(days=1)


def laisser(agent: Agent, accompagnement: Accompagnement, **champs: object) -> MessageReferent:
    valeurs = {
        "identifiant": uuid.uuid4(),
        "raison": RaisonMessageFactory(),
        "telephone": "04 74 00 00 00",
        "rappeler_avant": JOUR + UN_JOUR,
    }
    return laisser_message(agent=agent, accompagnement=accompagnement, **(valeurs | champs))


def repondre(agent: Agent, message: MessageReferent, issue: IssueRappel, **champs: object) -> None:
    valeurs = {"identifiant": uuid.uuid4(), "issue": issue}
    repondre_au_message(agent=agent, message=message, **(valeurs | champs))


def attendent(agent: Agent) -> list[MessageReferent]:
    with comme(agent):
        return list(messages_a_rappeler(agent, timezone.localdate()))


class TestLaisser:
    def test_il_attend_le_referent_et_nomme_son_auteur(
        self, accompagnement: Accompagnement, csam: Agent, ass: Agent, collegue: Agent
    ) -> None:
        with comme(csam):
            message = laisser(csam, accompagnement, texte=" Rappeler après 17 h ")
            assert journalise(message, ActionJournal.CREATION, csam)
        assert (message.auteur, message.texte) == (csam, "Rappeler après 17 h")
        assert attendent(ass) == [message]
        assert attendent(collegue) == []

    def test_deux_clics_laissent_un_message(self, accompagnement: Accompagnement, csam: Agent) -> None:
        identifiant = uuid.uuid4()
        with comme(csam):
            premier = laisser(csam, accompagnement, identifiant=identifiant)
            assert laisser(csam, accompagnement, identifiant=identifiant) == premier
            with refus("a déjà servi"):
                laisser(csam, accompagnement, identifiant=identifiant, texte="Autre chose")
            assert MessageReferent.objects.count() == 1

    def test_le_secretariat_aussi_et_personne_d_autre(
        self,
        accompagnement: Accompagnement,
        secretaire: Agent,
        ass: Agent,
        manager: Agent,
        ass_ardeche: Agent,
    ) -> None:
        with comme(secretaire):
            laisser(secretaire, accompagnement)
        for agent in (ass, manager, ass_ardeche):
            with perimetre(TOUT), sans_droit():
                laisser(agent, accompagnement)

    @pytest.mark.parametrize(
        ("champs", "phrase", "champ"),
        [
            ({"rappeler_avant": JOUR - UN_JOUR}, "Ce jour est passé", "rappeler_avant"),
            ({"rappeler_avant": JOUR + 31 * UN_JOUR}, "sous 30 jours", "rappeler_avant"),
            ({"telephone": "portable"}, "le numéro à rappeler", "telephone"),
            ({"texte": "x" * 301}, "300", "texte"),
        ],
    )
    def test_ce_qui_est_refuse(
        self, accompagnement: Accompagnement, csam: Agent, champs: dict, phrase: str, champ: str
    ) -> None:
        with comme(csam), refus(phrase, champ):
            laisser(csam, accompagnement, **champs)

    def test_une_raison_qui_n_est_plus_proposee_est_refusee(
        self, accompagnement: Accompagnement, csam: Agent
    ) -> None:
        close = RaisonMessageFactory(code="ancienne", valide_au=JOUR - UN_JOUR)
        with comme(csam), refus("n'est pas proposé", "raison"):
            laisser(csam, accompagnement, raison=close)

    def test_a_personne_quand_l_accompagnement_est_clos(
        self, accompagnement: Accompagnement, csam: Agent, ass: Agent
    ) -> None:
        with comme(ass):
            clore(ass, accompagnement)
        with comme(csam), refus("enregistrez un signalement"):
            laisser(csam, accompagnement)


class TestSuivre:
    def test_il_suit_le_referent_quand_il_change(
        self, accompagnement: Accompagnement, manager: Agent, ass: Agent, collegue: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        with comme(manager):
            designer_referent(agent=manager, accompagnement=accompagnement, referent=collegue, le=JOUR)
        assert (attendent(ass), attendent(collegue)) == ([], [message])

    def test_le_remplacant_du_jour_le_lit_aussi_puis_plus(
        self, accompagnement: Accompagnement, ass: Agent, collegue: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        RemplacementFactory(remplace=ass, remplacant=collegue, du=JOUR, au=JOUR)
        assert (attendent(ass), attendent(collegue)) == ([message], [message])
        with time_machine.travel(datetime.datetime(2026, 5, 16, 10, tzinfo=datetime.UTC)):
            assert (attendent(ass), attendent(collegue)) == ([message], [])

    def test_il_suit_le_dossier_transfere_et_la_nouvelle_unite_le_voit(
        self,
        accompagnement: Accompagnement,
        ass: Agent,
        manager: Agent,
        manager_ardeche: Agent,
        ardeche: Departement,
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        with comme(manager):
            transferer_dossier(
                agent=manager, assure=accompagnement.assure, vers=ardeche, motif="Déménagement"
            )
        assert attendent(ass) == []
        for agent, lus in ((manager, []), (manager_ardeche, [message])):
            with comme(agent):
                assert list(messages_de_l_unite(agent, JOUR)) == lus

    def test_il_attend_encore_quand_l_accompagnement_se_clot(
        self, accompagnement: Accompagnement, ass: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        with comme(ass):
            clore(ass, accompagnement)
        assert attendent(ass) == [message]

    def test_l_acces_restreint_le_cache_a_son_auteur(
        self, accompagnement: Accompagnement, ass: Agent, csam: Agent, manager: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement, auteur=csam)
        with perimetre(TOUT):
            assure = accompagnement.assure
            assure.acces_restreint, assure.manager_habilite = True, manager
            assure.save()
        with comme(csam):
            assert not messages_laisses(csam, JOUR).exists()
            assert not messages_de_l_unite(csam, JOUR).exists()
        assert attendent(ass) == [message]

    def test_les_retards_viennent_en_premier(self, accompagnement: Accompagnement, ass: Agent) -> None:
        tard, demain, retard = (
            MessageReferentFactory(accompagnement=accompagnement, rappeler_avant=JOUR + n * UN_JOUR)
            for n in (5, 1, -2)
        )
        assert attendent(ass) == [retard, demain, tard]


class TestRepondre:
    def test_joindre_la_personne_le_clot_et_note_le_contact(
        self, accompagnement: Accompagnement, ass: Agent, csam: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement, auteur=csam)
        with comme(ass):
            repondre(ass, message, IssueRappel.JOINT, precision="Rendez-vous fixé")
            (contact,) = Contact.objects.select_related("assure", "message")
        assert (contact.assure, contact.message, contact.resultat, contact.agent) == (
            accompagnement.assure,
            message,
            "joint",
            ass,
        )
        assert attendent(ass) == []
        with comme(csam):
            (lu,) = messages_laisses(csam, JOUR)
            assert (lu.clos_par, [c.precision for c in lu.contacts.all()]) == (ass, ["Rendez-vous fixé"])

    @pytest.mark.parametrize("issue", [IssueRappel.MESSAGE, IssueRappel.INJOIGNABLE])
    def test_un_essai_ne_le_clot_pas(
        self, accompagnement: Accompagnement, ass: Agent, issue: IssueRappel
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        with comme(ass):
            repondre(ass, message, issue)
            assert [c.resultat for c in message.contacts.all()] == [issue.value]
        assert attendent(ass) == [message]

    def test_la_meme_page_envoyee_deux_fois_note_un_appel(
        self, accompagnement: Accompagnement, ass: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        identifiant = uuid.uuid4()
        with comme(ass):
            for _ in range(2):
                repondre(ass, message, IssueRappel.JOINT, identifiant=identifiant)
            assert Contact.objects.count() == 1
            with refus("déjà clos"):
                repondre(ass, message, IssueRappel.JOINT)
            with refus("déjà clos"):
                repondre(ass, message, IssueRappel.INUTILE, precision="La personne a rappelé")

    def test_un_rappel_inutile_demande_son_motif_et_ne_note_aucun_appel(
        self, accompagnement: Accompagnement, csam: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        with comme(csam):
            with refus("Indiquez le motif", "precision"):
                repondre(csam, message, IssueRappel.INUTILE)
            repondre(csam, message, IssueRappel.INUTILE, precision="La personne a rappelé")
            message.refresh_from_db()
            assert (message.clos_par, message.rappel_inutile) == (csam, "La personne a rappelé")
            assert not Contact.objects.exists()
            assert journal(message) == [(ActionJournal.MODIFICATION, "Rappel inutile")]

    def test_seul_qui_suit_la_personne_note_l_appel(
        self, accompagnement: Accompagnement, csam: Agent, collegue: Agent, manager: Agent
    ) -> None:
        message = MessageReferentFactory(accompagnement=accompagnement)
        for agent in (csam, collegue, manager):
            with comme(agent), sans_droit():
                repondre(agent, message, IssueRappel.JOINT)
        for agent in (collegue, manager):
            with comme(agent), sans_droit():
                repondre(agent, message, IssueRappel.INUTILE, precision="Rien")
