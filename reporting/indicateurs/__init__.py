"""The figures: declared once in the catalogue, computed for all units of a year in a fixed number of queries."""

from reporting.indicateurs.calcul import calculer_figures
from reporting.indicateurs.catalogue import CATALOGUE

__all__ = ["CATALOGUE", "calculer_figures"]
