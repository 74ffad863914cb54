"""The lines of the logs, without the secret of the addresses that hold one."""

import logging
import re

# /s/<secret>, the form of a partenaire: whoever reads the address can write in a queue.
PREFIXE_FORMULAIRE = "/s/"
_SECRET = re.compile(rf"{PREFIXE_FORMULAIRE}[^\s\"'?#]+")


def masquer(texte: str) -> str:
    """The text with « /s/… » in place of each such address."""
    return _SECRET.sub(f"{PREFIXE_FORMULAIRE}…", texte)


class Formateur(logging.Formatter):
    """Masks the whole line, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return masquer(super().format(record))


class SansSecret(logging.Filter):
    """The same for a logger whose formatter is not ours (gunicorn)."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masquer(record.getMessage()), ()
        return True
