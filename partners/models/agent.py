"""The people who work here and what they may do, by dated affectation."""

import datetime
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.functional import cached_property

from partners.enums import Profil
from partners.models.listes import Metier
from partners.models.territoire import Departement, Region, Site
from servicesocial.champs import parmi, periode_ordonnee, verifier_periode


class AgentManager(BaseUserManager):
    def create_user(self, courriel: str, mot_de_passe: str | None = None, **champs: str) -> "Agent":
        """Creates an agent; without password the account cannot log in until one is set."""
        agent = self.model(email=self.normalize_email(courriel), **champs)
        agent.set_password(mot_de_passe)
        agent.full_clean(exclude=["password"])
        agent.save(using=self._db)
        return agent

    def get_by_natural_key(self, courriel: str) -> "Agent":
        return self.get(email__iexact=courriel)


class Agent(AbstractBaseUser):
    """A person with an account, who logs in by e-mail. Rights come from today's affectations only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(
        "adresse électronique",
        unique=True,
        error_messages={"unique": "Un compte existe déjà à cette adresse."},
    )
    prenom = models.CharField("prénom", max_length=60)
    nom = models.CharField("nom", max_length=60)
    is_active = models.BooleanField("compte ouvert", default=True)

    objects = AgentManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        verbose_name = "agent"
        ordering = ["nom", "prenom"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.prenom} {self.nom}"

    @cached_property
    def affectations_du_jour(self) -> list["Affectation"]:
        if not self.is_active:
            return []
        return list(
            self.affectations.en_cours(timezone.localdate())
            .select_related("site", "metier")
            .order_by("profil", "id")
        )

    def profils(self) -> frozenset[str]:
        return frozenset(affectation.profil for affectation in self.affectations_du_jour)

    @cached_property
    def _unites_par_region(self) -> dict[str, set[str]]:
        """Of the régions where the agent is affected; no query for whoever is in none."""
        par_region: dict[str, set[str]] = {
            a.region_id: set() for a in self.affectations_du_jour if a.region_id
        }
        if par_region:
            for departement in Departement.objects.filter(region__in=par_region):
                par_region[departement.region_id].add(departement.code)
        return par_region

    @cached_property
    def _unites_par_profil(self) -> dict[str, frozenset[str]]:
        par_profil: dict[str, set[str]] = {}
        for affectation in self.affectations_du_jour:
            codes = par_profil.setdefault(affectation.profil, set())
            if affectation.site is not None:
                codes.add(affectation.site.departement_id)
            elif affectation.departement_id:
                codes.add(affectation.departement_id)
            else:
                codes |= self._unites_par_region[affectation.region_id]
        return {profil: frozenset(codes) for profil, codes in par_profil.items()}

    def unites(self, *profils: str) -> frozenset[str]:
        """Codes of the units where the agent holds one of these profiles today."""
        return frozenset().union(*(self._unites_par_profil.get(profil, frozenset()) for profil in profils))

    def sites(self, *profils: str) -> frozenset[int]:
        """Sites where the agent holds one of these profiles today by an affectation to that site."""
        return frozenset(
            affectation.site_id
            for affectation in self.affectations_du_jour
            if affectation.site_id and affectation.profil in profils
        )

    def unites_entieres(self, *profils: str) -> frozenset[str]:
        """Units where one of these profiles is held for the whole unit or région, not for one site."""
        entieres: set[str] = set()
        for affectation in self.affectations_du_jour:
            if affectation.profil not in profils:
                continue
            if affectation.departement_id:
                entieres.add(affectation.departement_id)
            elif affectation.region_id:
                entieres |= self._unites_par_region[affectation.region_id]
        return frozenset(entieres)

    def codes_departements(self) -> tuple[str, ...]:
        """Scope of the row-level policies: units whose nominative records some profile may reach.

        Région and administrateur reach none (ACC-2).
        """
        return tuple(sorted(self.unites(Profil.ASS, Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)))


class AffectationQuerySet(models.QuerySet):
    def en_cours(self, jour: datetime.date) -> "AffectationQuerySet":
        return self.filter(Q(au__isnull=True) | Q(au__gte=jour), du__lte=jour)


class _Empreinte(Func):
    """One integer for « this profile in this place », so that gist can compare it without btree_gist."""

    function = "hashtext"
    output_field = models.IntegerField()


def _texte(champ: str) -> Coalesce:
    return Coalesce(Cast(champ, models.TextField()), Value("", output_field=models.TextField()))


def _lieu() -> Func:
    # Named as fields, not as columns (« site », not « site_id »): otherwise full_clean would leave them unbound
    # and compare each row with itself.
    separateur = Value("/", output_field=models.TextField())
    empreinte = _Empreinte(
        Concat(
            _texte("profil"),
            separateur,
            _texte("site"),
            separateur,
            _texte("departement"),
            separateur,
            _texte("region"),
        )
    )
    return Func(empreinte, empreinte, Value("[]"), function="int4range")


class Affectation(models.Model):
    """An agent holds a profile (rights) and a métier (team figures) somewhere, for a period."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="affectations")
    profil = models.CharField("profil", max_length=20, choices=Profil)
    metier = models.ForeignKey(Metier, models.PROTECT, related_name="affectations", verbose_name="métier")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="affectations")
    departement = models.ForeignKey(
        Departement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="affectations",
        verbose_name="unité",
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="affectations",
        verbose_name="région",
    )
    du = models.DateField("du")
    au = models.DateField("au", null=True, blank=True)
    exporte = models.BooleanField(
        "exporte des listes nominatives", default=False, db_default=False, editable=False
    )

    objects = AffectationQuerySet.as_manager()

    class Meta:
        verbose_name = "affectation"
        constraints = [
            parmi("profil", Profil, "affectation"),
            periode_ordonnee("affectation"),
            models.CheckConstraint(
                name="affectation_un_seul_lieu",
                condition=(
                    Q(site__isnull=False, departement__isnull=True, region__isnull=True)
                    | Q(
                        site__isnull=True,
                        departement__isnull=False,
                        region__isnull=True,
                    )
                    | Q(
                        site__isnull=True,
                        departement__isnull=True,
                        region__isnull=False,
                    )
                ),
                violation_error_message="Une affectation porte sur un site, une unité ou une région.",
            ),
            ExclusionConstraint(
                name="affectation_sans_chevauchement",
                expressions=[
                    (
                        Func(
                            F("agent"),
                            F("agent"),
                            Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (_lieu(), RangeOperators.OVERLAPS),
                    (
                        Func(F("du"), F("au"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Cet agent a déjà ce profil à cet endroit sur cette période.",
            ),
        ]
        indexes = [models.Index(fields=["agent", "du"], name="affectation_agent_du")]

    def __str__(self) -> str:
        return f"{self.agent} – {self.get_profil_display()}"

    def clean(self) -> None:
        verifier_periode(self.du, self.au)

    @property
    def lieu(self) -> Site | Departement | Region:
        return self.site or self.departement or self.region
