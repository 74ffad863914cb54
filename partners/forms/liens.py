"""A link to the form, as somebody of the unit makes it for a partenaire."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from partners.models import OrigineSignalement, Site
from servicesocial.pages.jetons import JetonRefuse, emettre, lire

USAGE = "nouveau-lien"
# Time to read the page and fill it; the secret that it holds is worth nothing until it is sent.
AGE_MAXIMAL = 3600


class LienForm(forms.Form):
    """The secret is drawn when the page is shown and travels signed, so that a second click makes one link."""

    jeton = forms.CharField(
        widget=forms.HiddenInput, label="Cette page", error_messages={"required": "Rouvrez-la."}
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site qui reçoit",
        empty_label="Choisir",
        help_text="Les signalements arriveront dans sa file.",
    )
    origine = forms.ModelChoiceField(
        OrigineSignalement.objects.none(),
        label="Origine",
        empty_label="Choisir",
        help_text="Celle qui sera comptée pour chaque signalement venu par ce lien.",
    )
    expire_le = forms.DateField(
        label="Dernier jour",
        required=False,
        help_text="Sans date, le lien fonctionne jusqu’à ce qu’il soit révoqué.",
        widget=forms.DateInput(attrs={"type": "date", "class": "court"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        secret: str,
        sites: QuerySet[Site],
        origines: QuerySet[OrigineSignalement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["origine"].queryset = origines
        self.fields["jeton"].initial = emettre(USAGE, secret)
        self.fields["expire_le"].widget.attrs["min"] = timezone.localdate().isoformat()
        seul = sites[:2]
        if len(seul) == 1:
            self.fields["site"].initial = seul[0]

    def clean_jeton(self) -> str:
        """The secret."""
        try:
            return lire(USAGE, self.cleaned_data["jeton"], age_maximal=AGE_MAXIMAL)
        except JetonRefuse as erreur:
            raise forms.ValidationError("Elle est ouverte depuis trop longtemps : rouvrez-la.") from erreur
