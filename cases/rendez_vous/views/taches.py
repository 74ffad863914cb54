"""The rendez-vous that await an ASS."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.models import RendezVous
from cases.rendez_vous.queries.rendez_vous import rendez_vous_a_noter
from cases.rendez_vous.views.presentation import gestes_d_entretien
from cases.socle.taches import Ligne, Tache
from servicesocial.typographie import date_longue, heure


class RendezVousANoter(Tache):
    cle = "a-noter"
    ordre = 20
    titre = "Rendez-vous à noter"
    icone = "calendar-x"
    ton = "danger"
    precision = "Passés : dites ce qu’ils sont devenus"

    def lire(self) -> QuerySet[RendezVous]:
        return rendez_vous_a_noter(self.agent, self.jour)

    def presenter(self, rendez_vous: RendezVous) -> Ligne:
        debut = timezone.localtime(rendez_vous.debut)
        return Ligne(
            str(rendez_vous.assure or rendez_vous.signalement),
            reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid]),
            f"{date_longue(debut.date())} à {heure(debut)}, {rendez_vous.get_mode_display().lower()}",
            gestes=gestes_d_entretien(rendez_vous),
            envoi=("Absent", reverse("cases:rendez_vous_absent", args=[rendez_vous.uuid])),
        )
