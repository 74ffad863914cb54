"""What protects the person, said before she is called, received or written about."""

from dataclasses import dataclass

from cases.models import Assure
from servicesocial.typographie import date_longue


@dataclass(frozen=True)
class Protection:
    """What protects the person, said at the top of every page about her."""

    ton: str
    titre: str
    texte: str


def protections(assure: Assure) -> list[Protection]:
    """The most serious first."""
    possibles = [
        (
            assure.decede_le,
            Protection(
                "danger",
                f"Personne décédée le {date_longue(assure.decede_le)}",
                "Aucun courrier, appel ni relance ne doit plus partir.",
            ),
        ),
        (
            assure.acces_restreint,
            Protection(
                "secret", "Accès restreint", "Seuls le référent et un manager habilité lisent ce dossier."
            ),
        ),
        (
            assure.adresse_confidentielle,
            Protection("danger", "Adresse confidentielle", "Ne la communiquez à personne, famille comprise."),
        ),
        (
            assure.ne_pas_laisser_message,
            Protection("attention", "Ne pas laisser de message", "Ni sur un répondeur, ni à un proche."),
        ),
        (
            assure.representant_legal,
            Protection("attention", "Majeur protégé", f"Représentant légal : {assure.representant_legal}"),
        ),
        (assure.langue, Protection("info", "Langue ou interprète", assure.langue)),
    ]
    return [protection for presente, protection in possibles if presente]
