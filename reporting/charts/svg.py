"""A sheet on which a chart is drawn: escaping, stable numbers, identifiers, accessible name."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString

from reporting.charts.texte import largeur, propre

# Palette of the CNAM design tokens: am-blue, cyan d20, turquoise d20, parme d20, yellow d40,
# mauve d20. All reach 3:1 on white; hatching and direct labels say the same without colour.
SERIES = ("#0c419a", "#0084b2", "#008972", "#5e709a", "#906b15", "#804992")
PRECEDENT = "#9eb3d7"
ENCRE = "#1b2437"
ENCRE_DOUCE = "#545f73"
GRILLE = "#d5dbe6"
PISTE = "#edf1f7"
FOND = "#ffffff"
# Beyond this width a chart scrolls on a phone rather than become unreadable.
LARGE = 480

_CODE = re.compile(r"[a-z][a-z0-9-]*")


def n(valeur: float) -> str:
    """Coordinate with at most two decimals, always written the same way."""
    texte = f"{valeur:.2f}".rstrip("0").rstrip(".")
    return "0" if texte in ("-0", "") else texte


def couleur(rang: int) -> str:
    return SERIES[rang % len(SERIES)]


def classe(rang: int) -> str:
    return f"serie-{rang % len(SERIES) + 1}"


class Toile:
    """Collects the marks of one chart of `large` x `haut` units."""

    def __init__(self, code: str, large: float) -> None:
        if not _CODE.fullmatch(code):
            raise ValueError(f"Identifiant de graphique impropre : {code!r}")
        self.code = code
        self.large = large
        self._marques: list[str] = []
        self._hachures: set[int] = set()

    def rectangle(
        self,
        x: float,
        y: float,
        long: float,
        haut: float,
        *,
        nom: str,
        fond: str,
        rayon: float = 0,
    ) -> None:
        arrondi = f' rx="{n(rayon)}"' if rayon else ""
        self._marques.append(
            f'<rect class="{nom}" x="{n(x)}" y="{n(y)}" width="{n(long)}" height="{n(haut)}"'
            f'{arrondi} fill="{fond}"/>'
        )

    def surface(self, chemin: str, *, rang: int) -> None:
        """A filled path in the colour of the series, hatched from the second series on."""
        self._marques.append(f'<path class="{classe(rang)}" d="{chemin}" fill="{couleur(rang)}"/>')
        if rang:
            self._marques.append(f'<path d="{chemin}" fill="{self._trame(rang)}"/>')

    def barre(self, x: float, y: float, long: float, haut: float, *, rang: int, rayon: float = 2) -> None:
        """A bar in the colour of the series, hatched from the second series on."""
        self.rectangle(x, y, long, haut, nom=classe(rang), fond=couleur(rang), rayon=rayon)
        if rang:
            self._voile(x, y, long, haut, self._trame(rang), rayon)

    def barre_precedente(self, x: float, y: float, long: float, haut: float) -> None:
        """A bar of year N-1: paler, hatched the other way."""
        self.rectangle(x, y, long, haut, nom="serie-precedente", fond=PRECEDENT, rayon=2)
        self._voile(x, y, long, haut, self._trame(1), 2)

    def trait(self, points: list[tuple[float, float]], *, rang: int) -> None:
        trace = " ".join(f"{n(x)},{n(y)}" for x, y in points)
        tirets = f' stroke-dasharray="{("", "7 4", "2 4")[rang % 3]}"' if rang % 3 else ""
        self._marques.append(
            f'<polyline class="trait-{classe(rang)}" points="{trace}" fill="none"'
            f' stroke="{couleur(rang)}" stroke-width="2.5" stroke-linejoin="round"'
            f' stroke-linecap="round"{tirets}/>'
        )

    def regle(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._marques.append(
            f'<line class="grille" x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
            f' stroke="{GRILLE}" stroke-width="1"/>'
        )

    def point(self, x: float, y: float, *, rang: int) -> None:
        self._marques.append(
            f'<circle class="{classe(rang)}" cx="{n(x)}" cy="{n(y)}" r="4" fill="{couleur(rang)}"/>'
        )

    def texte(
        self,
        x: float,
        y: float,
        contenu: str,
        *,
        corps: float,
        ancre: str = "start",
        gras: bool = False,
        doux: bool = False,
        detoure: bool = False,
    ) -> None:
        """One line of text, moved back onto the sheet if it would leave it; `detoure` hides the
        rules behind it."""
        nom, encre = ("texte-doux", ENCRE_DOUCE) if doux else ("texte", ENCRE)
        graisse = ' font-weight="600"' if gras else ""
        position = "" if ancre == "start" else f' text-anchor="{ancre}"'
        long = largeur(contenu, corps, gras=gras)
        x += self._rentrer(x, long, ancre)
        if detoure:
            gauche = x - {"start": 0.0, "middle": long / 2, "end": long}[ancre]
            self.rectangle(gauche - 3, y - corps, long + 6, corps + 4, nom="fond", fond=FOND)
        self._marques.append(
            f'<text class="{nom}" x="{n(x)}" y="{n(y)}" font-size="{n(corps)}"{graisse}'
            f'{position} fill="{encre}">{escape(propre(contenu))}</text>'
        )

    def rendre(self, haut: float, titre: str, alternative: str) -> SafeString:
        """The whole `<svg>`; its title and description are its accessible name."""
        code = self.code
        trames = "".join(self._motif(rang) for rang in sorted(self._hachures))
        nom = "graphique graphique-large" if self.large > LARGE else "graphique"
        definitions = f"<defs>{trames}</defs>" if trames else ""
        return SafeString(
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{nom}" id="{code}"'
            f' width="{n(self.large)}" height="{n(haut)}"'
            f' viewBox="0 0 {n(self.large)} {n(haut)}" role="img"'
            f' aria-labelledby="{code}-titre {code}-texte" font-family="Inter, sans-serif">'
            f'<title id="{code}-titre">{escape(propre(titre))}</title>'
            f'<desc id="{code}-texte">{escape(propre(alternative))}</desc>'
            f"{definitions}{''.join(self._marques)}</svg>"
        )

    def _rentrer(self, x: float, long: float, ancre: str) -> float:
        """How far to move a text so that it stays on the sheet."""
        debut = x - {"start": 0.0, "middle": long / 2, "end": long}[ancre]
        if debut < 0:
            return -debut
        return min(0.0, max(self.large - debut - long, -debut))

    def _voile(self, x: float, y: float, long: float, haut: float, fond: str, rayon: float) -> None:
        self._marques.append(
            f'<rect x="{n(x)}" y="{n(y)}" width="{n(long)}" height="{n(haut)}" rx="{n(rayon)}" fill="{fond}"/>'
        )

    def _trame(self, rang: int) -> str:
        motif = (rang - 1) % 3
        self._hachures.add(motif)
        return f"url(#{self.code}-trame-{motif})"

    def _motif(self, motif: int) -> str:
        trace = (
            "M-1,1L1,-1M0,7L7,0M6,8L8,6",
            "M-1,6L1,8M0,0L7,7M6,-1L8,1",
            "M0,3.5L7,3.5",
        )[motif]
        return (
            f'<pattern id="{self.code}-trame-{motif}" width="7" height="7"'
            f' patternUnits="userSpaceOnUse"><path class="hachure" d="{trace}" fill="none"'
            f' stroke="{FOND}" stroke-opacity="0.55" stroke-width="1.2"/></pattern>'
        )
