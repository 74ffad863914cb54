from django import forms


class DemanderTransfertForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="L’autre unité le lira : « La personne habite maintenant Bourg-en-Bresse », par exemple. "
        "Sans information de santé.",
    )
