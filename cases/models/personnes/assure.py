"""The person: identity, contact, and what protects the person (DOS-12)."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Right

from cases.enums import MotifSansNir, Sexe
from cases.models.personnes.nir import PorteNir
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from cases.rules.noms import normaliser_nom
from servicesocial.champs import parmi

# The nine last digits of a French number are the same with 0, +33 or 0033.
FIN_DE_NUMERO = 9


class AssureQuerySet(TerritorialeQuerySet):
    def non_fusionnes(self) -> Self:
        """Keeps the dossiers that are read, found and counted.

        A dossier absorbed by another one stays as a trace (ACC-5): get_assure_or_404 leads from it to the one kept.
        """
        return self.filter(fusionne_dans__isnull=True)


class Assure(Identifiee, Territoriale, PorteNir):
    """A person followed by the service. `departement` is the unit that follows the person now (DOS-7)."""

    vers_assure = ""

    nom = models.CharField("nom", max_length=80)
    prenom = models.CharField("prénom", max_length=80)
    nom_recherche = models.CharField(max_length=165, editable=False)
    sexe = models.CharField("sexe", max_length=1, choices=Sexe)
    date_naissance = models.DateField("date de naissance", null=True, blank=True)
    # Unique among the dossiers that were not merged: see the constraint.
    nir_index = models.CharField(max_length=64, null=True, editable=False)
    motif_sans_nir = models.CharField(
        "motif d'absence de NIR", max_length=20, choices=MotifSansNir, blank=True
    )
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    # Kept by the database. A column, and not an indexed expression: a condition through a function that is not
    # leakproof may not use an index under row-level policies.
    fin_telephone = models.GeneratedField(
        expression=Right(
            Func(F("telephone"), Value("[^0-9]"), Value(""), Value("g"), function="regexp_replace"),
            FIN_DE_NUMERO,
        ),
        output_field=models.CharField(max_length=FIN_DE_NUMERO),
        db_persist=True,
    )
    courriel = models.EmailField("courriel", blank=True)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    commune = models.ForeignKey("partners.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    ne_pas_laisser_message = models.BooleanField("ne pas laisser de message", default=False)
    adresse_confidentielle = models.BooleanField("adresse confidentielle", default=False)
    langue = models.CharField("langue ou interprète", max_length=60, blank=True)
    representant_legal = models.CharField("majeur protégé : représentant légal", max_length=160, blank=True)
    decede_le = models.DateField("décédé le", null=True, blank=True)
    acces_restreint = models.BooleanField("accès restreint", default=False)
    manager_habilite = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="manager habilité",
    )
    cree_le = models.DateTimeField("créé le", auto_now_add=True)
    # Set once, by the merge (Fusion). The database then refuses any row that would hang on this one.
    fusionne_dans = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbes",
        verbose_name="fusionné dans",
    )

    objects = AssureQuerySet.as_manager()

    class Meta:
        verbose_name = "assuré"
        constraints = [
            parmi("sexe", Sexe, "assure"),
            models.CheckConstraint(
                name="assure_nir_ou_motif",
                condition=Q(
                    nir_chiffre__isnull=False,
                    nir_index__isnull=False,
                    motif_sans_nir="",
                )
                | Q(
                    nir_chiffre__isnull=True,
                    nir_index__isnull=True,
                    motif_sans_nir__in=MotifSansNir.values,
                ),
                violation_error_message="Indiquez le NIR, ou le motif de son absence.",
            ),
            models.UniqueConstraint(
                fields=["nir_index"],
                condition=Q(fusionne_dans__isnull=True),
                name="assure_nir_unique",
                violation_error_message="Ce NIR est déjà celui d'un autre dossier.",
                violation_error_code="nir_connu",
            ),
            models.CheckConstraint(
                name="assure_restreint_manager",
                condition=Q(acces_restreint=False) | Q(manager_habilite__isnull=False),
                violation_error_message="Un accès restreint désigne le manager habilité.",
            ),
        ]
        indexes = [
            models.Index(fields=["departement", "nom_recherche", "id"], name="assure_unite_nom"),
            models.Index(fields=["departement", "date_naissance"], name="assure_unite_nes_le"),
            models.Index(fields=["departement", "fin_telephone"], name="assure_unite_telephone"),
            models.Index(
                fields=["nom_recherche"],
                name="assure_nom_debut",
                opclasses=["text_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom.upper()} {self.prenom}"

    def save(self, *args: object, update_fields: Iterable[str] | None = None, **kwargs: object) -> None:
        self.nom_recherche = normaliser_nom(f"{self.nom} {self.prenom}")
        if update_fields is not None and not {"nom", "prenom"}.isdisjoint(update_fields):
            update_fields = {*update_fields, "nom_recherche"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def chiffrer_et_indexer_nir(self, nir: str) -> None:
        super().chiffrer_et_indexer_nir(nir)
        self.motif_sans_nir = ""
