"""The filters of the queue."""

import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet

from cases.enums import SIGNALEMENTS_A_TRAITER, EtatSignalement
from cases.models import Signalement
from cases.signalements.queries.file_d_attente import a_informer, affectes_a, en_retard, urgents
from cases.socle.filtres import A_DONNER, MOI, OUI, RETARD, sites_de
from partners.enums import Profil
from partners.models import Agent, Site


class FiltreSignalements(django_filters.FilterSet):
    """State, site and lateness of what waits."""

    etat = django_filters.ChoiceFilter(
        label="État",
        empty_label="À traiter",
        choices=[(etat.value, etat.label) for etat in EtatSignalement if etat in SIGNALEMENTS_A_TRAITER],
    )
    site = django_filters.ModelChoiceFilter(label="Site", queryset=Site.objects.none(), empty_label="Tous")
    echeance = django_filters.ChoiceFilter(
        label="Échéance", empty_label="Toutes", choices=[(RETARD, "En retard")], method="filtrer_echeance"
    )
    urgence = django_filters.ChoiceFilter(
        label="Urgence", empty_label="Toutes", choices=[(OUI, "Urgences")], method="filtrer_urgence"
    )
    information = django_filters.ChoiceFilter(
        label="Notice", empty_label="Toutes", choices=[(A_DONNER, "À donner")], method="filtrer_information"
    )
    qui = django_filters.ChoiceFilter(
        label="Affectation", empty_label="Toutes", choices=[(MOI, "À moi")], method="filtrer_qui"
    )

    class Meta:
        model = Signalement
        fields: list[str] = []

    def __init__(self, *args: Any, agent: Agent, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agent, self.jour = agent, jour
        self.filters["site"].queryset = sites_de(agent, jour)
        if Profil.ASS not in agent.profils():
            del self.filters["qui"]

    def filtrer_echeance(
        self, lignes: QuerySet[Signalement], _nom: str, _valeur: str
    ) -> QuerySet[Signalement]:
        return en_retard(lignes, self.jour)

    def filtrer_urgence(
        self, lignes: QuerySet[Signalement], _nom: str, _valeur: str
    ) -> QuerySet[Signalement]:
        return urgents(lignes)

    def filtrer_information(
        self, lignes: QuerySet[Signalement], _nom: str, _valeur: str
    ) -> QuerySet[Signalement]:
        return a_informer(lignes)

    def filtrer_qui(self, lignes: QuerySet[Signalement], _nom: str, _valeur: str) -> QuerySet[Signalement]:
        return affectes_a(lignes, self.agent)
