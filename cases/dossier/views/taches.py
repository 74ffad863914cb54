"""What a dossier itself awaits of the ASS who follows it."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.dossier.queries.bris_de_glace import bris_a_lire
from cases.models import BrisDeGlace
from cases.socle.taches import Ligne, Tache
from servicesocial.typographie import date_courte, heure


class SynthesesOuvertes(Tache):
    cle = "syntheses-ouvertes"
    ordre = 50
    titre = "Synthèses ouvertes à un manager"
    icone = "eye"
    ton = "danger"
    precision = "À lire par vous"

    def lire(self) -> QuerySet[BrisDeGlace]:
        return bris_a_lire(self.agent)

    def presenter(self, bris: BrisDeGlace) -> Ligne:
        ouvert = timezone.localtime(bris.ouvert_le)
        return Ligne(
            str(bris.assure),
            reverse("cases:dossier_historique", args=[bris.assure.uuid]),
            f"{bris.agent}, le {date_courte(ouvert.date())} à {heure(ouvert)} : {bris.motif}",
            envoi=("J’ai lu", reverse("cases:bris_lu", args=[bris.uuid])),
        )
