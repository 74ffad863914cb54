"""Fields of the forms of the annuaire."""

from typing import Any

from django import forms
from django.utils.text import slugify

from partners.models import Commune

PROPOSITIONS = 4


def _cle(nom: str) -> str:
    return slugify(nom.replace("'", " ").replace("’", " "))


class ChampCommune(forms.CharField):
    """A commune typed by its name, with its postal code when several share the name.

    35 000 lines would be too long for a list. The value is a Commune or None.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", "Nom, précédé du code postal s’il en existe plusieurs : 01000 Bourg-en-Bresse"
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        # What comes back from a refused form may be any text; a code has no NUL, which the database refuses.
        commune = Commune.objects.filter(pk=value).first() if value and "\x00" not in str(value) else None
        if commune is None:
            return value
        return " ".join([*commune.codes_postaux.split()[:1], commune.nom])

    def clean(self, value: str) -> Commune | None:
        texte = super().clean(value)
        if not texte:
            return None
        code_postal, _, nom = texte.partition(" ") if texte[:5].isdigit() else ("", "", texte)
        candidates = Commune.objects.all()
        candidates = candidates.filter(codes_postaux__contains=code_postal) if code_postal else candidates
        if not code_postal or len(code_postal) != 5:
            candidates = candidates.filter(nom__iexact=nom.strip())
        trouvees = [c for c in candidates if not nom.strip() or _cle(c.nom) == _cle(nom)]
        if len(trouvees) == 1:
            return trouvees[0]
        raise forms.ValidationError(self._refus(trouvees))

    @staticmethod
    def _refus(trouvees: list[Commune]) -> str:
        if not trouvees:
            return "Cette commune n’est pas connue : écrivez son nom officiel, ou son code postal suivi de son nom."
        noms = [" ".join([*c.codes_postaux.split()[:1], c.nom]) for c in trouvees[:PROPOSITIONS]]
        suite = "…" if len(trouvees) > PROPOSITIONS else ""
        return f"Plusieurs communes correspondent. Précisez : {', '.join(noms)}{suite}"
