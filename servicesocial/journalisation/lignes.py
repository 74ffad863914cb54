"""The lines of the logs, without the secret of the addresses that hold one."""

import logging
import re

# /s/<secret>, the form of a partenaire: whoever reads the address can write in a queue.
PREFIXE_FORMULAIRE = "/s/"
_SECRET = re.compile(rf"{PREFIXE_FORMULAIRE}[^\s\"'?#]+")


def masquer(texte: str) -> str:
    """Writes « /s/… » in place of each secret address of the text."""
    return _SECRET.sub(f"{PREFIXE_FORMULAIRE}…", texte)


class Formateur(logging.Formatter):
    """A formatter that masks the whole line, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return masquer(super().format(record))


class SansSecret(logging.Filter):
    """A filter that masks the lines of a logger whose formatter is not ours (gunicorn)."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masquer(record.getMessage()), ()
        return True
