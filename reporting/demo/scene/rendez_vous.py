"""The agendas: the rendez-vous of today and of the next days, those that nobody has noted, missed and moved ones.

Gives life to the day of each ASS, a holiday included, and to the rendez-vous of the secrétariat. Feeds no published
figure: a rendez-vous is no entretien.
"""

import datetime
from collections.abc import Sequence

from cases.models import RendezVous
from cases.rendez_vous.domain.rendez_vous import (
    annuler_rendez_vous,
    deplacer_rendez_vous,
    fixer_rendez_vous,
    marquer_absent,
)
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.ouvertures import MODES, Suivi
from reporting.demo.scene.troupe import Troupe

AUJOURD_HUI, NON_NOTES = 5, 2
SEMAINES = 11
# The last of those who have a rendez-vous: missed last week, moved, cancelled.
ABSENTS, DEPLACES, ANNULES = 4, 2, 2
EMPECHEMENT = "Empêchement de la personne"


def prendre_rendez_vous(troupe: Troupe, suivis: list[Suivi]) -> None:
    """Three quarters of those followed have one to come; five of the account of the demonstration today."""
    siens = [suivi for suivi in suivis if suivi.referent == troupe.titulaire]
    des_autres = [suivi for suivi in suivis if suivi.referent != troupe.titulaire]
    jours = troupe.calendrier.entre(troupe.jour, troupe.jour + SEMAINES * UN_JOUR)
    for suivi in (*siens[:AUJOURD_HUI], *_un_par_assistant(des_autres)):
        _fixer(troupe, suivi, troupe.jour)
    passes = troupe.calendrier.entre(troupe.jour - 7 * UN_JOUR, troupe.veille)
    for suivi in siens[AUJOURD_HUI : AUJOURD_HUI + NON_NOTES]:
        if passes and suivi.accompagnement.ouvert_le < passes[-1]:
            _fixer(troupe, suivi, passes[-1])
    reste = [*siens[AUJOURD_HUI + NON_NOTES :], *des_autres]
    a_venir = len(reste) * 3 // 4
    for suivi in reste[:a_venir]:
        _fixer(troupe, suivi, troupe.alea.choice(jours))
    _manques(troupe, reste[a_venir:], passes)


def _un_par_assistant(suivis: list[Suivi]) -> list[Suivi]:
    return list({suivi.referent.pk: suivi for suivi in suivis}.values())


def _manques(troupe: Troupe, suivis: list[Suivi], passes: Sequence[datetime.date]) -> None:
    possibles = [suivi for suivi in suivis if passes and suivi.accompagnement.ouvert_le < passes[0]]
    for suivi in possibles[:ABSENTS]:
        if rendez_vous := _fixer(troupe, suivi, troupe.alea.choice(passes)):
            with a(rendez_vous.debut + datetime.timedelta(minutes=50)):
                marquer_absent(agent=suivi.referent, rendez_vous=rendez_vous)
    for rang, suivi in enumerate(possibles[ABSENTS : ABSENTS + DEPLACES + ANNULES]):
        rendez_vous = _fixer(troupe, suivi, troupe.jour + (3 + rang) * UN_JOUR)
        if rendez_vous is None:
            continue
        with a(instant(troupe.veille, 11)):
            if rang < DEPLACES:
                debut = rendez_vous.debut + 7 * UN_JOUR
                deplacer_rendez_vous(
                    agent=suivi.referent, rendez_vous=rendez_vous, motif=EMPECHEMENT, debut=debut
                )
            else:
                annuler_rendez_vous(agent=suivi.referent, rendez_vous=rendez_vous, motif=EMPECHEMENT)


def _fixer(troupe: Troupe, suivi: Suivi, jour: datetime.date) -> RendezVous | None:
    """Fixed some days before by the référent, at an hour when he receives nobody else; None when there is none."""
    debut = troupe.heure_libre(suivi.referent, jour)
    if debut is None:
        return None
    fixe_le = max(
        suivi.accompagnement.ouvert_le, min(jour, troupe.jour) - troupe.alea.randint(2, 9) * UN_JOUR
    )
    with a(instant(fixe_le, 8)):
        return fixer_rendez_vous(
            agent=suivi.referent,
            assure=suivi.accompagnement.assure,
            avec=suivi.referent,
            site=suivi.site,
            debut=debut,
            mode=troupe.alea.choice(MODES),
            accompagnement=suivi.accompagnement,
        )
