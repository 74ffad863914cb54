"""A signalement as a CSAM types it, and the forms of what is done of it. The acts check everything again."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet

from cases.enums import (
    AXES_OUVERTS,
    AccordPersonne,
    EtatSignalement,
)
from cases.models import Accompagnement, Signalement
from cases.rules.texte_libre import sur_une_ligne
from cases.socle.champs import champ_jour
from partners.forms.champs import ChampCommune
from partners.models import (
    Agent,
    CanalSignalement,
    OrigineSignalement,
    Partenaire,
    RaisonSuite,
    Site,
    TypeRisque,
)
from servicesocial.typographie import date_courte


def _cote_a_cote(*champs: str) -> Row:
    """Side by side on a wide screen, one under the other on a phone."""
    return Row(*(Column(champ, css_class="col-md-6") for champ in champs), css_class="align-items-end")


class NouveauSignalementForm(forms.ModelForm):
    """`identifiant` is drawn when the page is shown: the same page sent twice records one signalement."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    recu_le = champ_jour(label="Reçu le")
    date_naissance = champ_jour(label="Date de naissance", required=False)
    arret_depuis = champ_jour(label="En arrêt depuis le", required=False)
    commune = ChampCommune(label="Commune", required=False)
    nir = forms.CharField(
        label="NIR",
        max_length=30,
        required=False,
        help_text="S’il est connu : 13 caractères, ou 15 avec la clé.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nir_explique = forms.CharField(
        label="Pourquoi le NIR diffère",
        max_length=200,
        required=False,
        help_text="Seulement s’il ne dit pas le même sexe ou la même naissance.",
    )
    accord = forms.ChoiceField(
        label="Accord de la personne",
        choices=[("", "Choisir"), *AccordPersonne.choices],
        help_text="« Non requis » pour les listes de la CPAM et du Service médical.",
    )
    axe_propose = forms.ChoiceField(
        label="Axe proposé",
        required=False,
        choices=[("", "Pas encore d’avis"), *((axe.value, axe.label) for axe in AXES_OUVERTS)],
    )

    class Meta:
        model = Signalement
        fields = [
            "site",
            "recu_le",
            "origine",
            "canal",
            "partenaire",
            "signale_par",
            "signale_contact",
            "nom",
            "prenom",
            "sexe",
            "date_naissance",
            "telephone",
            "commune",
            "motif",
            "axe_propose",
            "risque",
            "arret_depuis",
            "accord",
        ]
        widgets = {"motif": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "motif": "Ce que dit la personne ou le partenaire, en une phrase. Ni diagnostic, ni jugement.",
            "telephone": "Celui où la joindre.",
            "signale_par": "Nom et fonction.",
            "signale_contact": "Téléphone ou courriel.",
        }

    def __init__(self, *args: Any, sites: QuerySet[Site], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recu_le"].initial = jour
        listes = {
            "site": (sites, "Choisir"),
            "origine": (OrigineSignalement.objects.valables_le(jour), "Choisir"),
            "canal": (CanalSignalement.objects.valables_le(jour), "Choisir"),
            "risque": (TypeRisque.objects.valables_le(jour), "Non précisé"),
            "partenaire": (
                Partenaire.objects.valables_le(jour)
                .filter(departements__in=sites.values("departement"))
                .distinct(),
                "Aucun",
            ),
        }
        for nom, (lignes, vide) in listes.items():
            self.fields[nom].queryset = lignes
            self.fields[nom].empty_label = vide
        seul = sites[:2]
        if len(seul) == 1:
            self.fields["site"].initial = seul[0]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "identifiant",
            Fieldset(
                "La personne",
                _cote_a_cote("nom", "prenom"),
                _cote_a_cote("date_naissance", "sexe"),
                _cote_a_cote("telephone", "commune"),
                _cote_a_cote("nir", "nir_explique"),
            ),
            Fieldset(
                "Qui signale",
                _cote_a_cote("origine", "partenaire"),
                _cote_a_cote("signale_par", "signale_contact"),
                _cote_a_cote("canal", "site"),
                "recu_le",
                HTML("{% load composants %}{% boutons_jour 'id_recu_le' %}"),
            ),
            Fieldset(
                "Pourquoi",
                "motif",
                _cote_a_cote("axe_propose", "accord"),
                _cote_a_cote("risque", "arret_depuis"),
            ),
        )

    def clean_nom(self) -> str:
        return sur_une_ligne(self.cleaned_data["nom"])

    def clean_prenom(self) -> str:
        return sur_une_ligne(self.cleaned_data["prenom"])


