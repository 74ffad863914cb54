"""What may be said to whoever signalled, by origin, accord and outcome."""

import datetime
from itertools import product

import pytest

from cases.enums import ETATS_A_DIRE, AccordPersonne, EtatSignalement
from cases.rules.reponse import INJOIGNABLE, Portee, Suivi, portee, rediger
from partners.enums import FamilleOrigine
from partners.referentiels import ORIGINES, RAISONS_DE_SUITE

ACCORDS = list(AccordPersonne)
RECU_LE = datetime.date(2026, 5, 14)
NOM = "Mme Lise PERRIN"


def suivi(etat: EtatSignalement, raison: str = "", *, rendez_vous: bool = False) -> Suivi:
    return Suivi(NOM, RECU_LE, etat, raison, rendez_vous)


@pytest.mark.parametrize(
    ("origine", "accord", "attendue"),
    [
        ("assure", AccordPersonne.REFUSE, Portee.PERSONNE),
        ("service-medical", AccordPersonne.NON_REQUIS, Portee.SUITE),
        ("service-medical", AccordPersonne.REFUSE, Portee.ACCUSE),
        ("cpam-prado", AccordPersonne.RECUEILLI, Portee.SUITE),
        ("spst-medecin", AccordPersonne.RECUEILLI, Portee.SUITE),
        ("medecin-traitant", AccordPersonne.RECUEILLI, Portee.SUITE),
        ("medecin-traitant", AccordPersonne.NON_REQUIS, Portee.ACCUSE),
        ("medecin-traitant", AccordPersonne.REFUSE, Portee.ACCUSE),
        ("employeur", AccordPersonne.RECUEILLI, Portee.ACCUSE),
        ("entourage", AccordPersonne.RECUEILLI, Portee.ACCUSE),
        ("ccas", AccordPersonne.RECUEILLI, Portee.ACCUSE),
        ("autre", AccordPersonne.RECUEILLI, Portee.ACCUSE),
    ],
)
def test_ce_qui_se_dit_depend_de_qui_a_signale(origine, accord, attendue) -> None:
    famille = {code: famille for code, _, famille in ORIGINES}[origine]
    assert portee(famille, origine, accord) == attendue


def test_une_origine_ajoutee_n_a_qu_un_accuse_de_reception() -> None:
    """An administrator may add one: it is told nothing more, unless its family is held to secrecy."""
    for famille, accord in product(
        set(FamilleOrigine) - {"service_medical", "cpam", "spst", "sante"}, ACCORDS
    ):
        assert portee(famille, "nouvelle", accord) == Portee.ACCUSE


@pytest.mark.parametrize("etat", ETATS_A_DIRE)
def test_un_accuse_ne_nomme_personne_et_ne_dit_pas_la_suite(etat) -> None:
    textes = {
        rediger(suivi(etat, raison, rendez_vous=oui), Portee.ACCUSE)
        for raison in ("", INJOIGNABLE)
        for oui in (True, False)
    }
    (texte,) = textes
    assert texte == rediger(suivi(EtatSignalement.SANS_SUITE), Portee.ACCUSE)
    assert "PERRIN" not in texte


@pytest.mark.parametrize(
    ("etat", "raison", "rendez_vous", "dit"),
    [
        (EtatSignalement.AFFECTE, "", True, "un rendez-vous a été proposé à la personne"),
        (EtatSignalement.AFFECTE, "", False, "un rendez-vous va être proposé à la personne"),
        (EtatSignalement.CONVERTI, "", False, "pris en charge par un assistant"),
        (EtatSignalement.RATTACHE, "", False, "pris en charge par un assistant"),
        (EtatSignalement.REPONDU, "autre", False, "a reçu une réponse"),
        (EtatSignalement.REORIENTE, "territoire", False, "orientée vers un autre service"),
        (EtatSignalement.SANS_SUITE, INJOIGNABLE, False, "n’a pas pu être jointe"),
        (EtatSignalement.SANS_SUITE, "refus", False, "n’appelle pas d’autre suite"),
        (EtatSignalement.SANS_SUITE, "deces", False, "n’appelle pas d’autre suite"),
    ],
)
def test_la_suite_dite_a_un_soignant(etat, raison, rendez_vous, dit) -> None:
    texte = rediger(suivi(etat, raison, rendez_vous=rendez_vous), Portee.SUITE)
    assert dit in texte
    assert NOM in texte
    assert texte.endswith("Cordialement,")


@pytest.mark.parametrize("dite", list(Portee))
def test_aucun_texte_ne_dit_la_sante_ni_la_raison(dite) -> None:
    interdits = {
        "santé",
        "maladie",
        "arrêt",
        "refus",
        "décès",
        "diagnostic",
        "invalidité",
        "partenaire",
        "aide ",
    }
    codes = [code for code, *_ in RAISONS_DE_SUITE]
    for etat, code, oui in product(ETATS_A_DIRE, codes, (True, False)):
        texte = rediger(suivi(etat, code, rendez_vous=oui), dite).replace("Assurance Maladie", "").lower()
        assert {mot for mot in interdits if mot in texte} == set()


def test_l_origine_et_la_raison_nommees_sont_celles_du_produit() -> None:
    assert "assure" in {code for code, *_ in ORIGINES}
    assert INJOIGNABLE in {code for code, *_ in RAISONS_DE_SUITE}
