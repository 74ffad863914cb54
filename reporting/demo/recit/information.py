"""Who was told what is done with her data, and who refused, in the living present."""

from reporting.demo.recit.contexte import Contexte
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.modele import Dossier, Jour, Ligne

INFORMES = 0.85
REFUS = 0.2


def informer(contexte: Contexte, dossiers: list[Dossier]) -> None:
    """Most were told at the first entretien; a few dossiers that are closed now end in a refusal."""
    alea = contexte.alea
    for dossier in dossiers:
        auteur = dossier.referent_le(dossier.ouvert_le).courriel
        if alea.random() < INFORMES:
            contexte.lignes["informations"].append(
                {
                    "reference": alea.uuid(),
                    "assure": dossier.personne.uuid,
                    "forme": alea.choice(("orale", "orale", "remise", "courrier")),
                    "version": "2026-1",
                    "le": dossier.ouvert_le,
                    "agent": auteur,
                }
            )
        if dossier.clos_le is not None and alea.random() < REFUS:
            contexte.lignes["oppositions"].append(
                {
                    "reference": alea.uuid(),
                    "assure": dossier.personne.uuid,
                    "nature": "refus",
                    "voie": alea.choice(("orale", "orale", "courrier")),
                    "le": max(dossier.clos_le - UN_JOUR, dossier.ouvert_le),
                    "precision": "Ne souhaite pas poursuivre",
                    "agent": auteur,
                }
            )


def informer_signale(contexte: Contexte, ligne: Ligne, agent: str, jour: Jour) -> None:
    """Somebody reached on the telephone, who was told at once."""
    contexte.lignes["informations"].append(
        {
            "reference": contexte.alea.uuid(),
            "signalement": ligne["reference"],
            "forme": "orale",
            "version": "2026-1",
            "le": jour,
            "agent": agent,
        }
    )


def refuser_signale(contexte: Contexte, ligne: Ligne, agent: str, jour: Jour) -> None:
    """Somebody who said no on the telephone, and whose signalement still waits to be closed."""
    contexte.lignes["oppositions"].append(
        {
            "reference": contexte.alea.uuid(),
            "signalement": ligne["reference"],
            "nature": "refus",
            "voie": "orale",
            "le": jour,
            "precision": "Rappellera si besoin",
            "agent": agent,
        }
    )
