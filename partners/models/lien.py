"""The secret address on which a partenaire signals somebody without an account."""

import datetime
import hashlib
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partners.enums import EtatLien
from partners.models.listes import OrigineSignalement
from partners.models.partenaire import Partenaire
from partners.models.territoire import Site


def empreinte(secret: str) -> str:
    """Returns what is kept of a secret. It has 192 random bits: hashing it slowly would add nothing."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _valable(chemin: str, jour: datetime.date) -> Q:
    fin = Q(**{f"{chemin}__valide_au__isnull": True}) | Q(**{f"{chemin}__valide_au__gte": jour})
    return fin & Q(**{f"{chemin}__valide_du__lte": jour})


class LienSignalementQuerySet(models.QuerySet):
    def utilisables_le(self, jour: datetime.date) -> Self:
        """Those that open the form that day.

        Neither revoked nor expired. What they name is still offered. The partenaire still works with the unit.
        """
        return self.filter(
            Q(expire_le__isnull=True) | Q(expire_le__gte=jour),
            _valable("partenaire", jour),
            _valable("site", jour),
            _valable("origine", jour),
            revoque_le__isnull=True,
            partenaire__departements=F("site__departement"),
        )


class LienSignalement(models.Model):
    """A link of a partenaire. What is received through it is of this partenaire, this site and this origin.

    The secret is shown once and never kept: only its hash is. Revoking is immediate and final.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partenaire = models.ForeignKey(Partenaire, models.PROTECT, related_name="liens")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="site qui reçoit")
    origine = models.ForeignKey(OrigineSignalement, models.PROTECT, related_name="+")
    empreinte = models.CharField("empreinte du secret", max_length=64, unique=True, editable=False)
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="créé par"
    )
    cree_le = models.DateTimeField("créé le", auto_now_add=True)
    expire_le = models.DateField("dernier jour", null=True, blank=True)
    dernier_usage = models.DateField("dernier usage", null=True, editable=False)
    revoque_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="révoqué par",
    )
    revoque_le = models.DateTimeField("révoqué le", null=True, editable=False)

    objects = LienSignalementQuerySet.as_manager()

    class Meta:
        verbose_name = "lien de signalement"
        verbose_name_plural = "liens de signalement"
        ordering = [F("revoque_le").desc(nulls_first=True), "-cree_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["partenaire", "site"],
                condition=Q(revoque_le__isnull=True),
                name="lien_un_seul_par_site",
                violation_error_message="Ce partenaire a déjà un lien vers ce site.",
            ),
            models.CheckConstraint(
                name="lien_revoque_par",
                condition=Q(revoque_par__isnull=True, revoque_le__isnull=True)
                | Q(revoque_par__isnull=False, revoque_le__isnull=False),
                violation_error_message="Une révocation porte son auteur et sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partenaire} → {self.site}"

    def etat_le(self, jour: datetime.date, *, utilisable: bool) -> EtatLien:
        """Returns the state that the list shows that day; `utilisables_le` says which links open the form."""
        if self.revoque_le is not None:
            return EtatLien.REVOQUE
        if self.expire_le is not None and self.expire_le < jour:
            return EtatLien.EXPIRE
        return EtatLien.ACTIF if utilisable else EtatLien.SUSPENDU
