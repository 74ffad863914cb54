"""Signalements of the Service médical over three years (F10)."""

from reporting.indicateurs.base import Figures, Indicateur, lignes

SUFFIXES = ("", "_n1", "_n2")

_DEFINITION = (
    "Signalements reçus dans l'année du Service médical, comptés dans l'unité du site qui les reçoit, quelle qu'en "
    "soit la suite, doublons exclus."
)

INDICATEURS = tuple(
    Indicateur(
        f"signalements_sm{suffixe}",
        f"Signalements du Service médical{precision}",
        "signalements",
        _DEFINITION,
        "F10",
    )
    for suffixe, precision in zip(SUFFIXES, ("", ", année précédente", ", deux ans avant"), strict=True)
)


def calculer(annee: int, figures: dict[str, Figures]) -> None:
    for ligne in lignes("signalements", annee=annee):
        figures[ligne["unite"]].chiffres["signalements_sm" + SUFFIXES[annee - ligne["annee"]]] = ligne[
            "nombre"
        ]
