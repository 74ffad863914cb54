"""The files of the annuaire: where the service is, who works here and with whom."""

from cases.models import Entreprise, Remplacement
from cases.reprise.format import Colonne, Genre, Type, assembler, colonnes, reference
from partners.models import (
    Affectation,
    Agent,
    Departement,
    DispositifLocal,
    Interlocuteur,
    Partenaire,
    PointAccueil,
    Region,
    Secteur,
    Site,
)
from servicesocial.perimetre import TOUT

VALIDITE = {"valide_du": "2015-01-01", "valide_au": "2024-12-31"}

GENRES_ANNUAIRE = (
    Genre(
        nom="regions",
        singulier="région",
        modele=Region,
        cle=("code",),
        colonnes=assembler(
            colonnes(
                Region,
                code=("RA", "Code du service social régional, pas celui de la région INSEE."),
                nom="Rhône-Alpes",
                organisme="Carsat Rhône-Alpes",
                **VALIDITE,
            )
        ),
    ),
    Genre(
        nom="departements",
        singulier="unité",
        modele=Departement,
        cle=("code",),
        colonnes=assembler(
            colonnes(
                Departement,
                code={
                    "exemple": "01",
                    "aide": "Code INSEE du département, de 01 à 988.",
                    "type": Type.CHOIX,
                    "longueur": None,
                    "valeurs": tuple((code, "") for code in TOUT),
                },
                nom="Ain",
                region="RA",
                **VALIDITE,
            )
        ),
    ),
    Genre(
        nom="sites",
        singulier="site",
        modele=Site,
        cle=("code",),
        constantes=(("uuid", "gen_random_uuid()"),),
        colonnes=assembler(
            colonnes(
                Site,
                code="bourg-en-bresse",
                nom="Bourg-en-Bresse",
                departement="01",
                commune="01053",
                adresse="4 place de la Grenouillère",
                telephone="04 00 00 00 00",
                courriel="bourg@exemple.fr",
                **VALIDITE,
            )
        ),
    ),
    Genre(
        nom="points_accueil",
        singulier="point d'accueil",
        modele=PointAccueil,
        cle=("site", "nom"),
        colonnes=assembler(
            colonnes(
                PointAccueil,
                site="bourg-en-bresse",
                nom="Permanence d'Oyonnax",
                type="permanence",
                commune="01283",
                adresse="12 rue de la Sarsouille",
                **VALIDITE,
            )
        ),
    ),
    Genre(
        nom="secteurs",
        singulier="secteur",
        modele=Secteur,
        cle=("commune", "du"),
        aide="Une commune desservie par un site à partir d'une date.",
        colonnes=assembler(colonnes(Secteur, site="bourg-en-bresse", commune="01283", du="2020-01-01")),
    ),
    Genre(
        nom="agents",
        singulier="agent",
        modele=Agent,
        cle=("email",),
        constantes=(("uuid", "gen_random_uuid()"), ("password", "'!'"), ("last_login", "NULL")),
        aide="Les comptes sont chargés sans mot de passe utilisable : chacun choisit le sien à sa première venue.",
        colonnes=assembler(
            colonnes(
                Agent,
                email=(
                    "claire.martin@exemple.fr",
                    "En minuscules ; c'est lui que nomment les autres fichiers.",
                ),
                prenom="Claire",
                nom="Martin",
                actif={"de": "is_active", "exemple": "oui", "aide": "Compte ouvert."},
            )
        ),
    ),
    Genre(
        nom="affectations",
        singulier="affectation",
        modele=Affectation,
        cle=("agent", "profil", "site", "departement", "region", "du"),
        aide="Sur un site, une unité ou une région : une seule des trois colonnes est remplie.",
        colonnes=assembler(
            colonnes(
                Affectation,
                agent="claire.martin@exemple.fr",
                profil="ASS",
                metier="ass",
                site="bourg-en-bresse",
                departement="01",
                region="RA",
                du="2019-09-01",
                au="2024-06-30",
            )
        ),
    ),
    Genre(
        nom="remplacements",
        singulier="remplacement",
        modele=Remplacement,
        cle=("remplace", "du"),
        colonnes=assembler(
            colonnes(
                Remplacement,
                remplace="claire.martin@exemple.fr",
                remplacant="paul.girard@exemple.fr",
                du="2023-07-03",
                au="2023-07-28",
            )
        ),
    ),
    Genre(
        nom="partenaires",
        singulier="partenaire",
        modele=Partenaire,
        cle=("reference",),
        colonnes=assembler(
            reference(),
            colonnes(Partenaire, nom="Cap emploi de l'Ain", type="cap-emploi"),
            Colonne(
                nom="departements",
                type=Type.CODES,
                obligatoire=True,
                cible="partners_departement",
                cible_cle="code",
                cible_id="code",
                genre_cible="departements",
                aide="Codes des unités, séparés par des espaces.",
                exemple="01 69",
            ),
            colonnes(
                Partenaire,
                commune="01053",
                telephone="04 00 00 00 00",
                courriel="contact@exemple.fr",
                **VALIDITE,
            ),
        ),
    ),
    Genre(
        nom="interlocuteurs",
        singulier="interlocuteur",
        modele=Interlocuteur,
        cle=("partenaire", "nom", "prenom"),
        colonnes=assembler(
            colonnes(
                Interlocuteur,
                partenaire="P-12",
                prenom="Anne",
                nom="Perrin",
                fonction="Conseillère",
                telephone="04 00 00 00 00",
                courriel="anne.perrin@exemple.fr",
                **VALIDITE,
            )
        ),
    ),
    Genre(
        nom="dispositifs_locaux",
        singulier="dispositif local",
        modele=DispositifLocal,
        cle=("code",),
        colonnes=assembler(
            colonnes(
                DispositifLocal,
                code="atelier-rebond-01",
                libelle="Atelier Rebond",
                ordre="10",
                departement=("01", "Vide : ouvert à toutes les unités."),
                finance_am="oui",
                **VALIDITE,
            )
        ),
    ),
    Genre(
        nom="entreprises",
        singulier="entreprise",
        modele=Entreprise,
        cle=("siret",),
        colonnes=assembler(
            colonnes(
                Entreprise,
                siret={"exemple": "73282932000074", "aide": "14 chiffres, clé comprise.", "type": Type.SIRET},
                nom="Menuiserie du Revermont",
                commune="01053",
            )
        ),
    ),
)
