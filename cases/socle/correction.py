"""The trace of a correction: what a record said before."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from cases.enums import ObjetCorrige
from cases.models import Assure, Correction, Entretien, Note
from cases.socle.acte import enregistrer
from partners.models import Agent
from servicesocial.refus import RefusMetier

NON_RENSEIGNE = "Non renseigné"
Avant = list[tuple[str, str]]


def noter_correction(
    *,
    agent: Agent,
    assure: Assure,
    objet: ObjetCorrige,
    avant: Avant,
    motif: str = "",
    entretien: Entretien | None = None,
    note: Note | None = None,
) -> Correction:
    """Keeps what was written before, in the transaction that replaces it."""
    return enregistrer(
        Correction(
            departement_id=assure.departement_id,
            assure=assure,
            objet=objet,
            entretien=entretien,
            note=note,
            agent=agent,
            le=timezone.now(),
            motif=motif,
            avant=[list(paire) for paire in avant],
        )
    )


def ce_qui_change(objet: Model, champs: Mapping[str, Any]) -> Avant:
    """Returns the former values, in words, of the fields that `champs` would change.

    It must be read before they are set.
    """
    return [
        (str(objet._meta.get_field(nom).verbose_name), en_mots(objet, nom))  # type: ignore[union-attr]
        for nom, valeur in champs.items()
        if getattr(objet, nom) != valeur
    ]


def version(assure: Assure, objet: ObjetCorrige) -> int:
    """Counts the corrections of this kind in the dossier. What a page shows is one version."""
    return assure.corrections.filter(objet=objet).count()


def exiger_version(corrections: QuerySet[Correction], base: int | None) -> None:
    """Refuses when the page is older than the last of these corrections. `base` None means that no page was shown."""
    if base is None or corrections.count() == base:
        return
    dernier = corrections.select_related("agent").first()
    par = f" par {dernier.agent}" if dernier else ""
    raise RefusMetier(
        f"Ces renseignements viennent d'être corrigés{par} : comparez avant de continuer.", code="base"
    )


def en_mots(objet: Model, nom: str) -> str:
    """Returns the value of the field as a page would write it."""
    valeur = getattr(objet, nom)
    if isinstance(valeur, bool):
        return "Oui" if valeur else "Non"
    if isinstance(valeur, datetime.date):
        return f"{valeur:%d/%m/%Y}"
    if lire := getattr(objet, f"get_{nom}_display", None):
        valeur = lire()
    return NON_RENSEIGNE if valeur in (None, "") else str(valeur)


def en_liste(valeurs: Iterable[object]) -> str:
    return ", ".join(str(valeur) for valeur in valeurs) or NON_RENSEIGNE
