"""The file of the declared figures, added to the kinds that a folder may hold."""

from cases.reprise.format import Genre, Regle, assembler, colonnes
from reporting.models import ChiffreDeclare

CHIFFRES_DECLARES = Genre(
    nom="chiffres_declares",
    singulier="chiffre déclaré",
    modele=ChiffreDeclare,
    cle=("departement", "region", "annee", "cle"),
    aide="Pour une unité ou pour une région : une seule des deux colonnes est remplie.",
    regles=(
        Regle(
            "departement",
            "num_nonnulls(s.departement, s.region) <> 1",
            "Un chiffre se déclare pour une unité ou pour une région : remplir une seule des deux colonnes.",
        ),
    ),
    colonnes=assembler(
        colonnes(
            ChiffreDeclare,
            departement="01",
            region="RA",
            annee={"exemple": "2023", "minimum": 1990, "maximum": 2100},
            cle="instances_pdp.tenues",
            valeur="12",
            source="Bilan publié 2023",
        )
    ),
)
