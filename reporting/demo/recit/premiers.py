"""What follows a signalement closely: the first entretien, or at least a rendez-vous, and a call.

The calibration spreads the entretiens of a year over the accompagnement; the first of them comes here near the opening.
Serves the délais of the years that a bilan reads. No published figure moves: the entretien stays in its year, on its
axis, and the days of opening and closing are not touched.
"""

import datetime

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.identites import instant
from reporting.demo.recit.modele import Dossier, Jour, Ligne

APRES_OUVERTURE = 9
# Days between the reception and the opening that it leads to.
AVANT_OUVERTURE = (1, 13)
PRADO = "cpam-prado"
JOURS_PRADO = 3
PART_JOINTS = {True: 0.88, False: 0.7}


def rapprocher(contexte: Contexte, dossier: Dossier) -> None:
    """Brings the first entretien near the opening, or near the beginning of its year when it is of a later one."""
    tenus = sorted(dossier.valables, key=lambda entretien: entretien.date)
    if dossier.annule or not tenus:
        return
    premier = tenus[0]
    # Those that were put on the edges of a year stay there (pieges.py).
    if (premier.date.month, premier.date.day) in {(1, 1), (12, 31)}:
        return
    du = max(dossier.ouvert_le, datetime.date(premier.date.year, 1, 2))
    jour = contexte.calendrier.tirer(contexte.alea, du, du + APRES_OUVERTURE * UN_JOUR)
    if jour >= premier.date or dossier.axe_le(jour) != dossier.axe_le(premier.date):
        return
    if premier.site is dossier.site:
        premier.agent = dossier.referent_le(jour)
    premier.date = jour
    dossier.entretiens.sort(key=lambda entretien: entretien.date)


def tarde(dossier: Dossier) -> bool:
    """Nobody was met in the weeks after the opening: a rendez-vous was proposed, and missed or moved."""
    dates = [entretien.date for entretien in dossier.valables]
    return bool(dates) and min(dates) > dossier.ouvert_le + 2 * APRES_OUVERTURE * UN_JOUR


def joindre(contexte: Contexte, perimetre: Perimetre, dossier: Dossier, recu_le: Jour, origine: str) -> None:
    """The call that follows the reception; within 72 hours, mostly, for PRADO."""
    alea, prado = contexte.alea, origine == PRADO
    jours = alea.randint(0, JOURS_PRADO) if prado else alea.randint(0, 8)
    if alea.random() > PART_JOINTS[prado]:
        if not prado:
            return
        jours = alea.randint(4, 9)
    le = recu_le + jours * UN_JOUR
    if le > contexte.horizon(perimetre):
        return
    ligne: Ligne = {
        "reference": alea.uuid(),
        "assure": dossier.personne.uuid,
        "agent": alea.choice(contexte.csam[dossier.site.unite]).courriel,
        "le": instant(le, alea),
        "moyen": "telephone",
        "resultat": "joint",
        "precision": None,
    }
    contexte.lignes["contacts"].append(ligne)
