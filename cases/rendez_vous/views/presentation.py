"""What a rendez-vous says."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatRendezVous
from cases.models import RendezVous
from cases.rendez_vous.views.tableaux import ASPECT_DU_RENDEZ_VOUS
from cases.socle.dossier import Dossier
from cases.socle.evenement import EvenementDuDossier, joindre
from cases.socle.rubriques import Echeance
from servicesocial.typographie import JOURS_DE_LA_SEMAINE, date_longue, heure


def gestes_d_entretien(rendez_vous: RendezVous) -> list[tuple[str, str]]:
    if rendez_vous.accompagnement is None:
        return []
    return [("Entretien", adresse_de_l_entretien(rendez_vous))]


def libelle_du_jour(date: datetime.date, jour: datetime.date) -> str:
    """« Aujourd'hui », « Demain », then the day without its year: they are days of this week."""
    proches = {0: "Aujourd’hui", 1: "Demain"}
    return (
        proches.get((date - jour).days)
        or f"{JOURS_DE_LA_SEMAINE[date.weekday()].capitalize()} {date_longue(date)[:-5]}"
    )


def presenter_rendez_vous(dossier: Dossier) -> Iterator[EvenementDuDossier]:
    """Those that became an entretien are told by it."""
    for rendez_vous in dossier.rendez_vous:
        etat = EtatRendezVous(rendez_vous.etat)
        if etat == EtatRendezVous.HONORE:
            continue
        debut = timezone.localtime(rendez_vous.debut)
        yield EvenementDuDossier(
            debut.date(),
            f"Rendez-vous à {heure(debut)}",
            rendez_vous.motif,
            joindre(rendez_vous.get_mode_display(), rendez_vous.site, f"avec {rendez_vous.agent}"),
            "calendar-event",
            "info" if etat == EtatRendezVous.PREVU else "neutre",
            mentions=[(etat.label, *ASPECT_DU_RENDEZ_VOUS[etat])],
        )


def echeances_des_rendez_vous(dossier: Dossier) -> Iterator[Echeance]:
    modifiables = {s.accompagnement.pk for s in dossier.suivis if s.modifiable}
    for rendez_vous in dossier.rendez_vous:
        if rendez_vous.etat != EtatRendezVous.PREVU:
            continue
        debut = timezone.localtime(rendez_vous.debut)
        lu = reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])
        if debut.date() >= dossier.jour:
            texte = f"Rendez-vous à {heure(debut)} avec {rendez_vous.agent}"
            yield Echeance(debut.date(), texte, "calendar-event", "info", lu, "Voir")
        elif rendez_vous.accompagnement_id in modifiables:
            yield Echeance(
                debut.date(),
                "Rendez-vous passé : dites ce qu’il est devenu",
                "calendar-x",
                "attention",
                adresse_de_l_entretien(rendez_vous),
                "Entretien",
            )
        else:
            texte = "Rendez-vous passé, sans suite notée"
            yield Echeance(debut.date(), texte, "calendar-x", "attention", lu, "Voir")


def adresse_de_l_entretien(rendez_vous: RendezVous) -> str:
    adresse = reverse("cases:entretien_saisir", args=[rendez_vous.accompagnement.uuid])
    return f"{adresse}?rendez_vous={rendez_vous.uuid}"
