"""Drafts of the published year that nobody finished.

Serves F0: a draft is no entretien, and a reading that counted drafts would give more of them than published.
"""

from reporting.demo.recit import textes
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.identites import instant
from reporting.demo.recit.modele import Agent, Dossier, Jour
from reporting.demo.recit.parcours import PIEGES_MIN, PIEGES_VISES


def _brouillon(contexte: Contexte, dossier: Dossier, agent: Agent, jour: Jour) -> None:
    """An entretien that its author has not finished."""
    contexte.lignes["brouillons"].append(
        {
            "reference": contexte.alea.uuid(),
            "accompagnement": dossier.uuid,
            "agent": agent.courriel,
            "contenu": {
                "date": jour.isoformat(),
                "mode": contexte.alea.choice(("telephone", "lieu_accueil")),
                "synthese": contexte.alea.choice(textes.OUVERTURES[dossier.axes[-1][1]]),
            },
            "modifie_le": instant(jour, contexte.alea, 17),
        }
    )


def brouillons_oublies(contexte: Contexte, perimetre: Perimetre) -> None:
    """As many as a trap needs, of people whose accompagnement was open that day."""
    nombre = 3 * PIEGES_VISES if perimetre.plan.total_personnes >= PIEGES_MIN else 1
    debut, fin = perimetre.jour(0, 1, 2), perimetre.jour(0, 12, 30)
    comptes = set(perimetre.equipe.comptes.values())
    hotes = [
        d
        for d in perimetre.dossiers
        if not d.annule and d.ouvert_le <= fin and (not d.clos_le or d.clos_le > debut)
    ]
    for dossier in contexte.alea.sample(hotes, min(nombre, len(hotes))):
        jour = contexte.calendrier.tirer(
            contexte.alea, max(debut, dossier.ouvert_le), min(fin, dossier.clos_le or fin)
        )
        agent = dossier.referent_le(jour)
        if agent not in comptes:
            _brouillon(contexte, dossier, agent, jour)
