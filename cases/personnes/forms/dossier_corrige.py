"""Correcting what a dossier says of the person, and noting what changed in her life."""

import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from cases.enums import MotifSansNir, NaturePiece, Sexe
from cases.models import ArretTravail, Assure, Situation
from cases.socle.champs import champ_jour
from partners.forms.champs import ChampCommune
from partners.models import SituationEmploi, TypeMenage, TypeRisque

PROTECTIONS = (
    "ne_pas_laisser_message",
    "adresse_confidentielle",
    "langue",
    "representant_legal",
    "decede_le",
)


def _deux(*champs: str) -> Row:
    return Row(*(Column(champ, css_class="col-md-6") for champ in champs), css_class="align-items-end")


class _Version(forms.Form):
    """`base`: how many corrections the page knows of."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class IdentiteForm(_Version):
    """A NIR is typed to replace the former one, never shown again."""

    nom = forms.CharField(label="Nom", max_length=80)
    prenom = forms.CharField(label="Prénom", max_length=80)
    sexe = forms.ChoiceField(label="Sexe", choices=Sexe)
    date_naissance = champ_jour(label="Date de naissance", required=False)
    nir = forms.CharField(
        label="Nouveau NIR",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nir_explique = forms.CharField(
        label="Pourquoi le NIR diffère",
        max_length=200,
        required=False,
        help_text="Seulement s’il ne dit pas le même sexe ou la même naissance.",
    )
    motif_sans_nir = forms.ChoiceField(label="Sans NIR, pourquoi", choices=MotifSansNir)
    telephone = forms.CharField(label="Téléphone", max_length=20, required=False)
    courriel = forms.EmailField(label="Courriel", required=False, max_length=254)
    adresse = forms.CharField(label="Adresse", max_length=200, required=False)
    commune = ChampCommune(label="Commune", required=False)
    ne_pas_laisser_message = forms.BooleanField(label="Ne pas laisser de message", required=False)
    adresse_confidentielle = forms.BooleanField(label="Adresse confidentielle", required=False)
    langue = forms.CharField(label="Langue ou interprète", max_length=60, required=False)
    representant_legal = forms.CharField(
        label="Majeur protégé : représentant légal", max_length=160, required=False
    )
    decede_le = champ_jour(label="Décédé le", required=False)

    def __init__(self, *args: Any, assure: Assure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        connu = assure.nir_chiffre is not None
        self.fields["nir"].help_text = (
            f"Laissez vide pour garder le NIR enregistré ({assure.nir_masque})."
            if connu
            else "13 caractères, ou 15 avec la clé."
        )
        if connu:
            del self.fields["motif_sans_nir"]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "base",
            Fieldset(
                "Identité",
                _deux("nom", "prenom"),
                _deux("sexe", "date_naissance"),
                _deux("nir", *([] if connu else ["motif_sans_nir"])),
                "nir_explique",
            ),
            Fieldset("Coordonnées", _deux("telephone", "courriel"), _deux("adresse", "commune")),
            Fieldset(
                "Ce qui la protège",
                _deux("ne_pas_laisser_message", "adresse_confidentielle"),
                _deux("langue", "representant_legal"),
                "decede_le",
            ),
        )

    def clean(self) -> dict[str, Any]:
        """A NIR given ends its absence."""
        lus = super().clean() or self.cleaned_data
        if lus.get("nir"):
            lus.pop("motif_sans_nir", None)
        return lus

    @staticmethod
    def selon(assure: Assure) -> dict[str, Any]:
        simples = (
            "nom",
            "prenom",
            "sexe",
            "date_naissance",
            "motif_sans_nir",
            "telephone",
            "courriel",
            "adresse",
        )
        return {
            **{nom: getattr(assure, nom) for nom in (*simples, *PROTECTIONS)},
            "commune": assure.commune_id,
            "nir_explique": assure.nir_explique,
        }


class _FaitsSituationForm(forms.Form):
    """Every field may be unknown: nothing approximate is asked for."""

    menage = forms.ModelChoiceField(
        TypeMenage.objects.none(), label="Ménage", required=False, empty_label="Non renseigné"
    )
    emploi = forms.ModelChoiceField(
        SituationEmploi.objects.none(), label="Emploi", required=False, empty_label="Non renseigné"
    )
    profession = forms.CharField(label="Profession", max_length=120, required=False)
    employeur = forms.CharField(label="Employeur", max_length=160, required=False)
    rqth_jusquau = champ_jour(label="RQTH jusqu’au", required=False)

    def __init__(self, *args: Any, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["menage"].queryset = TypeMenage.objects.valables_le(jour)
        self.fields["emploi"].queryset = SituationEmploi.objects.valables_le(jour)

    @staticmethod
    def selon(situation: Situation) -> dict[str, Any]:
        return {
            "menage": situation.menage_id,
            "emploi": situation.emploi_id,
            "profession": situation.profession,
            "employeur": situation.employeur,
            "rqth_jusquau": situation.rqth_jusquau,
        }


class ChangerSituationForm(_FaitsSituationForm):
    """« A changé le »: what is not touched is as it was."""

    du = champ_jour(label="A changé le")
    field_order = ("du",)


class CorrigerSituationForm(_FaitsSituationForm, _Version):
    """The snapshot was wrong from its first day on."""


class ArretForm(forms.Form):
    nature = forms.ChoiceField(label="Nature", choices=NaturePiece)
    risque = forms.ModelChoiceField(TypeRisque.objects.none(), label="Risque", empty_label="Choisir")
    du = champ_jour(label="Du")
    au = champ_jour(label="Au")

    def __init__(self, *args: Any, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risque"].queryset = TypeRisque.objects.valables_le(jour)

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or self.cleaned_data
        if lus.get("du") and lus.get("au") and lus["au"] < lus["du"]:
            self.add_error("au", "Le dernier jour précède le premier.")
        return lus

    @staticmethod
    def selon(arret: ArretTravail) -> dict[str, Any]:
        return {"nature": arret.nature, "risque": arret.risque_id, "du": arret.du, "au": arret.au}


class CorrigerArretForm(ArretForm, _Version):
    """The piece was typed wrongly."""


class BrisDeGlaceForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="Lu par le référent. Par exemple : « Réclamation de la personne, réponse à préparer ».",
    )