class _SuiteForm(forms.Form):
    """`etat_vu` is the state that the page showed: an act on another one is refused, and says why."""

    etat_vu = forms.ChoiceField(
        label="Cette page",
        choices=EtatSignalement,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Elle n’est plus à jour : rouvrez le signalement."
        ),
    )


class AffecterForm(_SuiteForm):
    a = forms.ModelChoiceField(
        Agent.objects.none(), label="Assistant de service social", empty_label="Choisir"
    )

    def __init__(self, *args: Any, assistants: QuerySet[Agent], site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].queryset = assistants
        # The site that serves the commune first, then by name: proximity, never how much each one has to do.
        rangs = sorted(assistants, key=lambda agent: (agent.lieu != site.nom, agent.nom, agent.prenom))
        self.fields["a"].choices = [
            ("", "Choisir"),
            *((agent.pk, f"{agent} – {agent.lieu}" if agent.lieu else str(agent)) for agent in rangs),
        ]


class RaisonForm(_SuiteForm):
    """A coded reason of this outcome, and a precision that some of them ask for."""

    raison = forms.ModelChoiceField(
        RaisonSuite.objects.none(),
        label="Raison",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choisissez la raison."},
    )
    motif = forms.CharField(
        label="Précision",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sans information de santé. Obligatoire pour « Autre ».",
    )

    def __init__(self, *args: Any, raisons: QuerySet[RaisonSuite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raison"].queryset = raisons


class ReorienterForm(RaisonForm):
    vers = forms.ModelChoiceField(
        Partenaire.objects.none(),
        label="Partenaire",
        required=False,
        empty_label="Un service hors de l’annuaire, à préciser",
    )
    accompagnee = forms.BooleanField(
        label="Orientation accompagnée",
        required=False,
        help_text="Vous avez pris contact avec le partenaire pour la personne.",
    )
    field_order = ("etat_vu", "vers", "accompagnee", "raison", "motif")

    def __init__(self, *args: Any, partenaires: QuerySet[Partenaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vers"].queryset = partenaires


class RattacherForm(_SuiteForm):
    accompagnement = forms.ModelChoiceField(
        Accompagnement.objects.none(),
        label="Accompagnement en cours",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choisissez l’accompagnement."},
    )

    def __init__(self, *args: Any, suivis: Sequence[Accompagnement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accompagnement"].queryset = Accompagnement.objects.filter(
            pk__in=[suivi.pk for suivi in suivis]
        )
        self.fields["accompagnement"].choices = [(suivi.pk, _libelle_suivi(suivi)) for suivi in suivis]


def _libelle_suivi(suivi: Accompagnement) -> str:
    return (
        f"{suivi.assure}, {suivi.axe_du_jour} depuis le {date_courte(suivi.ouvert_le)}, "
        f"suivi par {suivi.referent_du_jour}"
    )


class DoublonForm(RaisonForm):
    """The first reason is chosen already: most often there is only the original to designate."""

    original = forms.ModelChoiceField(
        Signalement.objects.none(),
        label="Signalement d’origine",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choisissez le signalement d’origine."},
    )
    field_order = ("etat_vu", "original", "raison", "motif")

    def __init__(self, *args: Any, originaux: Sequence[Signalement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raison"].initial = self.fields["raison"].queryset.first()
        self.fields["original"].queryset = Signalement.objects.filter(pk__in=[s.pk for s in originaux])
        self.fields["original"].choices = [
            (s.pk, f"{s}, reçu le {date_courte(s.recu_le)} ({s.origine}) : {s.get_etat_display()}")
            for s in originaux
        ]


class EtatVuForm(_SuiteForm):
    """What undoing needs: the state that was seen."""
