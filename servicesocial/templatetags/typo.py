"""Filters over `servicesocial.typographie` (`{% load typo %}`)."""

from django import template

from servicesocial import typographie

register = template.Library()

for fonction in (
    typographie.nombre,
    typographie.pourcent,
    typographie.mois,
    typographie.date_longue,
    typographie.date_courte,
    typographie.heure,
    typographie.nir_masque,
    typographie.insecable,
):
    register.filter(fonction.__name__, fonction)
