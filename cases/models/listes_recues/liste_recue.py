"""The lists that the CPAM and the Service médical send every month, and what became of each of their lines."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.enums import Axe
from cases.enums_liste_recue import LIGNES_CREEES, LISTES_CONNUES, EtatListeRecue, ResultatLigne
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from partners.enums import Profil
from partners.models import Agent
from servicesocial.champs import parmi
from servicesocial.models import Travail


class FichierQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """The CSAM of the site that received it, or of its unit; the managers of the unit."""
        lisibles = super().visible_to(agent)
        return lisibles.filter(
            Q(site__in=agent.sites(Profil.CSAM))
            | Q(departement__in=agent.unites_entieres(Profil.CSAM))
            | Q(departement__in=agent.unites(Profil.MANAGER))
        )


class LigneFichierQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """Of a file that the agent may read."""
        fichiers = FichierSignalements.objects.visible_to(agent).filter(pk=OuterRef("fichier"))
        return super().visible_to(agent).filter(Exists(fichiers))


class FichierSignalements(Identifiee, Territoriale):
    """A list received from a partenaire.

    `contenu` is encrypted, and erased as soon as the list is imported or given up. `colonnes` says what each used
    column holds: {position: ColonneListeRecue}. `entetes` are the titles of the columns: the next list of the same
    sender with the same titles takes the same choices.
    """

    vers_assure = None

    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    partenaire = models.ForeignKey(
        "partners.Partenaire", models.PROTECT, related_name="+", verbose_name="expéditeur"
    )
    origine = models.ForeignKey("partners.OrigineSignalement", models.PROTECT, related_name="+")
    recu_le = models.DateField("reçu le")
    axe_propose = models.CharField("axe proposé", max_length=3, choices=Axe, blank=True)
    nom = models.CharField("nom du fichier", max_length=150)
    empreinte = models.CharField(max_length=64, editable=False)
    contenu = models.BinaryField(null=True, editable=False)
    entetes = models.JSONField(default=list, editable=False)
    colonnes = models.JSONField(default=dict, editable=False)
    etat = models.CharField("état", max_length=10, choices=EtatListeRecue, default=EtatListeRecue.DEPOSE)
    motif_refus = models.CharField("pourquoi il est refusé", max_length=300, blank=True, editable=False)
    travail = models.ForeignKey(Travail, models.PROTECT, null=True, related_name="+", editable=False)
    depose_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="déposé par"
    )
    depose_le = models.DateTimeField("déposé le", auto_now_add=True)
    motif_defait = models.CharField("pourquoi il est défait", max_length=300, blank=True, editable=False)

    objects = FichierQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier de signalements"
        verbose_name_plural = "fichiers de signalements"
        ordering = ["-depose_le", "-id"]
        constraints = [
            parmi("etat", EtatListeRecue, "fichiersignalements"),
            models.CheckConstraint(
                name="fichiersignalements_axe_connu", condition=Q(axe_propose__in=["", *Axe.values])
            ),
            models.UniqueConstraint(
                fields=["departement", "empreinte"],
                condition=Q(etat__in=LISTES_CONNUES),
                name="fichiersignalements_une_fois",
                violation_error_message="Ce fichier a déjà été déposé.",
            ),
        ]
        indexes = [models.Index(fields=["partenaire", "-depose_le"], name="fichier_expediteur")]

    def __str__(self) -> str:
        return self.nom


class LigneFichier(Territoriale):
    """What became of a line of a list.

    It is done once, whatever happened to the worker, and holds no name and no NIR. `cle` is a keyed hash of the
    person and the arrêt: the same person for the same arrêt is received once. `signalement` is known by its uuid,
    because it follows the person when the dossier goes to another unit.
    """

    vers_assure = None

    fichier = models.ForeignKey(FichierSignalements, models.PROTECT, related_name="lignes")
    numero = models.PositiveIntegerField("ligne")
    resultat = models.CharField("résultat", max_length=12, choices=ResultatLigne)
    precision = models.CharField("précision", max_length=300, blank=True)
    cle = models.CharField(max_length=64, blank=True, editable=False)
    signalement = models.UUIDField("signalement", null=True)

    objects = LigneFichierQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de fichier"
        verbose_name_plural = "lignes de fichier"
        ordering = ["numero"]
        constraints = [
            parmi("resultat", ResultatLigne, "lignefichier"),
            models.UniqueConstraint(fields=["fichier", "numero"], name="lignefichier_une_fois"),
            models.CheckConstraint(
                name="lignefichier_creee_signalement",
                condition=Q(resultat__in=LIGNES_CREEES, signalement__isnull=False)
                | (~Q(resultat__in=LIGNES_CREEES)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["departement", "cle"],
                name="lignefichier_cle",
                condition=Q(resultat__in=LIGNES_CREEES),
            ),
            models.Index(fields=["fichier", "resultat", "numero"], name="lignefichier_resultat"),
            models.Index(
                fields=["signalement"],
                name="lignefichier_signalement",
                condition=Q(signalement__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Ligne {self.numero}"
