"""An entretien as an ASS writes it, on one page, and as it is corrected."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.accompagnements.forms.plan import (
    DEMARCHES,
    PRECONISATIONS,
    LignesPlan,
    lignes_demarches,
    lignes_preconisations,
)
from cases.enums import ModeEntretien, NiveauNote
from cases.models import RendezVous
from cases.socle.champs import champ_jour
from partners.models import Partenaire, Site, ThemeEntretien
from servicesocial.typographie import date_courte, heure

TEXTE_MAX = 20_000
# What is written goes to one level of note, whose readers are said beside it.
TEXTES = {
    "synthese": NiveauNote.SYNTHESE,
    "administrative": NiveauNote.ADMINISTRATIF,
    "secret": NiveauNote.SECRET,
}
DU_FAIT = ("date", "mode", "site", "themes", "prochaine_etape", "duree_minutes", *TEXTES)
# Kept in a draft: what somebody types. The rest is of the page.
SAISIS = (*DU_FAIT, "prochain_rendez_vous", "rendez_vous", *PRECONISATIONS, *DEMARCHES)
CORRIGES = (*DU_FAIT, "motif", "base")
A_L_ECRAN = {"data-aussi-en-saisie": ""}


def _texte(label: str, aide: str, lignes: int, touche: str = "") -> forms.CharField:
    attributs = {"rows": lignes} | ({"data-raccourci": touche} | A_L_ECRAN if touche else {})
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXTE_MAX,
        help_text=aide,
        widget=forms.Textarea(attrs=attributs),
        error_messages={
            "max_length": f"Ce texte est trop long ({TEXTE_MAX} caractères au plus) : coupez-le en plusieurs notes."
        },
    )


def _repli(titre: str, touche: str, *champs: Any) -> Layout:
    """A block that one key unfolds, unfolded already when something is written or refused in it."""
    noms = [nom for champ in champs for nom in _noms(champ)]
    return Layout(
        HTML(
            f'<details class="bloc-notes" {{% if form.ouverts.{noms[0]} %}}open{{% endif %}}>'
            f'<summary data-raccourci="{touche}" data-aussi-en-saisie aria-keyshortcuts="{touche} Alt+{touche}">'
            f"{titre} <kbd>{touche}</kbd></summary>"
        ),
        *champs,
        HTML("</details>"),
    )


def _noms(champ: Any) -> list[str]:
    return [champ] if isinstance(champ, str) else [p.name for p in champ.get_field_names()]


class FaitsEntretien(LignesPlan):
    """What is said of an entretien, whether it is written for the first time or corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=2**31 - 1)
    date = champ_jour(label="Date")
    mode = forms.ChoiceField(label="Modalité", choices=ModeEntretien)
    site = forms.ModelChoiceField(Site.objects.none(), label="Lieu", empty_label="Choisir")
    themes = forms.ModelMultipleChoiceField(
        ThemeEntretien.objects.none(),
        label="Thèmes",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-raccourci": "t"} | A_L_ECRAN),
    )
    synthese = _texte(
        "Synthèse",
        "Lue par les assistants de service social du site. Des faits, des décisions ; ni jugement, ni diagnostic.",
        7,
        "y",
    )
    prochaine_etape = forms.CharField(
        label="Prochaine étape",
        required=False,
        max_length=300,
        help_text="Lue par toute l’équipe de l’unité. « Contacter le SPST », sans rien de la santé.",
    )
    duree_minutes = forms.IntegerField(label="Durée (minutes)", required=False, min_value=1, max_value=600)
    administrative = _texte(
        "Note administrative",
        "Lue par toute l’équipe de l’unité, CSAM compris. Rien de la santé ni de la situation.",
        3,
    )
    secret = _texte(
        "Note de secret",
        "Lue par vous, le référent ou son remplaçant, et personne d’autre. La personne peut la demander.",
        4,
    )

    def __init__(
        self, *args: Any, themes: QuerySet[ThemeEntretien], sites: QuerySet[Site], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["themes"].queryset = themes
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def ouverts(self) -> dict[str, bool]:
        """By the first field of each folded block: something is written, or refused, in it."""
        blocs = {
            "administrative": ("administrative",),
            "secret": ("secret",),
            "preconisation_1": PRECONISATIONS,
            "demarche_1": DEMARCHES,
        }
        return {
            premier: any(self[nom].value() or self[nom].errors for nom in noms if nom in self.fields)
            for premier, noms in blocs.items()
        }

    def faits(self) -> dict[str, Any]:
        """The arguments that both acts take."""
        lus = self.cleaned_data
        notes = {niveau: lus[nom] for nom, niveau in TEXTES.items()}
        simples = {nom: lus[nom] for nom in (*DU_FAIT, "version") if nom not in TEXTES}
        return simples | {"notes": notes}


def _entete() -> Row:
    return Row(
        Column("date", HTML("{% load composants %}{% boutons_jour 'id_date' %}"), css_class="col-md-4"),
        Column("mode", css_class="col-md-4"),
        Column("site", css_class="col-md-4"),
    )


class EntretienForm(FaitsEntretien):
    """`identifiant` is drawn with the page and kept in the draft: sent twice, it is one entretien."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    rendez_vous = forms.ModelChoiceField(
        RendezVous.objects.none(), label="Rendez-vous honoré", required=False, empty_label="Aucun"
    )
    prochain_rendez_vous = forms.DateTimeField(
        label="Prochain rendez-vous",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(
        self,
        *args: Any,
        jour: datetime.date,
        rendez_vous: Sequence[RendezVous],
        partenaires: QuerySet[Partenaire],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, themes=ThemeEntretien.objects.valables_le(jour), **kwargs)
        self.ajouter_plan(jour, partenaires)
        self.fields["rendez_vous"].queryset = RendezVous.objects.filter(pk__in=[r.pk for r in rendez_vous])
        self.fields["rendez_vous"].choices = [("", "Aucun"), *((r.pk, _dire(r)) for r in rendez_vous)]
        if not rendez_vous:
            self.fields["rendez_vous"].widget = forms.HiddenInput()
        self.helper.layout = Layout(
            "identifiant",
            "version",
            Fieldset("L’entretien", _entete(), "rendez_vous", "themes", "synthese"),
            Fieldset(
                "La suite",
                "prochaine_etape",
                Row(
                    Column("prochain_rendez_vous", css_class="col-md-6"),
                    Column("duree_minutes", css_class="col-md-6"),
                ),
            ),
            _repli("Note administrative", "a", "administrative"),
            _repli("Note de secret", "s", "secret"),
            _repli("Préconisations : ce que la personne fera", "p", lignes_preconisations()),
            _repli("Démarches : ce que le service fait", "d", lignes_demarches()),
        )

    def acte(self) -> dict[str, Any]:
        """The arguments of terminer_entretien."""
        propres = ("identifiant", "rendez_vous", "prochain_rendez_vous")
        return self.faits() | {
            **{nom: self.cleaned_data[nom] for nom in propres},
            "preconisations": self.preconisations(),
            "demarches": self.demarches(),
        }


class CorrigerEntretienForm(FaitsEntretien):
    """`base`: the version of the entretien that the page shows. `publie`: the bilan of its year is published."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    motif = forms.CharField(
        label="Pourquoi cette correction",
        required=False,
        max_length=300,
        help_text="Gardé avec ce que l’entretien disait avant. Sans information de santé.",
    )

    def __init__(self, *args: Any, publie: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motif"].required = publie
        self.helper.layout = Layout(
            "base",
            "version",
            Fieldset("L’entretien", _entete(), "themes", "synthese"),
            Row(
                Column("prochaine_etape", css_class="col-md-8"),
                Column("duree_minutes", css_class="col-md-4"),
            ),
            _repli("Note administrative", "a", "administrative"),
            _repli("Note de secret", "s", "secret"),
            Fieldset("La correction", "motif"),
        )

    def acte(self) -> dict[str, Any]:
        """The arguments of corriger_entretien."""
        return self.faits() | {"base": self.cleaned_data["base"], "motif": self.cleaned_data["motif"]}


def _dire(rendez_vous: RendezVous) -> str:
    debut = timezone.localtime(rendez_vous.debut)
    return f"{date_courte(debut.date())} à {heure(debut)}, {rendez_vous.get_mode_display().lower()}"
