"""Choosing a slot, declaring some, moving or cancelling a rendez-vous."""

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import ModeEntretien
from cases.models import Accompagnement, Creneau
from cases.rules.creneaux import Serie
from cases.socle.champs import champ_jour
from partners.models import Agent, Site
from servicesocial.typographie import JOURS_DE_LA_SEMAINE, date_longue, heure

DUREES = (15, 20, 30, 45, 60, 90)


class ChampCreneau(forms.ModelChoiceField):
    """The slots offered, day by day; they are those read once for the page."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Créneau")
        super().__init__(
            Creneau.objects.none(),
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={
                "required": "Choisissez un créneau.",
                "invalid_choice": "Ce créneau vient d’être pris : choisissez-en un autre.",
            },
            **kwargs,
        )

    def proposer(self, creneaux: Sequence[Creneau]) -> None:
        self.queryset = Creneau.objects.filter(pk__in=[creneau.pk for creneau in creneaux])
        self.choices = [
            (titre, [(c.pk, _libelle(c)) for c in du_groupe])
            for titre, du_groupe in groupby(creneaux, key=_titre)
        ]


def _titre(creneau: Creneau) -> str:
    """The same day may come three times: with whoever follows the person, on her site, elsewhere."""
    jour = _jour(timezone.localdate(creneau.debut))
    return f"{jour}, avec {creneau.agent}" if creneau.rang == 0 else f"{jour}, {creneau.site}"  # type: ignore[attr-defined]


def _jour(jour: datetime.date) -> str:
    return f"{JOURS_DE_LA_SEMAINE[jour.weekday()].capitalize()} {date_longue(jour)}"


def _libelle(creneau: Creneau) -> str:
    return (
        f"{heure(timezone.localtime(creneau.debut))} – {creneau.agent}, {creneau.site}, "
        f"{creneau.get_mode_display().lower()} ({creneau.duree_minutes} min)"
    )


class _CreneauForm(forms.Form):
    creneau = ChampCreneau()

    def __init__(self, *args: Any, creneaux: Sequence[Creneau], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["creneau"].proposer(creneaux)


class ReserverForm(_CreneauForm):
    """`etat_vu`: the state of the signalement that the page showed."""

    etat_vu = forms.CharField(widget=forms.HiddenInput, max_length=20)


class ReserverDossierForm(_CreneauForm):
    accompagnement = forms.ModelChoiceField(
        Accompagnement.objects.none(), label="Accompagnement", empty_label=None
    )
    field_order = ("accompagnement", "creneau")

    def __init__(self, *args: Any, suivis: Sequence[Accompagnement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accompagnement"].queryset = Accompagnement.objects.filter(pk__in=[s.pk for s in suivis])
        self.fields["accompagnement"].choices = [
            (s.pk, f"{s.axe_du_jour}, ouvert le {date_longue(s.ouvert_le)}") for s in suivis
        ]


class HeureForm(forms.Form):
    """An hour that nobody had declared. `defauts`: who receives and where, unless another choice is made."""

    avec = forms.ModelChoiceField(Agent.objects.none(), label="Avec", empty_label="Choisir")
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", empty_label="Choisir")
    debut = forms.DateTimeField(
        label="Jour et heure",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    duree = forms.TypedChoiceField(
        label="Durée", coerce=int, choices=[(minutes, f"{minutes} minutes") for minutes in DUREES], initial=45
    )
    mode = forms.ChoiceField(label="Modalité", choices=ModeEntretien)

    def __init__(
        self,
        *args: Any,
        assistants: QuerySet[Agent],
        sites: QuerySet[Site],
        avec: Agent | None,
        site: Site,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avec"].queryset, self.fields["avec"].initial = assistants, avec
        self.fields["site"].queryset, self.fields["site"].initial = sites, site


class HeureSignalementForm(HeureForm):
    etat_vu = forms.CharField(widget=forms.HiddenInput, max_length=20)


class DeplacerForm(_CreneauForm):
    motif = forms.CharField(
        label="Motif du changement",
        max_length=300,
        help_text="Sans information de santé. Par exemple : « Empêchement de la personne ».",
    )
    field_order = ("motif", "creneau")


class AnnulerForm(forms.Form):
    motif = forms.CharField(label="Motif", max_length=300, help_text="Sans information de santé.")


class DeclarerForm(forms.Form):
    avec = forms.ModelChoiceField(Agent.objects.none(), label="Qui reçoit", empty_label="Choisir")
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", empty_label="Choisir")
    mode = forms.ChoiceField(label="Modalité", choices=ModeEntretien)
    du = champ_jour(label="Du")
    au = champ_jour(label="Au")
    jours = forms.TypedMultipleChoiceField(
        label="Jours",
        coerce=int,
        choices=[(rang, JOURS_DE_LA_SEMAINE[rang].capitalize()) for rang in range(6)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins un jour."},
    )
    de = forms.TimeField(
        label="De", widget=forms.TimeInput(attrs={"type": "time", "class": "court"}, format="%H:%M")
    )
    a = forms.TimeField(
        label="À", widget=forms.TimeInput(attrs={"type": "time", "class": "court"}, format="%H:%M")
    )
    duree = forms.TypedChoiceField(
        label="Durée d’un rendez-vous",
        coerce=int,
        choices=[(minutes, f"{minutes} minutes") for minutes in DUREES],
        initial=45,
    )

    def __init__(
        self,
        *args: Any,
        assistants: QuerySet[Agent],
        sites: QuerySet[Site],
        jour: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avec"].queryset = assistants
        self.fields["site"].queryset = sites
        self.fields["du"].initial = jour
        self.fields["au"].initial = jour + datetime.timedelta(days=28)
        self.fields["de"].initial = datetime.time(9, 0)
        self.fields["a"].initial = datetime.time(12, 0)

    def acte(self) -> dict[str, Any]:
        """The arguments of declarer_creneaux."""
        lu = self.cleaned_data
        serie = Serie(lu["du"], lu["au"], frozenset(lu["jours"]), lu["de"], lu["a"], lu["duree"])
        return {"avec": lu["avec"], "site": lu["site"], "mode": lu["mode"], "serie": serie}
