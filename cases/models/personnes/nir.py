"""The NIR at rest, wherever a record carries one."""

from django.db import models
from django.db.models import Q

from cases.chiffrement import chiffrer_nir, dechiffrer_nir, indexer_nir
from cases.rules.nir import masquer_nir, normaliser_nir


class PorteNir(models.Model):
    """A record that carries a NIR: encrypted, bound to the `uuid` of its row, with a keyed index to find it (NIR-6).

    The NIR is never in clear in a column.
    """

    nir_chiffre = models.BinaryField(null=True, editable=False)
    nir_index = models.CharField(max_length=64, null=True, db_index=True, editable=False)
    nir_explique = models.CharField(
        "pourquoi le NIR diffère",
        max_length=200,
        blank=True,
        help_text="Quand le sexe ou la date de naissance ne sont pas ceux que dit le NIR.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_nir_indexe",
                condition=Q(nir_chiffre__isnull=True, nir_index__isnull=True)
                | Q(nir_chiffre__isnull=False, nir_index__isnull=False),
            )
        ]

    def chiffrer_et_indexer_nir(self, nir: str) -> None:
        """Encrypts and indexes a NIR typed in any usual form. Raises NirInvalide."""
        nir13 = normaliser_nir(nir)
        self.nir_chiffre = chiffrer_nir(nir13, self.uuid)
        self.nir_index = indexer_nir(nir13)

    @property
    def nir_masque(self) -> str:
        return masquer_nir(self.nir) if self.nir_chiffre else ""

    @property
    def nir(self) -> str:
        """The clear NIR. Showing it is a journalled act."""
        return dechiffrer_nir(self.nir_chiffre, self.uuid)
