"""Long jobs: claimed once, written only by who holds the token, taken over when the lease has run out."""

import datetime
import socket
import time
import uuid

import pytest
import time_machine
from celery import Celery
from django.utils import timezone
from kombu.exceptions import OperationalError

from servicesocial import travaux
from servicesocial.enums import EtatTravail
from servicesocial.settings import base
from tests.fabriques import TravailFactory

pytestmark = pytest.mark.django_db
MAINTENANT = datetime.datetime(2024, 3, 4, 10, 0, tzinfo=datetime.UTC)


def test_un_travail_se_prend_une_fois():
    travail = TravailFactory()
    premier = travaux.prendre(travail.uuid)
    assert premier is not None
    assert (premier.etat, premier.tentatives) == (EtatTravail.EN_COURS, 1)
    assert travaux.prendre(travail.uuid) is None


def test_un_travail_inconnu_ne_se_prend_pas():
    assert travaux.prendre(uuid.uuid4()) is None


def test_bail_expire_un_autre_reprend_et_le_premier_n_ecrit_plus():
    travail = TravailFactory()
    with time_machine.travel(MAINTENANT, tick=False) as horloge:
        premier = travaux.prendre(travail.uuid)
        horloge.shift(61)
        second = travaux.prendre(travail.uuid)
        assert second.tentatives == 2
        with pytest.raises(travaux.BailPerdu):
            travaux.terminer(premier)
        with pytest.raises(travaux.BailPerdu):
            travaux.avancer(premier, 50, "trop tard")
        travaux.terminer(second)
    travail.refresh_from_db()
    assert (travail.etat, travail.progression) == (EtatTravail.PRODUIT, 100)


def test_qui_a_perdu_son_bail_ne_rend_ni_n_echoue_le_travail_d_un_autre():
    travail = TravailFactory()
    with time_machine.travel(MAINTENANT, tick=False) as horloge:
        premier = travaux.prendre(travail.uuid)
        horloge.shift(61)
        second = travaux.prendre(travail.uuid)
        travaux.rendre(premier)
        assert not travaux.echouer(premier, "trop tard")
    travail.refresh_from_db()
    assert (travail.etat, travail.jeton, travail.erreur) == (EtatTravail.EN_COURS, second.jeton, "")


def test_avancer_prolonge_le_bail():
    travail = TravailFactory()
    with time_machine.travel(MAINTENANT, tick=False) as horloge:
        tenu = travaux.prendre(travail.uuid)
        horloge.shift(50)
        travaux.avancer(tenu, 40, "Mise en page")
        horloge.shift(50)
        assert travaux.prendre(travail.uuid) is None
    travail.refresh_from_db()
    assert (travail.progression, travail.etape) == (40, "Mise en page")


def test_un_travail_termine_ne_se_reprend_jamais():
    travail = TravailFactory()
    travaux.terminer(travaux.prendre(travail.uuid))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        assert travaux.prendre(travail.uuid) is None
        assert travaux.a_renvoyer(timezone.now()) == []


def test_apres_quinze_tentatives_le_travail_est_epuise():
    travail = TravailFactory()
    for _ in range(travaux.TENTATIVES_MAX):
        travaux.rendre(travaux.prendre(travail.uuid))
    assert travaux.prendre(travail.uuid) is None
    assert travaux.epuises(timezone.now()) == [travail]
    assert travaux.abandonner(travail, "Échec répété.")
    travail.refresh_from_db()
    assert (travail.etat, travail.erreur) == (EtatTravail.ECHEC, "Échec répété.")


def test_le_balayage_renvoie_ce_qui_attend_depuis_vingt_secondes(monkeypatch):
    envoyes = []
    monkeypatch.setattr(travaux.current_app, "send_task", lambda nom, args, **_: envoyes.append((nom, args)))
    travail = TravailFactory()
    with time_machine.travel(MAINTENANT, tick=False) as horloge:
        travaux.reveiller(travail)
        assert travaux.a_renvoyer(timezone.now()) == []
        horloge.shift(21)
        assert travaux.a_renvoyer(timezone.now()) == [travail]
    assert envoyes == [("servicesocial.tasks.faire", [str(travail.uuid)])]


def test_sans_file_le_travail_attend(monkeypatch, caplog):
    def refuser(*_, **__):
        raise OperationalError("connexion refusée")

    monkeypatch.setattr(travaux.current_app, "send_task", refuser)
    travail = TravailFactory()
    travaux.reveiller(travail)
    travail.refresh_from_db()
    assert travail.etat == EtatTravail.DEMANDE
    assert "attendra le balayage" in caplog.text


@pytest.fixture
def file_muette(tmp_path):
    """A Redis that takes connections and never answers."""
    adresse = tmp_path / "muette.sock"
    with socket.socket(socket.AF_UNIX) as ecoute:
        ecoute.bind(str(adresse))
        ecoute.listen()
        yield adresse


def reveiller_par(adresse, monkeypatch):
    """Wakes a worker through a real client of this socket; returns the seconds it took."""
    cliente = Celery(broker=f"redis+socket://{adresse}")
    cliente.conf.broker_transport_options = base.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(travaux.current_app, "send_task", cliente.send_task)
    travail = TravailFactory()
    debut = time.monotonic()
    travaux.reveiller(travail)
    duree = time.monotonic() - debut
    travail.refresh_from_db()
    assert travail.etat == EtatTravail.DEMANDE
    return duree


def test_une_file_eteinte_ne_bloque_ni_ne_perd(monkeypatch, tmp_path, caplog):
    """The demand answers at once and waits for the sweeper."""
    assert reveiller_par(tmp_path / "absente.sock", monkeypatch) < 1
    assert "attendra le balayage" in caplog.text


def test_une_file_muette_ne_bloque_pas(monkeypatch, file_muette, caplog):
    assert reveiller_par(file_muette, monkeypatch) < 8
    assert "attendra le balayage" in caplog.text
