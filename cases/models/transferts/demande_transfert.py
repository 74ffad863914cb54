"""A unit asks another unit for the dossier of a person who was signalled to it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import EtatDemande
from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from partners.enums import Profil
from partners.models import Agent
from servicesocial.champs import parmi


class DemandeTransfertQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """The managers of the unit that follows, for the dossiers that they may read."""
        return super().visible_to(agent).filter(departement__in=agent.unites(Profil.MANAGER))

    def en_cours(self) -> Self:
        return self.filter(etat=EtatDemande.DEMANDEE)


class DemandeTransfert(Identifiee, Territoriale):
    """A demande. `departement` follows the person and decides; `vers` asks, and knows only that a dossier exists.

    `signalement_uuid` is a signalement of the unit that asks. No key ties it to this row, which is of another unit,
    so that neither side reads anything of the other's through it.
    """

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="demandes_transfert")
    vers = models.ForeignKey(
        "partners.Departement", models.PROTECT, related_name="+", verbose_name="unité qui demande"
    )
    signalement_uuid = models.UUIDField("signalement", editable=False)
    demandee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    demandee_le = models.DateTimeField("demandé le")
    motif = models.CharField("motif", max_length=300)
    etat = models.CharField("état", max_length=15, choices=EtatDemande, default=EtatDemande.DEMANDEE)
    retiree_le = models.DateTimeField("retirée le", null=True, blank=True)
    repondue_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="réponse donnée par",
    )
    acceptee_le = models.DateTimeField("acceptée le", null=True, blank=True)
    refusee_le = models.DateTimeField("refusée le", null=True, blank=True)
    motif_refus = models.CharField("motif du refus", max_length=300, blank=True)

    objects = DemandeTransfertQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de transfert"
        verbose_name_plural = "demandes de transfert"
        ordering = ["demandee_le", "id"]
        constraints = [
            parmi("etat", EtatDemande, "demandetransfert"),
            models.UniqueConstraint(
                fields=["assure", "vers"],
                condition=Q(etat=EtatDemande.DEMANDEE),
                name="demandetransfert_une_en_cours",
                violation_error_message="Cette unité a déjà demandé ce dossier.",
            ),
            models.CheckConstraint(
                name="demandetransfert_retiree_date",
                condition=Q(etat=EtatDemande.RETIREE, retiree_le__isnull=False)
                | (~Q(etat=EtatDemande.RETIREE) & Q(retiree_le__isnull=True)),
                violation_error_message="Une demande retirée porte la date de son retrait.",
            ),
            models.CheckConstraint(
                name="demandetransfert_acceptee_date",
                condition=Q(etat=EtatDemande.ACCEPTEE, acceptee_le__isnull=False, repondue_par__isnull=False)
                | (~Q(etat=EtatDemande.ACCEPTEE) & Q(acceptee_le__isnull=True)),
                violation_error_message="Une demande acceptée porte sa date et qui l'a acceptée.",
            ),
            models.CheckConstraint(
                name="demandetransfert_refusee_motivee",
                condition=(
                    Q(etat=EtatDemande.REFUSEE, refusee_le__isnull=False, repondue_par__isnull=False)
                    & ~Q(motif_refus="")
                )
                | (~Q(etat=EtatDemande.REFUSEE) & Q(refusee_le__isnull=True, motif_refus="")),
                violation_error_message="Une demande refusée porte sa date, son motif et qui l'a refusée.",
            ),
        ]
        indexes = [
            models.Index(fields=["signalement_uuid"], name="demandetransfert_signalement"),
        ]

    def __str__(self) -> str:
        return f"{self.assure}, demandé par {self.vers}"
