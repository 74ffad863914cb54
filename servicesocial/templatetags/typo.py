"""Filters over `servicesocial.typographie` and `servicesocial.telephone` (`{% load typo %}`)."""

from django import template

from servicesocial import typographie
from servicesocial.telephone import adresse_telephone, ecrire_telephone

register = template.Library()

for fonction in (
    typographie.nombre,
    typographie.pourcent,
    typographie.mois,
    typographie.insecable,
):
    register.filter(fonction.__name__, fonction)

register.filter("telephone", ecrire_telephone)
register.filter("adresse_telephone", adresse_telephone)

# What it is given has been escaped already: it changes one character for another and adds no markup.
register.filter("apostrophes", typographie.apostrophes, is_safe=True)

# An instant read from the database is in UTC: written as it is, shortly after midnight it would bear the day before.
for ecriture in (typographie.date_longue, typographie.date_courte, typographie.heure):
    register.filter(ecriture.__name__, ecriture, expects_localtime=True)
