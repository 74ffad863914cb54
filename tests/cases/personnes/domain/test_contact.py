import datetime
import uuid

from django.utils import timezone

from cases.enums import EtatSignalement, MoyenContact, ResultatContact
from cases.models import Accompagnement, Assure, Contact, Entretien, Signalement
from cases.personnes.domain.contact import noter_contact, noter_essai
from cases.signalements.domain.triage import Suite, defaire_suite, trier_signalement
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.cases.signalements.outils import dans_l_etat
from tests.fabriques import SignalementFactory

APPEL = {"moyen": MoyenContact.TELEPHONE, "resultat": ResultatContact.INJOIGNABLE}


def test_noter_un_essai_n_est_pas_un_entretien(assure: Assure, csam: Agent) -> None:
    with comme(csam):
        contact = noter_contact(
            agent=csam, assure=assure, identifiant=uuid.uuid4(), **APPEL, precision="Deux appels"
        )
        contact.refresh_from_db()
        assert (contact.agent, contact.resultat, contact.precision) == (csam, "injoignable", "Deux appels")
        assert not Entretien.objects.exists()
        assert journalise(contact, ActionJournal.CREATION, csam)


def test_le_meme_contact_envoye_deux_fois_est_note_une_fois(assure: Assure, csam: Agent) -> None:
    identifiant = uuid.uuid4()
    with comme(csam):
        contact = noter_contact(agent=csam, assure=assure, identifiant=identifiant, **APPEL)
        assert noter_contact(agent=csam, assure=assure, identifiant=identifiant, **APPEL) == contact
        with refus("a déjà servi"):
            noter_contact(agent=csam, assure=assure, identifiant=identifiant, **APPEL, precision="Autre")
        with refus("à une personne jointe", "information"):
            noter_contact(agent=csam, assure=assure, identifiant=uuid.uuid4(), **APPEL, information="orale")
        assert Contact.objects.count() == 1


def test_noter_refuse_un_moment_a_venir(assure: Assure, csam: Agent) -> None:
    with comme(csam), refus("dans le futur", "le"):
        noter_contact(
            agent=csam,
            assure=assure,
            identifiant=uuid.uuid4(),
            **APPEL,
            le=timezone.now() + datetime.timedelta(minutes=5),
        )


def test_noter_est_a_ceux_qui_gerent_le_dossier(
    assure: Assure, ass: Agent, manager: Agent, ass_ardeche: Agent
) -> None:
    for agent in (ass, manager, ass_ardeche):
        with comme(agent), sans_droit():
            noter_contact(agent=agent, assure=assure, identifiant=uuid.uuid4(), **APPEL)
    with comme(ass):
        assert not Contact.objects.exists()


class TestEssai:
    """Before there is a dossier, an attempt hangs on the signalement."""

    def noter(self, agent: Agent, signalement: Signalement, **champs: object) -> Contact:
        valeurs = {
            "identifiant": uuid.uuid4(),
            "moyen": MoyenContact.TELEPHONE,
            "resultat": ResultatContact.INJOIGNABLE,
        }
        return noter_essai(agent=agent, signalement=signalement, **(valeurs | champs))

    def test_l_essai_rejoint_le_dossier_avec_le_signalement_et_en_repart(
        self, accompagnement: Accompagnement, csam: Agent
    ) -> None:
        signalement = SignalementFactory(site=accompagnement.site)
        with comme(csam):
            essai = self.noter(csam, signalement)
            assert (essai.assure, essai.signalement) == (None, signalement)
            trier_signalement(
                agent=csam,
                signalement=signalement,
                etat_vu="recu",
                suite=Suite.RATTACHER,
                accompagnement=accompagnement,
            )
            essai.refresh_from_db()
            assert essai.assure == accompagnement.assure
            defaire_suite(agent=csam, signalement=signalement, etat_vu="rattache")
            essai.refresh_from_db()
            assert essai.assure is None

    def test_la_meme_page_envoyee_deux_fois_note_un_essai(self, site: Site, csam: Agent) -> None:
        signalement = SignalementFactory(site=site)
        identifiant = uuid.uuid4()
        with comme(csam):
            premier = self.noter(csam, signalement, identifiant=identifiant)
            assert self.noter(csam, signalement, identifiant=identifiant) == premier
            with refus("a déjà servi"):
                self.noter(csam, signalement, identifiant=identifiant, resultat=ResultatContact.JOINT)
            assert signalement.contacts.count() == 1

    def test_ni_avant_la_reception_ni_dans_le_futur_ni_apres_la_suite(
        self, site: Site, csam: Agent, ass: Agent
    ) -> None:
        signalement = SignalementFactory(site=site, recu_le=jour("2023-02-01"))
        clos = dans_l_etat(EtatSignalement.REPONDU, site, ass)
        with comme(csam):
            with refus("précède la réception", "le"):
                self.noter(csam, signalement, le=datetime.datetime(2023, 1, 31, 9, tzinfo=datetime.UTC))
            with refus("dans le futur", "le"):
                self.noter(csam, signalement, le=timezone.now() + datetime.timedelta(minutes=5))
            with refus("déjà reçu une suite"):
                self.noter(csam, clos)
            assert not Contact.objects.exists()

    def test_l_ass_affectee_essaie_et_les_autres_non(
        self, site: Site, ass: Agent, collegue: Agent, secretaire: Agent
    ) -> None:
        signalement = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
        with comme(ass):
            assert self.noter(ass, signalement).agent == ass
        for agent in (collegue, secretaire):
            with comme(agent), sans_droit():
                self.noter(agent, signalement)
