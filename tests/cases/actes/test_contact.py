import datetime

from django.utils import timezone

from cases.domain.contact import noter_contact
from cases.enums import MoyenContact, ResultatContact
from cases.models import Assure, Contact, Entretien
from partners.models import Agent
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, journalise, refus, sans_droit

APPEL = {"moyen": MoyenContact.TELEPHONE, "resultat": ResultatContact.INJOIGNABLE}


def test_noter_un_essai_n_est_pas_un_entretien(assure: Assure, csam: Agent) -> None:
    with comme(csam):
        contact = noter_contact(agent=csam, assure=assure, **APPEL, precision="Deux appels")
        contact.refresh_from_db()
        assert (contact.agent, contact.resultat, contact.precision) == (csam, "injoignable", "Deux appels")
        assert not Entretien.objects.exists()
        assert journalise(contact, ActionJournal.CREATION, csam)


def test_noter_refuse_un_moment_a_venir(assure: Assure, csam: Agent) -> None:
    with comme(csam), refus("dans le futur", "le"):
        noter_contact(agent=csam, assure=assure, **APPEL, le=timezone.now() + datetime.timedelta(minutes=5))


def test_noter_est_a_ceux_qui_gerent_le_dossier(
    assure: Assure, ass: Agent, manager: Agent, ass_ardeche: Agent
) -> None:
    for agent in (ass, manager, ass_ardeche):
        with comme(agent), sans_droit():
            noter_contact(agent=agent, assure=assure, **APPEL)
    with comme(ass):
        assert not Contact.objects.exists()
