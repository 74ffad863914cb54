"""Giving a NIR to a record: its key, and its coherence with what is known of the person (NIR-1 to NIR-3)."""

import datetime

from cases.models.personnes.nir import PorteNir
from cases.rules.nir import NirInvalide, incoherences
from servicesocial.refus import RefusMetier


def poser_nir(
    objet: PorteNir, nir: str, *, sexe: str, naissance: datetime.date | None, explication: str
) -> None:
    """Gives a NIR to the record, encrypted and indexed. Refuses a wrong key.

    A NIR that contradicts the sex or the birth date needs `explication`, which is kept. A contradiction is no fault:
    the sex may have changed, the month of birth may be unknown (NIR-3).
    """
    try:
        objet.chiffrer_et_indexer_nir(nir)
    except NirInvalide as erreur:
        raise RefusMetier(str(erreur), champ="nir", code="nir") from None
    exiger_coherent(objet, sexe=sexe, naissance=naissance, explication=explication, champ="nir")


def exiger_coherent(
    objet: PorteNir, *, sexe: str, naissance: datetime.date | None, explication: str, champ: str
) -> None:
    """Compares the NIR of the record with the sex and the birth date given now.

    Refuses a contradiction without explanation.
    """
    contradictions = incoherences(objet.nir, sexe=sexe, naissance=naissance)
    if contradictions and not explication.strip():
        raise RefusMetier(
            f"{' '.join(contradictions)} Corrigez, ou dites pourquoi ci-dessous.",
            champ=champ,
            code="incoherence",
        )
    objet.nir_explique = explication.strip() if contradictions else ""
