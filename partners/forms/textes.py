"""The notice on personal data and the procedure of a situation d'urgence, as an administrateur writes them."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import ConsigneUrgence, Departement, Region, VersionNotice


class NoticeForm(forms.ModelForm):
    """Starts from the text in effect: a new version is most often the former one, corrected."""

    region = forms.ModelChoiceField(Region.objects.none(), label="Région", empty_label="Choisir")
    valide_du = forms.DateField(
        label="Donnée à partir du",
        widget=forms.DateInput(attrs={"type": "date", "class": "court"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = VersionNotice
        fields = ["region", "libelle", "valide_du", "texte"]
        labels = {"libelle": "Nom de la version"}
        widgets = {"texte": forms.Textarea(attrs={"rows": 24})}
        help_texts = {
            "libelle": "Par exemple : « Notice de juin 2026 ».",
            "texte": "Une ligne vide sépare les paragraphes ; « # » en début de ligne fait un titre ; "
            "{organisme} est remplacé par le nom de votre organisme.",
        }

    def __init__(self, *args: Any, regions: QuerySet[Region], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions
        self.fields["valide_du"].initial = jour
        seule = regions[:2]
        if len(seule) == 1:
            self.fields["region"].initial = seule[0]
        de_depart = VersionNotice.objects.pour(seule[0].pk if seule else "", jour).first()
        if de_depart is not None:
            self.fields["texte"].initial = de_depart.texte


class ConsigneForm(forms.ModelForm):
    """`unites` are those that the agent administers; without one, the line is of all."""

    unite = forms.ModelChoiceField(Departement.objects.none(), label="Unité", empty_label="Choisir")

    class Meta:
        model = ConsigneUrgence
        fields = ["libelle"]
        labels = {"libelle": "Consigne"}
        help_texts = {"libelle": "Une phrase, à l’impératif : qui appeler, à quel numéro."}

    def __init__(self, *args: Any, unites: frozenset[str], toutes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unite"].queryset = Departement.objects.filter(code__in=unites)
        if toutes:
            self.fields["unite"].required = False
            self.fields["unite"].empty_label = "Toutes les unités"
        self.order_fields(["unite", "libelle"])
