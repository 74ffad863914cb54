"""What a signalement may say of a person, whoever sends it."""

import datetime
from collections.abc import Mapping
from typing import Any

from cases.rules.noms import normaliser_nom
from cases.socle.acte import exiger_jour
from servicesocial.refus import RefusMetier

AGE_MAXIMAL = 120


def exiger_personne(recu_le: datetime.date, contenu: Mapping[str, Any]) -> None:
    """Refuses a name without letters, and a birth or an arrêt in the future or more than a human life ago."""
    for champ in ("nom", "prenom"):
        if not normaliser_nom(contenu[champ]):
            raise RefusMetier("Écrivez ce nom en lettres.", champ=champ, code="nom")
    plus_ancien = datetime.date(max(recu_le.year - AGE_MAXIMAL, 1), 1, 1)
    naissance = contenu.get("date_naissance")
    if naissance is not None:
        depuis = f"l'âge de {AGE_MAXIMAL} ans"
        exiger_jour(naissance, champ="date_naissance", pas_avant=plus_ancien, depuis=depuis)
    arret = contenu.get("arret_depuis")
    if arret is not None:
        bornes = {"pas_avant": naissance or plus_ancien, "depuis": "la naissance"}
        exiger_jour(arret, champ="arret_depuis", **bornes)
