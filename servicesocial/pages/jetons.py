"""Signed values that a page carries and gives back: they cannot be made up, and they know their age."""

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner


class JetonRefuse(Exception):
    """The token is not ours, is for another use, or is too old."""


class JetonTropRecent(JetonRefuse):
    """The token came back sooner than a person could send it."""


def emettre(usage: str, contenu: str) -> str:
    """Makes a token for this use, dated now. It hides nothing: whoever holds it can read its content."""
    return TimestampSigner(salt=f"servicesocial.pages.jetons.{usage}").sign_object(contenu)


def lire(usage: str, jeton: str, *, age_maximal: int | None = None, age_minimal: int = 0) -> str:
    """Returns the content of a token; ages are in seconds.

    Raises JetonRefuse, or JetonTropRecent under `age_minimal`.
    """
    signataire = TimestampSigner(salt=f"servicesocial.pages.jetons.{usage}")
    try:
        contenu = str(signataire.unsign_object(jeton, max_age=age_maximal))
    except (BadSignature, ValueError) as erreur:
        raise JetonRefuse from erreur
    if age_minimal:
        try:
            signataire.unsign_object(jeton, max_age=age_minimal)
        except SignatureExpired:
            return contenu
        raise JetonTropRecent
    return contenu
