"""An entretien taken back: annulled, or moved to the dossier where it belongs."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cases.entretiens.domain.entretien import MOTIF_DEPLACEMENT_MAX
from cases.models import Accompagnement
from servicesocial.typographie import date_courte


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
        label="Motif",
        max_length=MOTIF_DEPLACEMENT_MAX,
        help_text="Par exemple : « Homonyme ». Il se lit dans les deux dossiers : ne nommez personne.",
    )

    def __init__(self, *args: Any, suivis: Sequence[Accompagnement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vers"].queryset = Accompagnement.objects.filter(pk__in=[s.pk for s in suivis])
        self.fields["vers"].choices = [
            ("", "Choisir"),
            *((s.pk, f"{s.assure}, {s.axe_du_jour}, ouvert le {date_courte(s.ouvert_le)}") for s in suivis),
        ]
