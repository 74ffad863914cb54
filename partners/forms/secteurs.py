"""Reading the sectors of a unit, and giving communes to a site."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.domain.queries.secteurs import EtatSecteur
from partners.models import Commune, Departement, Site

LIBELLES = {
    EtatSecteur.SANS_SITE: "Sans site",
    EtatSecteur.SITE_FERME: "Site fermé",
    EtatSecteur.CHEVAUCHEMENT: "Chevauchement",
    EtatSecteur.AUTRE_UNITE: "Autre unité",
    EtatSecteur.SERVIE: "Servie",
}


class FiltreSecteursForm(forms.Form):
    """`criteres()` once it is valid; a value that is not valid is left out."""

    unite = forms.ModelChoiceField(
        Departement.objects.none(), label="Unité", required=False, empty_label=None
    )
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "Toutes les communes"), *((e.value, t) for e, t in LIBELLES.items())],
    )
    q = forms.CharField(label="Commune ou code postal", max_length=60, required=False)

    def __init__(self, *args: Any, unites: QuerySet[Departement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unite"].queryset = unites
        self.unites = unites

    def criteres(self) -> tuple[Departement, str, str]:
        self.is_valid()
        lu = self.cleaned_data
        return lu.get("unite") or self.unites[0], lu.get("etat", ""), lu.get("q", "").strip()


class AttribuerForm(forms.Form):
    communes = forms.ModelMultipleChoiceField(
        Commune.objects.none(), error_messages={"required": "Choisissez au moins une commune."}
    )
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", empty_label="Choisir")
    du = forms.DateField(
        label="À partir du",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control court"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].queryset = Commune.objects.all()
        self.fields["site"].queryset = sites
        self.fields["du"].initial = jour
