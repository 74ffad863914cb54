"""The logger of gunicorn: `--logger-class servicesocial.journalisation.acces.JournalAcces`."""

from gunicorn.config import Config
from gunicorn.glogging import Logger

from servicesocial.journalisation.lignes import SansSecret


class JournalAcces(Logger):
    """gunicorn's own logger, whose lines hold no secret address."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for journal in (self.error_log, self.access_log):
            journal.addFilter(SansSecret())
