"""The actions of remobilisation: what runs during the arrêt, where, and who agreed."""

from django.db import models
from django.db.models import Q

from cases.enums import (
    ACTIONS_DEMARREES,
    FAMILLE_DU_TYPE,
    EtatAction,
    FamilleAction,
    PartieAccord,
    SensAccord,
    TypeAction,
)
from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.socle.base import ActeQuerySet, Annulable, Identifiee, Territoriale, TerritorialeQuerySet
from cases.validators import valider_siret
from servicesocial.champs import parmi, periode_ordonnee


class Entreprise(models.Model):
    """A company that employs or hosts. The row is not nominative: it names no person."""

    siret = models.CharField("SIRET", max_length=14, unique=True, validators=[valider_siret])
    nom = models.CharField("raison sociale", max_length=160)
    commune = models.ForeignKey("partners.Commune", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "entreprise"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class ActionRemobilisation(Identifiee, Territoriale, Annulable):
    """An action of the catalogue. It counts in the year and unit of its first day, if it really started (F8).

    A renewal is a row that points to the action that it renews, and belongs to it in the figures.
    """

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="actions")
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    type = models.CharField("type", max_length=20, choices=TypeAction)
    dispositif = models.ForeignKey(
        "partners.DispositifLocal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dispositif",
    )
    intitule = models.CharField("intitulé", max_length=200, blank=True)
    du = models.DateField("premier jour")
    au = models.DateField("dernier jour", null=True, blank=True)
    etat = models.CharField("état", max_length=15, choices=EtatAction, default=EtatAction.PREVUE)
    entreprise = models.ForeignKey(Entreprise, models.PROTECT, null=True, blank=True, related_name="actions")
    tuteur = models.CharField("tuteur dans l'entreprise", max_length=160, blank=True)
    prestataire = models.ForeignKey(
        "partners.Partenaire", models.PROTECT, null=True, blank=True, related_name="+"
    )
    renouvelle = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renouvellements"
    )

    objects = ActeQuerySet.as_manager()

    class Meta:
        verbose_name = "action de remobilisation"
        verbose_name_plural = "actions de remobilisation"
        ordering = ["-du", "-id"]
        constraints = [
            *Annulable.Meta.constraints,
            parmi("type", TypeAction, "actionremobilisation"),
            parmi("etat", EtatAction, "actionremobilisation"),
            periode_ordonnee("actionremobilisation"),
            models.CheckConstraint(
                name="action_dispositif_local",
                condition=Q(type=TypeAction.DISPOSITIF_LOCAL, dispositif__isnull=False)
                | (~Q(type=TypeAction.DISPOSITIF_LOCAL) & Q(dispositif__isnull=True)),
                violation_error_message="Un dispositif local, et lui seul, désigne son dispositif.",
            ),
            models.CheckConstraint(
                name="action_formation_duree",
                condition=~Q(type=TypeAction.FORMATION) | Q(au__isnull=False),
                violation_error_message="Une formation porte son dernier jour prévu : sa durée la classe.",
            ),
        ]
        indexes = [models.Index(fields=["du", "site"], name="action_annee")]

    def __str__(self) -> str:
        return self.get_type_display()

    @property
    def famille(self) -> FamilleAction:
        return FAMILLE_DU_TYPE[TypeAction(self.type)]

    @property
    def a_demarre(self) -> bool:
        return self.etat in ACTIONS_DEMARREES


class AccordAction(Territoriale):
    """What one party answered about an action, and when."""

    vers_assure = "action__accompagnement__assure"

    action = models.ForeignKey(ActionRemobilisation, models.PROTECT, related_name="accords")
    partie = models.CharField("partie", max_length=20, choices=PartieAccord)
    sens = models.CharField("sens", max_length=10, choices=SensAccord)
    le = models.DateField("le")

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "accord"
        ordering = ["le"]
        constraints = [
            parmi("partie", PartieAccord, "accordaction"),
            parmi("sens", SensAccord, "accordaction"),
            models.UniqueConstraint(
                fields=["action", "partie"],
                name="accordaction_une_reponse",
                violation_error_message="Cette partie a déjà répondu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_partie_display()} : {self.get_sens_display()}"
