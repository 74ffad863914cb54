"""The files of the persons and of their accompagnements. The unit of a child is its person's, never a column."""

from cases.models import (
    Accompagnement,
    ArretTravail,
    Assure,
    AxeAccompagnement,
    ReferentAccompagnement,
    Signalement,
    Situation,
)
from cases.reprise.assure import calculer_assure
from cases.reprise.format import Colonne, Genre, Type, annulation, assembler, colonnes, reference

DE_LA_PERSONNE = (("departement_id", "p_assure.departement_id"),)
DE_L_ACCOMPAGNEMENT = (("departement_id", "p_accompagnement.departement_id"),)
AGENT = "claire.martin@exemple.fr"

GENRES_DOSSIERS = (
    Genre(
        nom="assures",
        singulier="assuré",
        modele=Assure,
        cle=("reference",),
        calculees=(("nom_recherche", "text"), ("nir_chiffre", "bytea"), ("nir_index", "text")),
        calculer=calculer_assure,
        colonnes=assembler(
            reference(),
            colonnes(
                Assure,
                departement=("01", "Unité qui suit la personne aujourd'hui."),
                nom="Bernard",
                prenom="Lucie",
                sexe="F",
                date_naissance="1978-05-14",
            ),
            Colonne(
                nom="nir",
                type=Type.NIR,
                obligatoire=False,
                aide="13 caractères, ou 15 avec la clé ; chiffré au chargement. Vide : remplir motif_sans_nir.",
                exemple="2780501053123",
                sensible=True,
            ),
            colonnes(
                Assure,
                motif_sans_nir="en_attente",
                telephone="06 00 00 00 00",
                courriel="lucie.bernard@exemple.fr",
                adresse="8 rue des Lavoirs",
                commune="01053",
                ne_pas_laisser_message="non",
                adresse_confidentielle="non",
                langue="Arabe, interprète",
                representant_legal="UDAF de l'Ain",
                decede_le="2024-02-01",
                acces_restreint=("non", "Si oui, manager_habilite est obligatoire."),
                manager_habilite="marie.durand@exemple.fr",
                cree_le="2022-03-01T10:00:00+01:00",
            ),
        ),
    ),
    Genre(
        nom="situations",
        singulier="situation",
        modele=Situation,
        cle=("assure", "du"),
        constantes=DE_LA_PERSONNE,
        colonnes=assembler(
            colonnes(
                Situation,
                assure="D-10234",
                du="2022-03-01",
                menage="couple-avec-enfants",
                emploi="cdi",
                profession="Aide-soignante",
                employeur="Clinique du Revermont",
                rqth_jusquau="2027-01-31",
            )
        ),
    ),
    Genre(
        nom="arrets",
        singulier="arrêt de travail",
        modele=ArretTravail,
        cle=("assure", "du"),
        constantes=DE_LA_PERSONNE,
        aide="Une ligne par pièce ; deux pièces d'une personne ne se chevauchent pas.",
        colonnes=assembler(
            colonnes(
                ArretTravail,
                assure="D-10234",
                nature="initial",
                risque="maladie",
                du="2022-01-10",
                au="2022-02-09",
            )
        ),
    ),
    Genre(
        nom="accompagnements",
        singulier="accompagnement",
        modele=Accompagnement,
        cle=("reference",),
        constantes=DE_LA_PERSONNE,
        aide="Clôture : clos_le, site_cloture et situation_cloture ensemble, ou aucun des trois.",
        colonnes=assembler(
            reference(),
            colonnes(
                Accompagnement,
                assure="D-10234",
                site="bourg-en-bresse",
                ouvert_le="2022-03-01",
                risque="maladie",
                clos_le="2023-01-20",
                site_cloture="bourg-en-bresse",
                situation_cloture="maintien-poste",
                relais=("P-12", "Partenaire qui prend le relais."),
                precedent=("A-3001", "Accompagnement antérieur de la même personne."),
            ),
            annulation(Accompagnement),
        ),
    ),
    Genre(
        nom="axes",
        singulier="axe",
        modele=AxeAccompagnement,
        cle=("accompagnement", "du"),
        constantes=DE_L_ACCOMPAGNEMENT,
        aide="Le premier axe d'un accompagnement part du jour de son ouverture.",
        colonnes=assembler(colonnes(AxeAccompagnement, accompagnement="A-3002", du="2022-03-01", axe="PDP")),
    ),
    Genre(
        nom="referents",
        singulier="référent",
        modele=ReferentAccompagnement,
        cle=("accompagnement", "du"),
        constantes=DE_L_ACCOMPAGNEMENT,
        colonnes=assembler(
            colonnes(ReferentAccompagnement, accompagnement="A-3002", du="2022-03-01", agent=AGENT)
        ),
    ),
    Genre(
        nom="signalements",
        singulier="signalement",
        modele=Signalement,
        cle=("reference",),
        constantes=(("departement_id", "coalesce(p_assure.departement_id, p_site.departement_id)"),),
        aide="Sans assuré, le signalement relève de l'unité de son site.",
        colonnes=assembler(
            reference(),
            colonnes(
                Signalement,
                site="bourg-en-bresse",
                assure=("D-10234", "Obligatoire avec accompagnement."),
                nom="Bernard",
                prenom="Lucie",
                sexe="F",
                date_naissance="1978-05-14",
                telephone="06 00 00 00 00",
                commune="01053",
                recu_le="2022-02-14",
                origine="service-medical",
                canal="fiche-liaison",
                partenaire="P-12",
                motif="Arrêt de plus de trois mois",
                axe_propose="PDP",
                risque="maladie",
                arret_depuis="2022-01-10",
                accord="recueilli",
                echeance="2022-02-28",
                etat="converti",
                qualifie_le="2022-02-15",
                affecte_le="2022-02-16",
                affecte_a=AGENT,
                clos_le="2022-03-01",
                motif_suite="Hors du champ du service",
                accompagnement="A-3002",
                doublon_de=("S-880", "Signalement d'origine, quand celui-ci est un doublon."),
            ),
            annulation(Signalement),
        ),
    ),
)
