"""Giving a NIR to a record: its key, and its coherence with what is known of the person (domaine.md §10)."""

import datetime

from cases.models.personnes.nir import PorteNir
from cases.rules.nir import NirInvalide, incoherences
from servicesocial.refus import RefusMetier


def poser_nir(
    objet: PorteNir, nir: str, *, sexe: str, naissance: datetime.date | None, explication: str
) -> None:
    """Encrypts and indexes it. Refuses a wrong key; what contradicts sex or birth date asks for `explication`.

    A contradiction is no fault (change of sex, month of birth unknown): whoever types says why, and it is kept.
    """
    try:
        objet.chiffrer_et_indexer_nir(nir)
    except NirInvalide as erreur:
        raise RefusMetier(str(erreur), champ="nir", code="nir") from None
    exiger_coherent(objet, sexe=sexe, naissance=naissance, explication=explication, champ="nir")


def exiger_coherent(
    objet: PorteNir, *, sexe: str, naissance: datetime.date | None, explication: str, champ: str
) -> None:
    """The number that the record holds, against the sex and the birth date that are said now: see poser_nir."""
    contradictions = incoherences(objet.nir, sexe=sexe, naissance=naissance)
    if contradictions and not explication.strip():
        raise RefusMetier(
            f"{' '.join(contradictions)} Corrigez, ou dites pourquoi ci-dessous.",
            champ=champ,
            code="incoherence",
        )
    objet.nir_explique = explication.strip() if contradictions else ""
