"""What the person undertakes and what the service does, a few lines at a time."""

import datetime
import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet

from cases.socle.champs import champ_jour
from partners.models import Partenaire, TypeDemarche, TypePreconisation

RANGS = (1, 2, 3)
PRECONISATIONS = tuple(nom for n in RANGS for nom in (f"preconisation_{n}", f"preconisation_{n}_precision"))
DEMARCHES = tuple(
    nom for n in RANGS for nom in (f"demarche_{n}", f"demarche_{n}_partenaire", f"demarche_{n}_precision")
)
PRECISION_MAX = 300


class LignesPlan(forms.Form):
    """Three préconisations and three démarches, each with what it is about. An empty line is no line."""

    def ajouter_plan(self, jour: datetime.date, partenaires: QuerySet[Partenaire]) -> None:
        """Each list is read once, whatever the number of lines that offer it."""
        listes = [
            TypePreconisation.objects.valables_le(jour),
            TypeDemarche.objects.valables_le(jour),
            partenaires,
        ]
        offertes = [
            (lignes, [("", "Aucune"), *((ligne.pk, str(ligne)) for ligne in lignes)]) for lignes in listes
        ]
        for n in RANGS:
            self.fields[f"preconisation_{n}"] = _choix(f"Préconisation {n}", *offertes[0])
            self.fields[f"preconisation_{n}_precision"] = _precision()
            self.fields[f"demarche_{n}"] = _choix(f"Démarche {n}", *offertes[1])
            self.fields[f"demarche_{n}_partenaire"] = _choix("Avec un partenaire", *offertes[2])
            self.fields[f"demarche_{n}_precision"] = _precision()

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or self.cleaned_data
        for genre, quoi in (("preconisation", "la préconisation"), ("demarche", "la démarche")):
            for n in RANGS:
                seuls = (lus.get(f"{genre}_{n}_precision"), lus.get(f"{genre}_{n}_partenaire"))
                if any(seuls) and not lus.get(f"{genre}_{n}") and f"{genre}_{n}" not in self.errors:
                    self.add_error(f"{genre}_{n}", f"Choisissez {quoi}, ou videz la ligne.")
        return lus

    def preconisations(self) -> list[tuple[TypePreconisation, str]]:
        lus = self.cleaned_data
        return [
            (lus[f"preconisation_{n}"], lus[f"preconisation_{n}_precision"])
            for n in RANGS
            if lus[f"preconisation_{n}"]
        ]

    def demarches(self) -> list[tuple[TypeDemarche, Partenaire | None, str]]:
        lus = self.cleaned_data
        return [
            (lus[f"demarche_{n}"], lus[f"demarche_{n}_partenaire"], lus[f"demarche_{n}_precision"])
            for n in RANGS
            if lus[f"demarche_{n}"]
        ]


class PlanForm(LignesPlan):
    """`identifiant` is drawn with the page: sent twice, its lines are noted once."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    le = champ_jour(label="Le")

    def __init__(
        self, *args: Any, jour: datetime.date, partenaires: QuerySet[Partenaire], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["le"].initial = jour
        self.ajouter_plan(jour, partenaires)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "identifiant",
            "le",
            Fieldset("Démarches : ce que le service fait", lignes_demarches()),
            Fieldset("Préconisations : ce que la personne fera", lignes_preconisations()),
        )

    def acte(self) -> dict[str, Any]:
        """The arguments of noter_plan."""
        propres = {nom: self.cleaned_data[nom] for nom in ("identifiant", "le")}
        return propres | {"preconisations": self.preconisations(), "demarches": self.demarches()}


class RealiseeForm(forms.Form):
    le = champ_jour(label="EvenementDuDossier le")


class AnnulerLigneForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="Par exemple : « Noté deux fois ». Sans information de santé.",
    )


def lignes_preconisations() -> Layout:
    return Layout(
        *(
            Row(
                Column(f"preconisation_{n}", css_class="col-md-6"),
                Column(f"preconisation_{n}_precision", css_class="col-md-6"),
            )
            for n in RANGS
        )
    )


def lignes_demarches() -> Layout:
    return Layout(
        *(
            Row(
                Column(f"demarche_{n}", css_class="col-md-4"),
                Column(f"demarche_{n}_partenaire", css_class="col-md-4"),
                Column(f"demarche_{n}_precision", css_class="col-md-4"),
            )
            for n in RANGS
        )
    )


def _choix(label: str, lignes: QuerySet, choix: list[tuple[Any, str]]) -> forms.ModelChoiceField:
    champ = forms.ModelChoiceField(lignes, label=label, required=False)
    champ.choices = choix
    return champ


def _precision() -> forms.CharField:
    return forms.CharField(
        label="Précision",
        required=False,
        max_length=PRECISION_MAX,
        widget=forms.TextInput(attrs={"placeholder": "Lue par l’équipe, sans rien de la santé"}),
    )
