"""The page of a partenaire: short, without NIR nor diagnosis. The act checks everything again."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from cases.rules.texte_libre import sur_une_ligne
from cases.validators import refuser_nir, valider_telephone
from partners.forms.champs import ChampCommune

JAMAIS = "Ne donnez ni diagnostic ni numéro de sécurité sociale."
COMPLETION = {"signataire": "name", "fonction": "organization-title"}


class _Texte(forms.CharField):
    """One line, as it was meant, without what cannot be seen."""

    default_validators = [refuser_nir]

    def to_python(self, value: Any) -> str:
        texte = super().to_python(value)
        # A NUL is refused by a validator of its own: kept for it.
        return texte if "\x00" in texte else sur_une_ligne(texte)


def _jour(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "court"}, format="%Y-%m-%d"), **options
    )


class FormulairePartenaireForm(forms.Form):
    nom = _Texte(label="Nom de la personne", max_length=80)
    prenom = _Texte(label="Prénom de la personne", max_length=80)
    date_naissance = _jour(label="Date de naissance")
    telephone = _Texte(
        label="Téléphone où la joindre",
        max_length=20,
        validators=[valider_telephone],
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    commune = ChampCommune(
        label="Commune où elle habite",
        max_length=120,
        help_text="Code postal et nom : 01000 Bourg-en-Bresse",
    )
    arret_depuis = _jour(label="En arrêt de travail depuis le", required=False)
    motif = _Texte(
        label="Pourquoi vous la signalez, en une phrase",
        max_length=300,
        help_text=JAMAIS,
    )
    accord = forms.BooleanField(
        label="La personne est d’accord pour être contactée",
        error_messages={
            "required": "Sans l’accord de la personne, le service social ne peut pas la contacter."
        },
    )
    signataire = _Texte(label="Votre nom", max_length=70)
    fonction = _Texte(label="Votre fonction", max_length=80)
    signale_contact = _Texte(
        label="Votre téléphone ou votre courriel",
        max_length=120,
        help_text="Pour vous répondre.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom, champ in self.fields.items():
            # A shared computer must not propose the persons signalled before; who signs may be helped.
            champ.widget.attrs["autocomplete"] = COMPLETION.get(nom, "off")
        for nom in ("date_naissance", "arret_depuis"):
            self.fields[nom].widget.attrs["max"] = timezone.localdate().isoformat()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                "La personne",
                _cote_a_cote("nom", "prenom"),
                _cote_a_cote("date_naissance", "telephone"),
                "commune",
                "arret_depuis",
            ),
            Fieldset("Pourquoi", "motif", "accord"),
            Fieldset("Vous", _cote_a_cote("signataire", "fonction"), "signale_contact"),
        )

    def contenu(self) -> dict[str, Any]:
        """What the act receives: who signs is one text."""
        valeurs = dict(self.cleaned_data)
        valeurs["signale_par"] = f"{valeurs.pop('signataire')}, {valeurs.pop('fonction')}"
        return valeurs


def _cote_a_cote(*champs: str) -> Row:
    return Row(*(Column(champ, css_class="col-md-6") for champ in champs), css_class="align-items-start")
