"""The figures of a bilan frozen as JSON, in the schema of the published files."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from partners.models import Departement
from reporting.gabarits.ecriture import ecrire
from reporting.indicateurs.base import Figures, Valeur
from reporting.indicateurs.catalogue import CATALOGUE

_SECTIONS = (
    ("L'équipe", ("equipe_", "etudiants_")),
    ("Assurés accompagnés individuellement", ("assures_",)),
    ("Entretiens réalisés", ("entretiens_", "part_rdv_")),
    ("ÉTAPE 1 Entrer en relation avec les assurés en arrêt de travail", ("signalements_",)),
    (
        "ÉTAPE 2 Accompagner les assurés et se coordonner avec les partenaires",
        ("femmes_", "hommes_", "moins_46_", "46_et_plus_", "maladie_invalidite_", "atmp_"),
    ),
    (
        "Les actions de remobilisation accompagnées",
        (
            "actions_",
            "formations_",
            "vae",
            "inclu_pro",
            "dispositifs_",
            "bilans_",
            "handibtp",
            "mises_en_situation_",
            "essais_",
            "pmsmp",
            "stages_",
            "crpe",
        ),
    ),
    ("ÉTAPE 3 Évaluer les effets du processus PDP", ("duree_", "issue_")),
)


def figer(unite: Departement, figures: Figures) -> dict[str, Any]:
    """What is kept, hashed and attached: the same key for the same thing in every file of this schema."""
    cles = [cle for cle in CATALOGUE if cle in figures.chiffres]
    return {
        "id": f"{figures.annee}-{unite.region_id.lower()}-{unite.code.lower()}",
        "source": f"Calculé sur les dossiers de l'unité, {unite.region.organisme}",
        "region": unite.region.nom,
        "departement": unite.code,
        "departement_nom": unite.nom,
        "annee": figures.annee,
        "territoire": None,
        "type_unite": "bilan",
        "titre": f"L'essentiel de l'activité {figures.annee} – {unite.nom}",
        "chiffres": {cle: _chiffre(cle, figures.chiffres[cle]) for cle in cles},
        "complements": figures.complements,
        "sections": _sections(cles),
    }


def _chiffre(cle: str, valeur: Valeur) -> dict[str, Any]:
    indicateur = CATALOGUE[cle]
    return {
        "valeur": float(valeur) if isinstance(valeur, Decimal) else valeur,
        "texte": f"{indicateur.libelle} : {ecrire(cle, valeur)}",
        "unite": indicateur.unite,
    }


def _sections(cles: list[str]) -> list[dict[str, Any]]:
    sections = []
    for ordre, (titre, prefixes) in enumerate(_SECTIONS, start=1):
        siennes = [cle for cle in cles if cle.startswith(prefixes)]
        sections.append(
            {"ordre": ordre, "titre": titre, "type": "chiffres", "indicateurs": siennes, "note": ""}
        )
    return sections


def en_octets(figures: Mapping[str, Any]) -> bytes:
    """Canonical text: the same figures give the same bytes, hence the same hash."""
    return json.dumps(figures, ensure_ascii=False, sort_keys=True, indent=1).encode()


def empreinte(figures: Mapping[str, Any]) -> str:
    return hashlib.sha256(en_octets(figures)).hexdigest()
