"""The dated reference lists (docs/regles.md, REF-1). A list that the rules or figures branch on carries its enum."""

import datetime

from django.db import models
from django.db.models import F, Q

from partners.enums import ClasseRisque, FamilleOrigine, FonctionEquipe, GroupeIssue, SuiteMotivee
from partners.models.base import DateeQuerySet, ListeDatee
from servicesocial.champs import parmi

TEXTE_MAX = 20_000


class Metier(ListeDatee):
    """What an agent is by trade, counted in « L'équipe » (F9)."""

    fonction = models.CharField("fonction", max_length=30, choices=FonctionEquipe)

    class Meta(ListeDatee.Meta):
        verbose_name = "métier"
        constraints = [
            *ListeDatee.Meta.constraints,
            parmi("fonction", FonctionEquipe, "metier"),
        ]


class TypePartenaire(ListeDatee):
    """Kind of organisation of the annuaire (SPST, Cap emploi, CCAS...)."""

    class Meta(ListeDatee.Meta):
        verbose_name = "type de partenaire"
        verbose_name_plural = "types de partenaire"


class OrigineSignalement(ListeDatee):
    """Who signals. The figures read its family: the Service médical keeps one of its own (F10, REF-2)."""

    famille = models.CharField("famille", max_length=20, choices=FamilleOrigine)

    class Meta(ListeDatee.Meta):
        verbose_name = "origine de signalement"
        verbose_name_plural = "origines de signalement"
        constraints = [
            *ListeDatee.Meta.constraints,
            parmi("famille", FamilleOrigine, "originesignalement"),
        ]


class CanalSignalement(ListeDatee):
    """How the signalement arrived (list, e-mail, call to the 3646…), distinct from its origin (REF-2)."""

    class Meta(ListeDatee.Meta):
        verbose_name = "canal de signalement"
        verbose_name_plural = "canaux de signalement"


class RaisonSuite(ListeDatee):
    """Why a signalement received this outcome. `precision_requise` says that the code alone would say nothing."""

    suite = models.CharField("suite", max_length=15, choices=SuiteMotivee)
    precision_requise = models.BooleanField("précision obligatoire", default=False)

    class Meta(ListeDatee.Meta):
        verbose_name = "raison d'une suite"
        verbose_name_plural = "raisons des suites"
        constraints = [
            *ListeDatee.Meta.constraints,
            parmi("suite", SuiteMotivee, "raisonsuite"),
        ]


class NoticeQuerySet(DateeQuerySet):
    def pour(self, region_code: str, jour: datetime.date) -> "NoticeQuerySet":
        """Returns the versions that may be given that day in this région, the one in effect first.

        A version of the région comes before one of all the régions.
        """
        return (
            self.valables_le(jour)  # type: ignore[return-value]
            .filter(Q(region=None) | Q(region=region_code))
            .order_by(F("region").asc(nulls_last=True), "-valide_du", "-id")
        )


class VersionNotice(ListeDatee):
    """A version of the notice on the use of personal data (RGPD, art. 13 and 14), of a région or of all.

    It is never changed once written, so that what a person was given can be read again. `texte` is made of
    paragraphs; a line that begins with « # » is a title; {organisme} stands for the responsible body.
    """

    region = models.ForeignKey(
        "partners.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="région"
    )
    texte = models.TextField("texte", max_length=TEXTE_MAX)

    objects = NoticeQuerySet.as_manager()

    class Meta(ListeDatee.Meta):
        verbose_name = "version de la notice d'information"
        verbose_name_plural = "versions de la notice d'information"
        constraints = [
            *ListeDatee.Meta.constraints,
            models.CheckConstraint(name="versionnotice_texte", condition=~Q(texte="")),
        ]

    def blocs(self, organisme: str) -> list[tuple[bool, str]]:
        """Returns (is a title, text) for each paragraph, as this responsible body gives it."""
        paragraphes = [p.strip() for p in self.texte.replace("\r\n", "\n").split("\n\n") if p.strip()]
        return [
            (p.startswith("# "), p.removeprefix("# ").replace("{organisme}", organisme)) for p in paragraphes
        ]


class TypeRisque(ListeDatee):
    """Risk of the arrêt or of the accompagnement. Its class folds into the two published groups (F4, REF-4)."""

    classe = models.CharField("classe", max_length=20, choices=ClasseRisque)

    class Meta(ListeDatee.Meta):
        verbose_name = "type de risque"
        verbose_name_plural = "types de risque"
        constraints = [
            *ListeDatee.Meta.constraints,
            parmi("classe", ClasseRisque, "typerisque"),
        ]


class TypeMenage(ListeDatee):
    """Household of the person."""

    class Meta(ListeDatee.Meta):
        verbose_name = "type de ménage"
        verbose_name_plural = "types de ménage"


class SituationEmploi(ListeDatee):
    """Employment situation. A person in arrêt with a contract keeps the row of the contract (REF-5)."""

    class Meta(ListeDatee.Meta):
        verbose_name = "situation d'emploi"
        verbose_name_plural = "situations d'emploi"


class ThemeEntretien(ListeDatee):
    """What an entretien was about."""

    class Meta(ListeDatee.Meta):
        verbose_name = "thème d'entretien"
        verbose_name_plural = "thèmes d'entretien"


class TypePreconisation(ListeDatee):
    """What the person undertakes to do herself (DOS-4)."""

    class Meta(ListeDatee.Meta):
        verbose_name = "type de préconisation"
        verbose_name_plural = "types de préconisation"


class TypeDemarche(ListeDatee):
    """What the service does for the person (DOS-4)."""

    class Meta(ListeDatee.Meta):
        verbose_name = "type de démarche"
        verbose_name_plural = "types de démarche"


class SituationCloture(ListeDatee):
    """Situation at closing; its group is one of the four published outcomes or none (F7)."""

    groupe = models.CharField("groupe d'issue", max_length=20, choices=GroupeIssue)

    class Meta(ListeDatee.Meta):
        verbose_name = "situation à la clôture"
        verbose_name_plural = "situations à la clôture"
        constraints = [
            *ListeDatee.Meta.constraints,
            parmi("groupe", GroupeIssue, "situationcloture"),
        ]


class RaisonMessage(ListeDatee):
    """Why somebody asks the référent to call back. The reason is administrative, never about health."""

    class Meta(ListeDatee.Meta):
        verbose_name = "raison d'un message"
        verbose_name_plural = "raisons d'un message"


class CampagneAppels(ListeDatee):
    """A campaign of calls of the service (arrêts of 90 days, invitations...), with its days."""

    class Meta(ListeDatee.Meta):
        verbose_name = "campagne d'appels"
        verbose_name_plural = "campagnes d'appels"


class ConsigneUrgence(ListeDatee):
    """A line of the written procedure of a situation d'urgence: of one unit, or of all."""

    departement = models.ForeignKey(
        "partners.Departement", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unité"
    )

    class Meta(ListeDatee.Meta):
        verbose_name = "consigne d'urgence"
        verbose_name_plural = "consignes d'urgence"


class DispositifLocal(ListeDatee):
    """A local remobilisation device, of one unit or of all, funded or not by the Assurance Maladie."""

    departement = models.ForeignKey(
        "partners.Departement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dispositifs",
    )
    finance_am = models.BooleanField("financé ou cofinancé par l'Assurance Maladie", default=False)

    class Meta(ListeDatee.Meta):
        verbose_name = "dispositif local"
        verbose_name_plural = "dispositifs locaux"
