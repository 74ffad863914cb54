"""Signed values that a page carries and gives back: they cannot be made up, and they know their age."""

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner


class JetonRefuse(Exception):
    """Not ours, for another use, or too old."""


class JetonTropRecent(JetonRefuse):
    """Given back sooner than a person would."""


def emettre(usage: str, contenu: str) -> str:
    """A token for this use, dated now. It hides nothing: its content can be read by whoever holds it."""
    return TimestampSigner(salt=f"servicesocial.pages.jetons.{usage}").sign_object(contenu)


def lire(usage: str, jeton: str, *, age_maximal: int | None = None, age_minimal: int = 0) -> str:
    """The content of a token. Raises JetonRefuse, JetonTropRecent under `age_minimal`; ages in seconds."""
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
