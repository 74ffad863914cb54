"""The words of names, so that a search finds a name from the beginning of any word, or with one wrong letter."""

from django.db import models

from cases.models.personnes.assure import Assure
from cases.models.socle.base import Territoriale, TerritorialeQuerySet


class MotDuNom(Territoriale):
    """One word of the name of a person. A trigger of the database keeps it whenever `nom_recherche` is written.

    These are rows and not an array: under row-level policies an index serves only leakproof operators, those of
    order, and the operators of arrays and patterns are not. `inverse` is the word backwards: a word with one wrong
    letter keeps either its first half or its last one.
    """

    assure = models.ForeignKey(Assure, models.CASCADE, related_name="mots")
    mot = models.CharField(max_length=165, editable=False)
    inverse = models.CharField(max_length=165, editable=False)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "mot d'un nom"
        verbose_name_plural = "mots des noms"
        constraints = [models.UniqueConstraint(fields=["assure", "mot"], name="motdunom_unique")]
        indexes = [
            models.Index(fields=["departement", "mot", "assure"], name="motdunom_debut"),
            models.Index(fields=["departement", "inverse", "mot"], name="motdunom_fin"),
        ]

    def __str__(self) -> str:
        return self.mot
