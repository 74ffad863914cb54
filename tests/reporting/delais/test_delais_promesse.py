"""An origin that promises a contact is judged on the contact, apart."""

import datetime

import pytest

from cases.enums import EtatRendezVous
from partners.models import Departement, Site
from reporting.delais import calculer_delais
from tests.fabriques import OrigineSignalementFactory, ParametreFactory
from tests.reporting.delais.outils_delais import recu

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sans_referentiels")]


def test_une_origine_qui_promet_un_contact_est_jugee_sur_le_contact(ain: Departement, site: Site) -> None:
    """Joined on days 0 and 3, then 4; the second never. One received the eve of the promise is judged as the others."""
    ParametreFactory(valeur=14)
    prado = OrigineSignalementFactory(code="cpam-prado")
    debut = datetime.date(2023, 5, 2)
    ParametreFactory(code="delai-contact-cpam-prado", unite="heures", valeur=72, du=debut)
    prevu = EtatRendezVous.PREVU
    for joint in (0, 3, 4):
        recu(site, debut, rdv=((10, prevu),), joint=joint, origine=prado)
    recu(site, debut, rdv=((1, prevu),), origine=prado)
    recu(site, debut - datetime.timedelta(days=1), rdv=((10, prevu),), joint=9, origine=prado)
    recu(site, debut, rdv=((15, prevu),), joint=0)
    calcules = calculer_delais(ain, 2023)
    contact, rendez_vous = calcules.contact, calcules.rendez_vous
    assert (contact.tenus, contact.jugeables, contact.depasses) == (2, 3, 1)
    assert (rendez_vous.tenus, rendez_vous.jugeables, rendez_vous.mesures) == (1, 2, 6)
    assert calcules.contacts_promis == (("CPAM : PRADO", 72),)
    assert calcules.sous_contact == "sous 72 heures"
    lignes = {
        ligne.libelle: (ligne.rendez_vous.jugeables, ligne.contact.jugeables)
        for ligne in calcules.par_origine
    }
    assert lignes == {"CPAM : PRADO": (1, 3), "Service médical": (1, 0)}
