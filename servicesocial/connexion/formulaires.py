"""The forms of allauth that we route, with our words.

Without its placeholders (the label says it) nor its help: the pages give one sentence and the right links.
"""

from typing import Any

from allauth.account import forms


class _Sobre:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():  # type: ignore[attr-defined]
            champ.widget.attrs.pop("placeholder", None)
            champ.help_text = ""


class Connexion(_Sobre, forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Adresse électronique"
        self.fields["password"].label = "Mot de passe"


class MotDePasseOublie(_Sobre, forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Adresse électronique"


class NouveauMotDePasse(_Sobre, forms.ResetPasswordKeyForm):
    """Chosen from the link received."""


class ChangerMotDePasse(_Sobre, forms.ChangePasswordForm):
    """Chosen once logged in."""
