"""An entretien as an ASS writes it, on one page."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.domain.entretien import MOTIF_DEPLACEMENT_MAX
from cases.enums import ModeEntretien, NiveauNote
from cases.forms.signalement import champ_jour
from cases.models import Accompagnement, RendezVous
from partners.models import Site, ThemeEntretien
from servicesocial.typographie import date_courte, heure

TEXTE_MAX = 20_000
# What is written goes to one level of note, whose readers are said beside it.
TEXTES = {
    "synthese": NiveauNote.SYNTHESE,
    "administrative": NiveauNote.ADMINISTRATIF,
    "secret": NiveauNote.SECRET,
}
# Kept in a draft: what somebody types. The rest is of the page.
SAISIS = (
    "date",
    "mode",
    "site",
    "themes",
    "synthese",
    "prochaine_etape",
    "prochain_rendez_vous",
    "duree_minutes",
    "rendez_vous",
    "administrative",
    "secret",
)


def _texte(label: str, aide: str, lignes: int, *, obligatoire: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=obligatoire,
        max_length=TEXTE_MAX,
        help_text=aide,
        widget=forms.Textarea(attrs={"rows": lignes}),
        error_messages={
            "max_length": f"Ce texte est trop long ({TEXTE_MAX} caractères au plus) : coupez-le en plusieurs notes."
        },
    )


class EntretienForm(forms.Form):
    """`identifiant` is drawn with the page and kept in the draft: sent twice, it is one entretien."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=2**31 - 1)
    date = champ_jour(label="Date")
    mode = forms.ChoiceField(label="Modalité", choices=ModeEntretien)
    site = forms.ModelChoiceField(Site.objects.none(), label="Lieu", empty_label="Choisir")
    rendez_vous = forms.ModelChoiceField(
        RendezVous.objects.none(), label="Rendez-vous honoré", required=False, empty_label="Aucun"
    )
    themes = forms.ModelMultipleChoiceField(
        ThemeEntretien.objects.none(), label="Thèmes", required=False, widget=forms.CheckboxSelectMultiple
    )
    synthese = _texte(
        "Synthèse",
        "Lue par les assistants de service social du site. Des faits, des décisions ; ni jugement, ni diagnostic.",
        7,
    )
    prochaine_etape = forms.CharField(label="Prochaine étape", required=False, max_length=300)
    prochain_rendez_vous = forms.DateTimeField(
        label="Prochain rendez-vous",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
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
        self,
        *args: Any,
        jour: datetime.date,
        sites: QuerySet[Site],
        rendez_vous: Sequence[RendezVous],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["themes"].queryset = ThemeEntretien.objects.valables_le(jour)
        self.fields["rendez_vous"].queryset = RendezVous.objects.filter(pk__in=[r.pk for r in rendez_vous])
        self.fields["rendez_vous"].choices = [("", "Aucun"), *((r.pk, _dire(r)) for r in rendez_vous)]
        if not rendez_vous:
            self.fields["rendez_vous"].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "identifiant",
            "version",
            Fieldset(
                "L’entretien",
                Row(
                    Column(
                        "date",
                        HTML("{% load composants %}{% boutons_jour 'id_date' %}"),
                        css_class="col-md-4",
                    ),
                    Column("mode", css_class="col-md-4"),
                    Column("site", css_class="col-md-4"),
                ),
                "rendez_vous",
                "themes",
                "synthese",
            ),
            Fieldset(
                "La suite",
                "prochaine_etape",
                Row(
                    Column("prochain_rendez_vous", css_class="col-md-6"),
                    Column("duree_minutes", css_class="col-md-6"),
                ),
            ),
            HTML(
                '<details class="bloc-notes" {% if form.notes_ouvertes %}open{% endif %}>'
                '<summary data-raccourci="o" aria-keyshortcuts="o">Autres notes <kbd>o</kbd></summary>'
            ),
            "administrative",
            "secret",
            HTML("</details>"),
        )

    @property
    def notes_ouvertes(self) -> bool:
        """Unfolded when something is written there, or refused there."""
        return any(self[nom].value() or self[nom].errors for nom in ("administrative", "secret"))

    def acte(self) -> dict[str, Any]:
        """The arguments of terminer_entretien."""
        lus = dict(self.cleaned_data)
        notes = {niveau: lus.pop(nom) for nom, niveau in TEXTES.items()}
        return lus | {"notes": notes}


class AnnulerEntretienForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="Par exemple : « Noté deux fois ». Sans information de santé.",
    )


class DeplacerEntretienForm(forms.Form):
    """`suivis`: the accompagnements in which the agent writes, each with `axe_du_jour`."""

    vers = forms.ModelChoiceField(
        Accompagnement.objects.none(), label="Accompagnement où il a eu lieu", empty_label="Choisir"
    )
    motif = forms.CharField(
        label="Motif", max_length=MOTIF_DEPLACEMENT_MAX, help_text="Par exemple : « Homonyme »."
    )

    def __init__(self, *args: Any, suivis: Sequence[Accompagnement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vers"].queryset = Accompagnement.objects.filter(pk__in=[s.pk for s in suivis])
        self.fields["vers"].choices = [
            ("", "Choisir"),
            *((s.pk, f"{s.assure}, {s.axe_du_jour}, ouvert le {date_courte(s.ouvert_le)}") for s in suivis),
        ]


def _dire(rendez_vous: RendezVous) -> str:
    debut = timezone.localtime(rendez_vous.debut)
    return f"{date_courte(debut.date())} à {heure(debut)}, {rendez_vous.get_mode_display().lower()}"
