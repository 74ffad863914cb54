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
    Metier,
    OrigineSignalement,
    Parametre,
    RaisonMessage,
    SituationCloture,
    SituationEmploi,
    ThemeEntretien,
    TypeDemarche,
    TypeMenage,
    TypePartenaire,
    TypePreconisation,
    TypeRisque,
)
from partners.models.base import DEBUT_DES_TEMPS, ListeDatee

COMMUNES = Path(__file__).resolve().parent.parent / "donnees" / "communes.csv.gz"

_LISTES: tuple[tuple[type[ListeDatee], list, str | None], ...] = (
    (Metier, referentiels.METIERS, "fonction"),
    (TypePartenaire, referentiels.TYPES_PARTENAIRE, None),
    (OrigineSignalement, referentiels.ORIGINES, "famille"),
    (CanalSignalement, referentiels.CANAUX, None),
    (TypeRisque, referentiels.RISQUES, "classe"),
    (TypeMenage, referentiels.MENAGES, None),
    (SituationEmploi, referentiels.EMPLOIS, None),
    (ThemeEntretien, referentiels.THEMES, None),
    (TypePreconisation, referentiels.PRECONISATIONS, None),
    (TypeDemarche, referentiels.DEMARCHES, None),
    (RaisonMessage, referentiels.RAISONS_MESSAGE, None),
    (CampagneAppels, referentiels.CAMPAGNES_APPELS, None),
    (SituationCloture, referentiels.SITUATIONS_CLOTURE, "groupe"),
)


@transaction.atomic
def charger_referentiels(*, communes: bool = True) -> None:
    """Adds the rows that are missing; never changes one that an administrator may have edited."""
    for modele, lignes, champ in _LISTES:
        modele.objects.bulk_create(
            [
                modele(code=code, libelle=libelle, ordre=ordre, **({champ: reste[0]} if champ else {}))
                for ordre, (code, libelle, *reste) in enumerate(lignes, start=1)
            ],
            ignore_conflicts=True,
        )
    Parametre.objects.bulk_create(
        [
            Parametre(
                code=code, libelle=libelle, unite=unite, valeur=valeur, source=source, du=DEBUT_DES_TEMPS
            )
            for code, libelle, unite, valeur, source in referentiels.PARAMETRES
        ],
        ignore_conflicts=True,
    )
    if communes and not Commune.objects.exists():
        with gzip.open(COMMUNES, "rt", encoding="utf-8", newline="") as fichier:
            Commune.objects.bulk_create(
                (Commune(**ligne) for ligne in csv.DictReader(fichier, delimiter=";")), batch_size=5_000
            )
