"""What a line of the folder must respect by itself (`s`), as SQL conditions that are true when it does not.

Every constraint of the database has its rule here, in regles_dossier.py or in controle.py: what it would refuse is
found before, with the line.
"""

from cases.enums import SIGNALEMENTS_A_TRAITER, EtatAction, EtatRendezVous, EtatSignalement, TypeAction
from cases.reprise.format import Genre, Regle


def _liste(valeurs: tuple[str, ...]) -> str:
    return ", ".join(f"'{valeur}'" for valeur in valeurs)


A_TRAITER = _liste(SIGNALEMENTS_A_TRAITER)
PERIODE = Regle("au", "s.au < s.du", "La date de fin précède la date de début.")

_DE_QUELQU_UN = Regle(
    "assure",
    "num_nonnulls(s.assure, s.signalement) = 0",
    "Cette ligne concerne un dossier ou un signalement : remplir assure, signalement, ou les deux.",
)

LIGNE: dict[str, tuple[Regle, ...]] = {
    "affectations": (
        PERIODE,
        Regle(
            "site",
            "num_nonnulls(s.site, s.departement, s.region) <> 1",
            "Une affectation porte sur un site, une unité ou une région : remplir une seule des trois colonnes.",
        ),
    ),
    "remplacements": (
        PERIODE,
        Regle("remplacant", "s.remplace = s.remplacant", "Un agent ne se remplace pas lui-même."),
    ),
    "assures": (
        Regle(
            "motif_sans_nir",
            "s.nir_index IS NULL AND s.motif_sans_nir = ''",
            "Sans NIR, le motif de son absence est obligatoire.",
        ),
        Regle(
            "motif_sans_nir",
            "s.nir_index IS NOT NULL AND s.motif_sans_nir <> ''",
            "Cette personne a un NIR : le motif d'absence reste vide.",
        ),
        Regle(
            "manager_habilite",
            "s.acces_restreint AND s.manager_habilite IS NULL",
            "Un accès restreint désigne le manager habilité.",
        ),
        Regle("decede_le", "s.decede_le < s.date_naissance", "Le décès précède la naissance."),
        Regle("date_naissance", "s.date_naissance > current_date", "Cette naissance est dans l'avenir."),
    ),
    "situations": (),
    "arrets": (PERIODE,),
    "accompagnements": (
        Regle("clos_le", "s.clos_le < s.ouvert_le", "La clôture précède l'ouverture."),
        Regle(
            "clos_le",
            "num_nonnulls(s.clos_le, s.site_cloture, s.situation_cloture) NOT IN (0, 3)",
            "Une clôture comporte une date, une situation et un site : les trois colonnes, ou aucune.",
        ),
        Regle("precedent", "s.precedent = s.reference", "Un accompagnement ne se suit pas lui-même."),
    ),
    "signalements": (
        Regle("qualifie_le", "s.qualifie_le < s.recu_le", "La qualification précède la réception."),
        Regle(
            "affecte_le",
            "s.affecte_le < coalesce(s.qualifie_le, s.recu_le)",
            "L'affectation précède ce qui la permet.",
        ),
        Regle(
            "clos_le",
            "s.clos_le < greatest(s.recu_le, s.qualifie_le, s.affecte_le)",
            "La suite donnée précède une étape antérieure du signalement.",
        ),
        Regle("echeance", "s.echeance < s.recu_le", "L'échéance précède la réception."),
        Regle(
            "clos_le",
            f"s.etat NOT IN ({A_TRAITER}) AND s.clos_le IS NULL",
            "La suite donnée à un signalement porte une date.",
        ),
        Regle(
            "clos_le",
            f"s.etat IN ({A_TRAITER}) AND s.clos_le IS NOT NULL",
            "Un signalement à traiter n'a pas de date de suite.",
        ),
        Regle(
            "accompagnement",
            f"s.etat IN ('{EtatSignalement.CONVERTI}', '{EtatSignalement.RATTACHE}') AND s.accompagnement IS NULL",
            "Un signalement converti ou rattaché désigne son accompagnement.",
        ),
        Regle(
            "assure",
            "s.accompagnement IS NOT NULL AND s.assure IS NULL",
            "Un signalement qui désigne un accompagnement désigne aussi l'assuré.",
        ),
        Regle(
            "doublon_de",
            f"s.etat = '{EtatSignalement.DOUBLON}' AND s.doublon_de IS NULL",
            "Un doublon désigne le signalement d'origine.",
        ),
        Regle("doublon_de", "s.doublon_de = s.reference", "Un signalement n'est pas le doublon de lui-même."),
        Regle(
            "affecte_a",
            f"s.etat = '{EtatSignalement.AFFECTE}' AND num_nonnulls(s.affecte_a, s.affecte_le) < 2",
            "Un signalement affecté désigne son assistant de service social et porte la date d'affectation.",
        ),
        Regle(
            "pris_le",
            "num_nonnulls(s.pris_par, s.pris_le) = 1",
            "Une prise en charge porte son auteur et son heure : remplir pris_par et pris_le, ou aucun des deux.",
        ),
        Regle(
            "reponse_le",
            "(s.reponse_le IS NULL) <> (nullif(s.reponse_forme, '') IS NULL)",
            "Une réponse porte sa date et sa forme : remplir reponse_le et reponse_forme, ou aucune des deux.",
        ),
        Regle(
            "recu_le", "s.recu_le > current_date", "Cette réception est dans l'avenir.", avertissement=True
        ),
    ),
    "entretiens": (
        Regle(
            "date",
            "s.date > current_date",
            "Cet entretien est dans l'avenir : seuls les entretiens tenus sont à reprendre.",
            avertissement=True,
        ),
    ),
    "rendez_vous": (
        _DE_QUELQU_UN,
        Regle(
            "entretien",
            f"s.etat = '{EtatRendezVous.HONORE}' AND s.entretien IS NULL",
            "Un rendez-vous honoré désigne son entretien.",
        ),
        Regle(
            "entretien",
            f"s.etat <> '{EtatRendezVous.HONORE}' AND s.entretien IS NOT NULL",
            "Seul un rendez-vous honoré désigne un entretien.",
        ),
    ),
    "contacts": (
        _DE_QUELQU_UN,
        Regle("le", "s.le > now()", "Ce contact est dans l'avenir.", avertissement=True),
    ),
    "informations": (
        _DE_QUELQU_UN,
        Regle("le", "s.le > current_date", "Cette information est dans l'avenir."),
    ),
    "oppositions": (
        _DE_QUELQU_UN,
        Regle("le", "s.le > current_date", "Cette opposition est dans l'avenir."),
        Regle(
            "motif_levee",
            "(s.levee_le IS NULL) <> (s.motif_levee = '')",
            "La levée porte sa date et son motif, ou ni l'un ni l'autre.",
        ),
    ),
    "preconisations": (
        Regle("realisee_le", "s.realisee_le < s.le", "La réalisation précède la préconisation."),
    ),
    "actions": (
        PERIODE,
        Regle(
            "dispositif",
            f"s.type = '{TypeAction.DISPOSITIF_LOCAL}' AND s.dispositif IS NULL",
            "Un dispositif local désigne son dispositif.",
        ),
        Regle(
            "dispositif",
            f"s.type <> '{TypeAction.DISPOSITIF_LOCAL}' AND s.dispositif IS NOT NULL",
            "Seul un dispositif local désigne un dispositif.",
        ),
        Regle(
            "au",
            f"s.type = '{TypeAction.FORMATION}' AND s.au IS NULL",
            "Une formation porte son dernier jour prévu : sa durée la classe.",
        ),
        Regle("renouvelle", "s.renouvelle = s.reference", "Une action ne se renouvelle pas elle-même."),
        Regle(
            "etat",
            f"s.etat = '{EtatAction.TERMINEE}' AND s.du > current_date",
            "Cette action est terminée avant d'avoir commencé.",
            avertissement=True,
        ),
    ),
}


def regles_de_ligne(genre: Genre) -> tuple[Regle, ...]:
    """The rules on one line of this kind, those that several kinds share included."""
    regles = list(LIGNE.get(genre.nom, genre.regles))
    noms = set(genre.entete)
    if "valide_au" in noms:
        regles.append(
            Regle("valide_au", "s.valide_au < s.valide_du", "La fin de validité précède son début.")
        )
    if "annule_le" in noms:
        regles += [
            Regle(
                "motif_annulation",
                "s.annule_le IS NOT NULL AND s.motif_annulation = ''",
                "Une annulation demande un motif.",
            ),
            Regle(
                "annule_le",
                "s.annule_le IS NULL AND (s.motif_annulation <> '' OR s.annule_par IS NOT NULL)",
                "Un motif ou un auteur d'annulation sans date d'annulation.",
            ),
        ]
    return tuple(regles)
