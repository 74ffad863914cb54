"""recevoir_par_formulaire: what two sendings at once do, and what the act refuses even if the page forgot."""

import datetime
import threading
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.models import Signalement
from cases.signalements.domain.formulaire_partenaire import LienInutilisable, recevoir_par_formulaire
from partners.domain.liens import revoquer_lien
from partners.enums import Profil
from partners.models import Commune, LienSignalement, Parametre
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import CommuneFactory, LienSignalementFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory

NAISSANCE = datetime.date(1979, 4, 12)


def contenu(**champs: Any) -> dict[str, Any]:
    return {
        "accord": True,
        "nom": "Vasseur",
        "prenom": "Nadège",
        "date_naissance": NAISSANCE,
        "telephone": "06 39 98 10 21",
        "commune": Commune.objects.get(),
        "arret_depuis": None,
        "motif": "Craint de ne pas reprendre son poste",
        "signale_par": "Sonia Marchal, chargée de maintien",
        "signale_contact": "sonia@example.org",
    } | champs


def combien() -> int:
    with perimetre(TOUT):
        return Signalement.objects.count()


def un_lien() -> LienSignalement:
    CommuneFactory()
    return LienSignalementFactory(site=SiteFactory(departement=DepartementFactory(code="01")))


@pytest.fixture
def lien(db: None) -> LienSignalement:
    return un_lien()


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"accord": False}, "accord"),
        ({"motif": "Voir 1 84 02 75 004 123 45"}, "motif"),
        ({"signale_contact": "184027500412345"}, "signale_contact"),
        ({"nom": "---"}, "nom"),
        ({"date_naissance": datetime.date(1800, 1, 1)}, "date_naissance"),
        ({"arret_depuis": NAISSANCE - datetime.timedelta(days=1)}, "arret_depuis"),
    ],
)
def test_l_acte_refuse_de_lui_meme(lien, champs, champ):
    with pytest.raises(ValidationError) as refus:
        recevoir_par_formulaire(lien=lien, identifiant=uuid.uuid4(), **contenu(**champs))
    assert list(refus.value.message_dict) == [champ]
    assert "004" not in str(refus.value)
    assert combien() == 0
    lien.refresh_from_db()
    assert lien.dernier_usage is None


def test_un_double_clic_tardif_retrouve_ce_qui_a_suivi_son_dossier_ailleurs(lien, ardeche):
    identifiant = uuid.uuid4()
    premier = recevoir_par_formulaire(lien=lien, identifiant=identifiant, **contenu())
    with perimetre(TOUT):
        Signalement.objects.update(departement=ardeche)
    assert recevoir_par_formulaire(lien=lien, identifiant=identifiant, **contenu()) == premier
    assert combien() == 1


def a_deux(*appels: Any) -> list[object]:
    """Each in a thread and a connection of its own, from the same moment; what each gave, or the refusal."""
    depart, resultats = threading.Barrier(len(appels)), []

    def faire(appel: Any) -> None:
        try:
            depart.wait(10)
            resultats.append(appel())
        except (ValidationError, LienInutilisable) as refus:
            resultats.append(refus)
        finally:
            connection.close()

    fils = [threading.Thread(target=faire, args=[appel]) for appel in appels]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(30)
    return resultats


@pytest.mark.django_db(transaction=True)
class TestEnMemeTemps:
    def test_le_meme_envoi_n_est_recu_qu_une_fois(self):
        lien, identifiant, recu = un_lien(), uuid.uuid4(), contenu()

        def envoyer() -> Signalement:
            return recevoir_par_formulaire(lien=lien, identifiant=identifiant, **recu)

        premier, second = a_deux(envoyer, envoyer)
        assert premier == second
        assert combien() == 1

    def test_le_plafond_n_est_pas_depasse_a_plusieurs(self):
        lien, recu = un_lien(), contenu()
        Parametre.objects.filter(code="formulaire-plafond-jour").update(valeur=1)

        def envoyer() -> Signalement:
            return recevoir_par_formulaire(lien=lien, identifiant=uuid.uuid4(), **recu)

        resultats = a_deux(envoyer, envoyer, envoyer)
        assert sum(isinstance(resultat, ValidationError) for resultat in resultats) == 2
        assert combien() == 1

    def test_revoque_pendant_l_envoi_il_est_recu_avant_ou_pas_du_tout(self):
        lien, recu = un_lien(), contenu()
        manager = un_agent(Profil.MANAGER, lien.site.departement)
        a_deux(
            lambda: revoquer_lien(agent=manager, lien=lien),
            lambda: recevoir_par_formulaire(lien=lien, identifiant=uuid.uuid4(), **recu),
        )
        with perimetre(TOUT):
            recus = list(Signalement.objects.all())
        lien.refresh_from_db()
        assert lien.revoque_le is not None
        assert len(recus) == (0 if lien.dernier_usage is None else 1)
        with pytest.raises(LienInutilisable):
            recevoir_par_formulaire(lien=lien, identifiant=uuid.uuid4(), **recu)
