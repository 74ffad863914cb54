"""Giving a dossier to another unit, answering the unit that asks for it, naming a référent. The acts check again."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import Agent, Departement


class _ChoixAgent(forms.ModelChoiceField):
    """An agent with the place where he works (`lieu`)."""

    def label_from_instance(self, agent: Agent) -> str:
        return f"{agent} – {agent.lieu}" if agent.lieu else str(agent)  # type: ignore[attr-defined]


class AccepterForm(forms.Form):
    """`managers`: those of the unit that asks, when the dossier is in accès restreint; None otherwise."""

    def __init__(self, *args: Any, managers: QuerySet[Agent] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if managers is not None:
            self.fields["manager_habilite"] = _ChoixAgent(
                managers,
                label="Manager habilité de la nouvelle unité",
                empty_label="Choisir",
                help_text="Accès restreint : lui seul lira le dossier, avec le référent qui sera nommé.",
            )


class TransfererForm(AccepterForm):
    vers = forms.ModelChoiceField(
        Departement.objects.none(), label="Unité qui suivra la personne", empty_label="Choisir"
    )
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="La nouvelle unité le lira. Sans information de santé.",
    )
    field_order = ("vers", "manager_habilite", "motif")

    def __init__(self, *args: Any, unites: QuerySet[Departement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vers"].queryset = unites


class RefuserForm(forms.Form):
    motif = forms.CharField(
        label="Motif du refus",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="L’unité qui demande le lira : « La personne reste suivie ici jusqu’à la fin de son essai "
        "encadré », par exemple. Sans information de santé.",
    )


class ReferentForm(forms.Form):
    referent = _ChoixAgent(Agent.objects.none(), label="Nouveau référent", empty_label="Choisir")

    def __init__(self, *args: Any, assistants: QuerySet[Agent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referent"].queryset = assistants
