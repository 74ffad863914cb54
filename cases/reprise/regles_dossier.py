"""What a line must respect against the records it refers to, as SQL conditions that are true when it does not.

Those records are the ones of the folder and of the base together (tables `reprise_e_…`, made by effectif.py).
"""

from cases.enums import EtatRendezVous
from cases.reprise.format import Regle

_ACC = "JOIN reprise_e_accompagnements a ON a.uuid = s.accompagnement"


def _dans_l_accompagnement(colonne: str, vivant: str = "s.annule_le IS NULL AND ") -> tuple[Regle, Regle]:
    return (
        Regle(
            colonne,
            f"{vivant}s.{colonne} < a.ouvert_le",
            "Cette date précède l'ouverture de l'accompagnement.",
            _ACC,
        ),
        Regle(
            colonne,
            f"{vivant}s.{colonne} > a.clos_le",
            "Cette date suit la clôture de l'accompagnement.",
            _ACC,
        ),
    )


def _meme_personne(colonne: str) -> Regle:
    return Regle(
        colonne,
        "a.assure <> s.assure",
        "Cet accompagnement est celui d'une autre personne.",
        f"JOIN reprise_e_accompagnements a ON a.uuid = s.{colonne}",
    )


_DU_SIGNALEMENT = Regle(
    "assure",
    "g.assure IS DISTINCT FROM s.assure",
    "Ce signalement est celui d'une autre personne.",
    "JOIN reprise_e_signalements g ON g.uuid = s.signalement",
)

DOSSIER: dict[str, tuple[Regle, ...]] = {
    "accompagnements": (
        _meme_personne("precedent"),
        Regle(
            "precedent",
            "a.ouvert_le > s.ouvert_le",
            "L'accompagnement précédent s'ouvre après celui-ci.",
            "JOIN reprise_e_accompagnements a ON a.uuid = s.precedent",
        ),
        Regle(
            "ouvert_le",
            "NOT EXISTS (SELECT FROM reprise_axes x WHERE x.accompagnement = s.reference "
            "AND (x.du = s.ouvert_le OR NOT x.sain))",
            "Cet accompagnement n'a pas d'axe au jour de son ouverture (axes.csv).",
        ),
        Regle(
            "ouvert_le",
            "s.clos_le IS NULL AND s.annule_le IS NULL "
            "AND NOT EXISTS (SELECT FROM reprise_referents x WHERE x.accompagnement = s.reference)",
            "Cet accompagnement ouvert n'a pas de référent (referents.csv).",
        ),
    ),
    "axes": _dans_l_accompagnement("du", ""),
    "referents": _dans_l_accompagnement("du", ""),
    "signalements": (
        _meme_personne("accompagnement"),
        Regle(
            "doublon_de",
            "d.departement <> coalesce(p.departement, t.departement)",
            "Le signalement d'origine relève d'une autre unité.",
            "JOIN reprise_e_signalements d ON d.uuid = s.doublon_de "
            "LEFT JOIN reprise_e_assures p ON p.uuid = s.assure "
            "LEFT JOIN reprise_e_sites t ON t.code = s.site",
        ),
    ),
    "entretiens": _dans_l_accompagnement("date"),
    "notes": (
        Regle(
            "entretien",
            "e.accompagnement <> s.accompagnement",
            "Cet entretien est celui d'un autre accompagnement.",
            "JOIN reprise_e_entretiens e ON e.uuid = s.entretien",
        ),
    ),
    **dict.fromkeys(("contacts", "informations", "oppositions"), (_DU_SIGNALEMENT,)),
    "rendez_vous": (
        _DU_SIGNALEMENT,
        _meme_personne("accompagnement"),
        Regle(
            "entretien",
            "a.assure <> s.assure",
            "Cet entretien est celui d'une autre personne.",
            "JOIN reprise_e_entretiens e ON e.uuid = s.entretien "
            "JOIN reprise_e_accompagnements a ON a.uuid = e.accompagnement",
        ),
        Regle(
            "entretien",
            "e.accompagnement <> s.accompagnement",
            "Cet entretien est celui d'un autre accompagnement.",
            "JOIN reprise_e_entretiens e ON e.uuid = s.entretien",
        ),
        Regle(
            "debut",
            f"s.etat = '{EtatRendezVous.PREVU}' AND (s.debut AT TIME ZONE 'Europe/Paris')::date > a.clos_le",
            "Ce rendez-vous prévu suit la clôture de l'accompagnement.",
            _ACC,
        ),
    ),
    "preconisations": _dans_l_accompagnement("le"),
    "demarches": _dans_l_accompagnement("le"),
    "actions": (
        *_dans_l_accompagnement("du"),
        Regle(
            "renouvelle",
            "a2.assure <> a.assure",
            "L'action renouvelée est celle d'une autre personne.",
            f"{_ACC} JOIN reprise_e_actions r ON r.uuid = s.renouvelle "
            "JOIN reprise_e_accompagnements a2 ON a2.uuid = r.accompagnement",
        ),
        Regle(
            "renouvelle",
            "r.du > s.du",
            "L'action renouvelée commence après celle-ci.",
            "JOIN reprise_e_actions r ON r.uuid = s.renouvelle",
        ),
    ),
}
