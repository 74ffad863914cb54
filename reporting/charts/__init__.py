"""The charts of the reports: SVG drawn here, the same for the page, its dark mode and the PDF.

Every function returns a `Graphique`, or one without drawing and with a single sentence when the
population is empty. Colours are `fill` attributes (the PDF reads nothing else) doubled by a class
(`serie-1`, `texte`, `grille`...) that the style sheet of the page may override.
"""

from reporting.charts.anneau import anneau
from reporting.charts.barres import barres, barres_comparees
from reporting.charts.courbe import courbe
from reporting.charts.empilee import barre_empilee
from reporting.charts.modele import Graphique, Part, Serie

__all__ = [
    "Graphique",
    "Part",
    "Serie",
    "anneau",
    "barre_empilee",
    "barres",
    "barres_comparees",
    "courbe",
]
