"""Holding rows, and writing of them what changes and nothing else."""

from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from cases.enums import MoyenContact, ResultatContact, Sexe
from cases.models import Assure, Contact
from cases.socle.acte import (
    LigneNonTenue,
    enregistrer,
    modifier,
    modifier_si,
    tenir,
    tenir_personne,
    tenir_toutes,
)
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier
from tests.cases.deux_connexions import pendant
from tests.fabriques import AssureFactory

UN_SEUL = pytest.mark.django_db
A_DEUX = pytest.mark.django_db(transaction=True)


def celle_ci(assure: Assure):
    return Assure.objects.filter(pk=assure.pk)


@UN_SEUL
class TestUneLigne:
    pytestmark = pytest.mark.usefixtures("perimetre_tout")

    def test_tenir_rend_la_ligne_relue(self, assure) -> None:
        celle_ci(assure).update(telephone="0411111111")
        tenue = tenir(celle_ci(assure))
        assert tenue is not assure
        assert (tenue.telephone, assure.telephone) == ("0411111111", "")

    def test_une_ligne_partie_est_une_phrase(self, assure, ardeche) -> None:
        with pytest.raises(RefusMetier, match="N'est plus ici") as refus:
            tenir(celle_ci(assure).filter(departement=ardeche), "N'est plus ici.")
        assert refus.value.code_refus == "parti"
        with pytest.raises(RefusMetier, match="a changé d'unité"):
            tenir_personne(assure.pk, ardeche.pk)
        with perimetre(["07"]), pytest.raises(RefusMetier, match="rechargez la page"):
            tenir(celle_ci(assure))

    def test_une_personne_absorbee_n_est_plus_la(self, assure) -> None:
        assure.mots.all().delete()
        celle_ci(assure).update(fusionne_dans=AssureFactory(departement=assure.departement))
        with pytest.raises(RefusMetier, match="a été fusionné"):
            tenir_personne(assure.pk, assure.departement_id)

    def test_modifier_n_ecrit_que_les_champs_donnes(self, assure) -> None:
        tenue = tenir(celle_ci(assure))
        celle_ci(assure).update(adresse="Ailleurs")
        modifier(tenue, telephone="06 12 34 56 78")
        assure.refresh_from_db()
        assert (assure.telephone, assure.adresse) == ("06 12 34 56 78", "Ailleurs")
        assert assure.fin_telephone == "612345678"

    def test_modifier_le_nom_change_aussi_ce_qui_le_cherche(self, assure) -> None:
        tenue = tenir(celle_ci(assure))
        modifier(tenue, nom="Dùpré", prenom="Zoé")
        assure.refresh_from_db()
        assert assure.nom_recherche == tenue.nom_recherche == "dupre zoe"

    @pytest.mark.parametrize(
        ("champs", "phrase"),
        [
            ({"sexe": "X"}, "n’est pas un choix valide"),
            ({"nom": ""}, "ne peut pas être vide"),
            ({"acces_restreint": True}, "désigne le manager habilité"),
        ],
    )
    def test_un_refus_ne_change_ni_la_base_ni_l_objet(self, assure, champs, phrase) -> None:
        tenue = tenir(celle_ci(assure))
        avant = {nom: getattr(tenue, nom) for nom in champs}
        with pytest.raises(ValidationError) as refus:
            modifier(tenue, **champs)
        assert phrase in " ".join(refus.value.messages)
        assert {nom: getattr(tenue, nom) for nom in champs} == avant
        assure.refresh_from_db()
        assert {nom: getattr(assure, nom) for nom in champs} == avant

    def test_modifier_refuse_l_objet_de_la_page(self, assure) -> None:
        with pytest.raises(LigneNonTenue, match=r"cases\.Assure"):
            modifier(Assure.objects.get(pk=assure.pk), telephone="0611111111")

    def test_enregistrer_refuse_ce_qui_existe(self, assure) -> None:
        with pytest.raises(LigneNonTenue, match="existe déjà"):
            enregistrer(Assure.objects.get(pk=assure.pk))

    def test_modifier_si_refuse_sans_toucher_a_l_objet(self, assure) -> None:
        page = Assure.objects.get(pk=assure.pk)
        with pytest.raises(RefusMetier, match="Déjà un homme"):
            modifier_si(page, Assure.objects.filter(sexe=Sexe.NON_RENSEIGNE), "Déjà un homme.", nom="Perrin")
        assert page.nom == assure.nom
        modifier_si(page, Assure.objects.filter(nom=assure.nom), "Autre nom.", nom="Perrin")
        assert page.nom == Assure.objects.get(pk=assure.pk).nom == "Perrin"

    def test_modifier_si_dit_qu_une_ligne_est_partie(self, assure) -> None:
        with perimetre(["07"]), pytest.raises(RefusMetier, match="retirée entre-temps"):
            modifier_si(assure, Assure.objects.all(), "Autre chose.", nom="Perrin")


@A_DEUX
def test_tenir_demande_une_transaction(assure) -> None:
    with pytest.raises(TransactionManagementError):
        tenir(celle_ci(assure))


@A_DEUX
def test_plusieurs_lignes_se_tiennent_dans_l_ordre_des_cles(ain) -> None:
    """Whatever the order in which they are asked for: otherwise these two would stop each other for ever."""
    premiere, seconde = sorted((AssureFactory(departement=ain) for _ in range(2)), key=lambda a: a.pk)
    toutes = Assure.objects.filter(pk__in=[premiere.pk, seconde.pk]).order_by("-pk")
    tenues = pendant(
        lambda: partial(tenir, celle_ci(premiere)),
        lambda: partial(tenir_toutes, toutes),
        ensuite=partial(tenir, celle_ci(seconde)),
    )
    assert tenues == [premiere, seconde]


@A_DEUX
@pytest.mark.parametrize("sans_rien_de_neuf", [False, True])
def test_ce_qui_s_accroche_a_une_ligne_tenue(assure, csam, sans_rien_de_neuf) -> None:
    """A row hung on the person waits only for a merge."""

    def accrocher() -> None:
        enregistrer(
            Contact(
                uuid=uuid4(),
                departement_id=assure.departement_id,
                assure=assure,
                agent=csam,
                le=timezone.now(),
                moyen=MoyenContact.TELEPHONE,
                resultat=ResultatContact.JOINT,
            )
        )

    issue = pendant(
        lambda: partial(tenir_toutes, celle_ci(assure), sans_rien_de_neuf=sans_rien_de_neuf),
        lambda: accrocher,
        attend=sans_rien_de_neuf,
    )
    assert issue is None
    with perimetre(TOUT):
        assert Contact.objects.count() == 1


@A_DEUX
def test_la_seconde_relit_ce_que_la_premiere_a_ecrit(assure) -> None:
    """Each changes one field of what both had read: neither is lost."""

    def changer(**champs: str) -> None:
        modifier(tenir(celle_ci(assure)), **champs)

    pendant(lambda: partial(changer, telephone="0611111111"), lambda: partial(changer, adresse="Ici"))
    with perimetre(TOUT), transaction.atomic():
        relu = Assure.objects.get()
        assert (relu.telephone, relu.adresse) == ("0611111111", "Ici")
