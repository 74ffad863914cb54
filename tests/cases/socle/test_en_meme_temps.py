"""Two agents at once, each on his own connection: one act is done, the other is refused, nothing is lost."""

import threading
from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import EtatDemande, MoyenContact, ResultatContact
from cases.models import Assure, Contact, DemandeTransfert, Fusion, Transfert
from cases.personnes.domain.contact import noter_contact
from cases.transferts.domain.fusion import fusionner_dossiers
from cases.transferts.domain.transfert import accepter_demande, refuser_demande, transferer_dossier
from cases.transferts.queries.fusion import comparer
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import AssureFactory, DemandeTransfertFactory, DepartementFactory, un_agent

pytestmark = pytest.mark.django_db(transaction=True)


def en_meme_temps(*pages: Callable[[], Callable[[], object]]) -> list[object]:
    """What came of each act: its refusal, or None. Each page reads what it needs, and only then do all of them act."""
    depart, issues = threading.Barrier(len(pages)), ["interrompu"] * len(pages)

    def faire(rang: int, page: Callable[[], Callable[[], object]]) -> None:
        try:
            with transaction.atomic(), perimetre(["01"]):
                acte = page()
                depart.wait(timeout=120)
                acte()
            issues[rang] = None
        except (ValidationError, IntegrityError) as refus:
            issues[rang] = refus
        finally:
            connection.close()

    fils = [threading.Thread(target=faire, args=(rang, page)) for rang, page in enumerate(pages)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=300)
    return issues


@pytest.fixture
def unite():
    return DepartementFactory(code="01")


def test_deux_fusions_en_sens_contraires(unite):
    ici, la = (AssureFactory(departement=unite, nom="Perrin") for _ in range(2))
    csam, manager = un_agent(Profil.CSAM, unite), un_agent(Profil.MANAGER, unite)
    with perimetre(["01"]):
        empreintes = [comparer(ici, la).empreinte, comparer(la, ici).empreinte]

    def fusionner(agent, garde, absorbe, empreinte):
        return lambda: partial(
            fusionner_dossiers, agent=agent, garde=garde, absorbe=absorbe, choix={}, empreinte=empreinte
        )

    issues = en_meme_temps(
        fusionner(csam, ici, la, empreintes[0]), fusionner(manager, la, ici, empreintes[1])
    )
    assert sum(issue is None for issue in issues) == 1
    with perimetre(TOUT):
        assert Assure.objects.non_fusionnes().count() == 1
        assert Fusion.objects.count() == 1


def test_un_contact_note_pendant_la_fusion_ne_reste_pas_sur_le_dossier_absorbe(unite):
    garde, absorbe = (AssureFactory(departement=unite, nom="Perrin") for _ in range(2))
    csam, autre = (un_agent(Profil.CSAM, unite) for _ in range(2))
    with perimetre(["01"]):
        empreinte = comparer(garde, absorbe).empreinte
    en_meme_temps(
        lambda: partial(
            fusionner_dossiers, agent=csam, garde=garde, absorbe=absorbe, choix={}, empreinte=empreinte
        ),
        lambda: partial(
            noter_contact,
            agent=autre,
            assure=absorbe,
            identifiant=uuid4(),
            moyen=MoyenContact.TELEPHONE,
            resultat=ResultatContact.JOINT,
        ),
    )
    with perimetre(TOUT):
        relu = Assure.objects.get(pk=absorbe.pk)
        assert relu.fusionne_dans_id == garde.pk
        assert not Contact.objects.filter(assure=absorbe).exists()


def test_deux_managers_repondent_a_la_fois(unite):
    demande = DemandeTransfertFactory(assure__departement=unite, vers=DepartementFactory(code="07"))
    managers = [un_agent(Profil.MANAGER, unite) for _ in range(2)]

    def relue() -> DemandeTransfert:
        return DemandeTransfert.objects.select_related("assure__departement", "vers").get(pk=demande.pk)

    issues = en_meme_temps(
        lambda: partial(accepter_demande, agent=managers[0], demande=relue()),
        lambda: partial(refuser_demande, agent=managers[1], demande=relue(), motif="Suivie ici"),
    )
    assert sum(issue is None for issue in issues) == 1
    with perimetre(TOUT):
        etat = DemandeTransfert.objects.get().etat
        partie = Assure.objects.get().departement_id == "07"
        assert partie == (etat == EtatDemande.ACCEPTEE) == Transfert.objects.exists()


def test_deux_managers_donnent_le_dossier_a_deux_unites(unite):
    assure = AssureFactory(departement=unite)
    vers = [DepartementFactory(code=code) for code in ("07", "26")]
    managers = [un_agent(Profil.MANAGER, unite) for _ in range(2)]

    def donner(agent, ou):
        return lambda: partial(
            transferer_dossier,
            agent=agent,
            assure=Assure.objects.select_related("departement").get(pk=assure.pk),
            vers=ou,
            motif="Déménagement",
        )

    issues = en_meme_temps(*(donner(agent, ou) for agent, ou in zip(managers, vers, strict=True)))
    assert sum(issue is None for issue in issues) == 1
    with perimetre(TOUT):
        assert Transfert.objects.get().vers_id == Assure.objects.get().departement_id
