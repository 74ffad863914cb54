"""The forms of allauth that we route, with our words and without its placeholders (a label says it already)."""

from typing import Any

from allauth.account import forms


class _SansPlaceholder:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():  # type: ignore[attr-defined]
            champ.widget.attrs.pop("placeholder", None)


class Connexion(_SansPlaceholder, forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Adresse électronique"
        self.fields["password"].label = "Mot de passe"
        # The link to « Mot de passe oublié » stands under the button, after the fields.
        self.fields["password"].help_text = ""


class MotDePasseOublie(_SansPlaceholder, forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Adresse électronique"


class NouveauMotDePasse(_SansPlaceholder, forms.ResetPasswordKeyForm):
    """Chosen from the link received."""


class ChangerMotDePasse(_SansPlaceholder, forms.ChangePasswordForm):
    """Chosen once logged in."""
