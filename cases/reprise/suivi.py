"""Progress of a long command: one moving line on a terminal, plain lines elsewhere."""

import time

from django.core.management.base import OutputWrapper

from servicesocial.typographie import nombre

_INTERVALLE = 0.2


class Suivi:
    """Says what is being done. Without a stream, says nothing."""

    def __init__(self, sortie: OutputWrapper | None = None) -> None:
        self._sortie = sortie
        self._terminal = sortie is not None and sortie.isatty()
        self._prochain = 0.0

    def avancer(self, etape: str, lignes: int) -> None:
        """Called often; shown at most a few times a second, and on a terminal only."""
        if not self._terminal or time.monotonic() < self._prochain:
            return
        self._prochain = time.monotonic() + _INTERVALLE
        self._ecrire(f"\r\x1b[K{etape}\u00a0: {nombre(lignes)} lignes…")

    def terminer(self, etape: str, lignes: int | None = None) -> None:
        """A step is over: its line stays."""
        suite = "" if lignes is None else f"\u00a0: {nombre(lignes)} {'ligne' if lignes < 2 else 'lignes'}"
        debut = "\r\x1b[K" if self._terminal else ""
        self._ecrire(f"{debut}{etape}{suite}\n")

    def _ecrire(self, texte: str) -> None:
        if self._sortie is not None:
            self._sortie.write(texte, ending="")
            self._sortie.flush()
