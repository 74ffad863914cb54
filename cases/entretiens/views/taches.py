"""The entretiens that await an ASS: those begun, and those promised."""

from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.entretiens.queries.a_faire import brouillons_a_terminer, seconds_entretiens
from cases.models import Accompagnement, Brouillon
from cases.signalements.domain.promesse import promesses_d_accompagnement, second_entretien_avant
from cases.socle.pastilles import pastille_echeance
from cases.socle.taches import Ligne, Tache
from partners.models import Parametre
from servicesocial.typographie import date_courte, heure


class BrouillonsATerminer(Tache):
    cle = "brouillons"
    ordre = 30
    titre = "Brouillons à terminer"
    icone = "pencil"
    ton = "secret"
    precision = "Lus par vous seul"

    def lire(self) -> QuerySet[Brouillon]:
        return brouillons_a_terminer(self.agent)

    def presenter(self, brouillon: Brouillon) -> Ligne:
        if brouillon.entretien is None:
            adresse = reverse("cases:entretien_saisir", args=[brouillon.accompagnement.uuid])
            quoi = "Entretien"
        else:
            adresse = reverse("cases:entretien_corriger", args=[brouillon.entretien.uuid])
            quoi = f"Correction de l’entretien du {date_courte(brouillon.entretien.date)}"
        ecrit = timezone.localtime(brouillon.modifie_le)
        return Ligne(
            str(brouillon.accompagnement.assure),
            adresse,
            f"{quoi}, écrit le {date_courte(ecrit.date())} à {heure(ecrit)}",
        )


class SecondsEntretiens(Tache):
    cle = "second-entretien"
    ordre = 40
    titre = "Seconds entretiens"
    icone = "clock-history"
    ton = "attention"
    precision = "Promis à l’origine, PRADO par exemple"

    @cached_property
    def promesses(self) -> dict[str, list[Parametre]]:
        return promesses_d_accompagnement()

    def lire(self) -> QuerySet[Accompagnement]:
        return seconds_entretiens(self.agent, self.jour, self.promesses)

    def presenter(self, suivi: Accompagnement) -> Ligne:
        avant = second_entretien_avant(self.promesses[suivi.origine], suivi.recu_le)
        return Ligne(
            str(suivi.assure),
            reverse("cases:dossier", args=[suivi.assure.uuid]),
            f"Signalée le {date_courte(suivi.recu_le)}, {suivi.tenus or 'aucun'} entretien tenu",
            [pastille_echeance(avant, self.jour)] if avant else [],
            [("Entretien", reverse("cases:entretien_saisir", args=[suivi.uuid]))],
        )
