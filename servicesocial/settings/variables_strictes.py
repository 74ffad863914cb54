"""In the tests, a template of ours that writes a variable nobody defined is an error, not an empty text."""

import sys
from pathlib import Path

from servicesocial.environnement.chemins import RACINE


class VariableIndefinie(Exception):
    """A template writes a variable that its context does not hold."""


class VariableStricte(str):
    """The value of `string_if_invalid`: Django asks it `"%s" in x`, then computes `x % name`.

    Django does so only where a value is written (`{{ x }}`, a filter's argument), not in `{% if x %}`.
    The templates of the libraries rely on the silence of Django and keep it.
    """

    __slots__ = ()

    def __contains__(self, texte: object) -> bool:
        return texte == "%s"

    def __mod__(self, variable: object) -> str:
        # The only caller is FilterExpression.resolve, which has the context as a local variable.
        contexte = sys._getframe(1).f_locals["context"]
        gabarit = contexte.render_context.template or contexte.template
        origine = Path(getattr(gabarit.origin, "name", ""))
        if origine.is_relative_to(RACINE) and "site-packages" not in origine.parts:
            raise VariableIndefinie(f"{origine.relative_to(RACINE)} : « {variable} » n'est pas définie")
        return ""
