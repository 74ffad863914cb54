"""The accompagnements that await an ASS."""

from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from cases.accompagnements.queries.suivis import (
    delai_sans_contact,
    dossiers_sans_contact,
    personnes_a_informer,
)
from cases.models import Accompagnement
from cases.socle.taches import Ligne, Tache
from servicesocial.typographie import date_courte


class DossiersARelancer(Tache):
    cle = "sans-contact"
    ordre = 60
    titre = "Dossiers à relancer"
    icone = "telephone"
    ton = "danger"

    @cached_property
    def delai(self) -> int | None:
        return delai_sans_contact(self.jour)

    @property
    def precision(self) -> str:
        return f"Sans contact depuis plus de {self.delai} jours"

    @property
    def adresse(self) -> str:
        return f"{reverse('cases:portefeuille')}?sans_contact=oui"

    def lire(self) -> QuerySet[Accompagnement] | None:
        return None if self.delai is None else dossiers_sans_contact(self.agent, self.jour, self.delai)

    def presenter(self, suivi: Accompagnement) -> Ligne:
        return Ligne(
            str(suivi.assure),
            reverse("cases:dossier", args=[suivi.assure.uuid]),
            f"depuis le {date_courte(suivi.dernier_contact)}",
            gestes=[("Contact", reverse("cases:dossier_contacter", args=[suivi.assure.uuid]))],
        )


class PersonnesAInformer(Tache):
    cle = "a-informer"
    ordre = 70
    titre = "Personnes à informer"
    icone = "info-circle"
    ton = "attention"
    precision = "La notice sur leurs données est à donner"

    @property
    def adresse(self) -> str:
        return f"{reverse('cases:portefeuille')}?information=a_donner"

    def lire(self) -> QuerySet[Accompagnement]:
        return personnes_a_informer(self.agent, self.jour)

    def presenter(self, suivi: Accompagnement) -> Ligne:
        return Ligne(
            str(suivi.assure),
            reverse("cases:dossier", args=[suivi.assure.uuid]),
            f"suivie depuis le {date_courte(suivi.ouvert_le)}",
            gestes=[("Noter", reverse("cases:dossier_informer", args=[suivi.assure.uuid]))],
        )
