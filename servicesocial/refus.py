"""What a professional act answers when a rule forbids it: a sentence for the person, with the field concerned."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError


class RefusMetier(ValidationError):
    """A rule of the profession forbids the act. Nothing was written.

    `champ` is the name of the argument concerned, if there is one, so that a form shows the sentence beside it.
    `code` names the rule, for callers that react to it.
    """

    def __init__(
        self, phrases: str | Sequence[str], *, champ: str | None = None, code: str = "refus"
    ) -> None:
        self.champ = champ
        self.code_refus = code
        liste = [phrases] if isinstance(phrases, str) else list(phrases)
        erreurs = [ValidationError(phrase, code=code) for phrase in liste]
        super().__init__({champ: erreurs} if champ else erreurs)
