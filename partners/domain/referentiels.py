"""Loading what every installation starts from: lists, parameters, communes."""

import csv
import gzip
from pathlib import Path

from django.db import transaction

from partners import referentiels
from partners.models import (
    CampagneAppels,
    CanalSignalement,
    Commune,
    ConsigneUrgence,
    Metier,
    OrigineSignalement,
    Parametre,
    RaisonMessage,
    RaisonSuite,
    SituationCloture,
    SituationEmploi,
    ThemeEntretien,
    TypeDemarche,
    TypeMenage,
    TypePartenaire,
    TypePreconisation,
    TypeRisque,
    VersionNotice,
)
from partners.models.base import DEBUT_DES_TEMPS, ListeDatee
from partners.parametres import PARAMETRES

DONNEES = Path(__file__).resolve().parent.parent / "donnees"
COMMUNES = DONNEES / "communes.csv.gz"


def texte_de_notice(code: str) -> str:
    """Returns the text of a version of the notice delivered with the product."""
    return (DONNEES / f"notice-{code}.txt").read_text(encoding="utf-8").strip()


NOTICES = [(code, libelle, texte_de_notice(code)) for code, libelle in referentiels.VERSIONS_NOTICE]

# Each list with its rows, and the fields that follow the code and the label.
_LISTES: tuple[tuple[type[ListeDatee], list, tuple[str, ...]], ...] = (
    (Metier, referentiels.METIERS, ("fonction",)),
    (TypePartenaire, referentiels.TYPES_PARTENAIRE, ()),
    (OrigineSignalement, referentiels.ORIGINES, ("famille",)),
    (CanalSignalement, referentiels.CANAUX, ()),
    (RaisonSuite, referentiels.RAISONS_DE_SUITE, ("suite", "precision_requise")),
    (VersionNotice, NOTICES, ("texte",)),
    (TypeRisque, referentiels.RISQUES, ("classe",)),
    (TypeMenage, referentiels.MENAGES, ()),
    (SituationEmploi, referentiels.EMPLOIS, ()),
    (ThemeEntretien, referentiels.THEMES, ()),
    (TypePreconisation, referentiels.PRECONISATIONS, ()),
    (TypeDemarche, referentiels.DEMARCHES, ()),
    (RaisonMessage, referentiels.RAISONS_MESSAGE, ()),
    (CampagneAppels, referentiels.CAMPAGNES_APPELS, ()),
    (ConsigneUrgence, referentiels.CONSIGNES_URGENCE, ()),
    (SituationCloture, referentiels.SITUATIONS_CLOTURE, ("groupe",)),
)


@transaction.atomic
def charger_referentiels(*, communes: bool = True) -> None:
    """Adds the rows that are missing. It never changes a row, because an administrator may have edited it."""
    for modele, lignes, champs in _LISTES:
        modele.objects.bulk_create(
            [
                modele(code=code, libelle=libelle, ordre=ordre, **dict(zip(champs, reste, strict=True)))
                for ordre, (code, libelle, *reste) in enumerate(lignes, start=1)
            ],
            ignore_conflicts=True,
        )
    Parametre.objects.bulk_create(
        [
            Parametre(
                code=code, libelle=libelle, unite=unite, valeur=valeur, source=source, du=DEBUT_DES_TEMPS
            )
            for code, libelle, unite, valeur, source in PARAMETRES
        ],
        ignore_conflicts=True,
    )
    if communes and not Commune.objects.exists():
        with gzip.open(COMMUNES, "rt", encoding="utf-8", newline="") as fichier:
            Commune.objects.bulk_create(
                (Commune(**ligne) for ligne in csv.DictReader(fichier, delimiter=";")), batch_size=5_000
            )
