"""Rendez-vous, contacts, entretiens held, and the texts written about them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.enums import (
    EtatRendezVous,
    ModeEntretien,
    MoyenContact,
    NiveauNote,
    ResultatContact,
)
from cases.models.accompagnement import Accompagnement
from cases.models.assure import Assure
from cases.models.base import (
    ActeQuerySet,
    Annulable,
    Identifiee,
    Territoriale,
    TerritorialeQuerySet,
)
from cases.models.bris_de_glace import BrisDeGlace
from cases.models.signalement import Signalement
from partners.enums import Profil
from partners.models import Agent
from servicesocial.champs import parmi


class Entretien(Identifiee, Territoriale, Annulable):
    """An individual act held and finished: the only thing that « entretiens » counts (F0).

    Drafts, absences and attempts are other models. `date` is a day; `site` counts it and never changes.
    """

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="entretiens")
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    date = models.DateField("date")
    mode = models.CharField("modalité", max_length=15, choices=ModeEntretien)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="mené par",
    )
    themes = models.ManyToManyField(
        "partners.ThemeEntretien",
        through="ThemeAborde",
        blank=True,
        related_name="+",
        verbose_name="thèmes",
    )
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    prochaine_etape = models.CharField("prochaine étape", max_length=300, blank=True)
    saisi_le = models.DateTimeField("saisi le", auto_now_add=True)

    objects = ActeQuerySet.as_manager()

    class Meta:
        verbose_name = "entretien"
        ordering = ["-date", "-id"]
        constraints = [
            *Annulable.Meta.constraints,
            parmi("mode", ModeEntretien, "entretien"),
        ]
        indexes = [
            models.Index(fields=["date", "site"], name="entretien_annee"),
            models.Index(fields=["accompagnement", "-date"], name="entretien_dossier"),
        ]

    def __str__(self) -> str:
        return f"Entretien du {self.date:%d/%m/%Y}"


class ThemeAborde(Territoriale):
    """A theme of an entretien: its own row, so that the unit's policy covers it."""

    entretien = models.ForeignKey(Entretien, models.PROTECT, related_name="+")
    theme = models.ForeignKey("partners.ThemeEntretien", models.PROTECT, related_name="+")

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "thème abordé"
        verbose_name_plural = "thèmes abordés"
        constraints = [models.UniqueConstraint(fields=["entretien", "theme"], name="themeaborde_unique")]

    def __str__(self) -> str:
        return str(self.theme)


class RendezVousQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """Of a dossier, or of a signalement without dossier, that the agent may read (accès restreint included)."""
        dossier = Exists(Assure.objects.visible_to(agent).filter(pk=OuterRef("assure")))
        signalement = Exists(Signalement.objects.visible_to(agent).filter(pk=OuterRef("signalement")))
        return super().visible_to(agent).filter(dossier | (Q(assure__isnull=True) & signalement))


class RendezVous(Identifiee, Territoriale):
    """An appointment. Honoured, it points to its entretien; an absence stays a rendez-vous.

    Before there is a dossier it hangs on the signalement, and joins the dossier with it. `creneau`: the slot that it
    takes, when it was booked in one; `remplace`: the one that was moved.
    """

    assure = models.ForeignKey(Assure, models.PROTECT, null=True, blank=True, related_name="rendez_vous")
    signalement = models.ForeignKey(
        "cases.Signalement", models.PROTECT, null=True, blank=True, related_name="rendez_vous"
    )
    accompagnement = models.ForeignKey(
        Accompagnement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rendez_vous",
    )
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="avec")
    debut = models.DateTimeField("date et heure")
    mode = models.CharField("modalité", max_length=15, choices=ModeEntretien)
    etat = models.CharField("état", max_length=10, choices=EtatRendezVous, default=EtatRendezVous.PREVU)
    motif = models.CharField("motif du changement", max_length=300, blank=True)
    creneau = models.ForeignKey("cases.Creneau", models.PROTECT, null=True, blank=True, related_name="+")
    remplace = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="remplace"
    )
    entretien = models.OneToOneField(
        Entretien,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rendez_vous",
        editable=False,
    )

    objects = RendezVousQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        ordering = ["debut"]
        constraints = [
            parmi("mode", ModeEntretien, "rendezvous"),
            parmi("etat", EtatRendezVous, "rendezvous"),
            models.CheckConstraint(
                name="rendezvous_de_quelqu_un",
                condition=Q(assure__isnull=False) | Q(signalement__isnull=False),
                violation_error_message="Un rendez-vous concerne un dossier ou un signalement.",
            ),
            models.UniqueConstraint(
                fields=["creneau"],
                condition=Q(etat=EtatRendezVous.PREVU),
                name="rendezvous_un_par_creneau",
                violation_error_message="Ce créneau vient d'être pris.",
            ),
            models.CheckConstraint(
                name="rendezvous_honore_entretien",
                condition=Q(etat=EtatRendezVous.HONORE, entretien__isnull=False)
                | (~Q(etat=EtatRendezVous.HONORE) & Q(entretien__isnull=True)),
                violation_error_message="Un rendez-vous honoré désigne son entretien.",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "debut"], name="rendezvous_agent"),
            models.Index(fields=["site", "debut"], name="rendezvous_site"),
        ]

    def __str__(self) -> str:
        return f"Rendez-vous du {timezone.localtime(self.debut):%d/%m/%Y à %H:%M}"


class Contact(Identifiee, Territoriale):
    """An attempt to reach the person, or something sent to her. Work that is no entretien.

    Before there is a dossier it hangs on the signalement; it joins the dossier when the signalement does. One that
    answers a message left for the référent designates it.
    """

    assure = models.ForeignKey(Assure, models.PROTECT, null=True, blank=True, related_name="contacts")
    signalement = models.ForeignKey(
        "cases.Signalement", models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    message = models.ForeignKey(
        "cases.MessageReferent", models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le")
    moyen = models.CharField("moyen", max_length=10, choices=MoyenContact)
    resultat = models.CharField("résultat", max_length=12, choices=ResultatContact)
    precision = models.CharField("précision", max_length=300, blank=True)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        ordering = ["-le"]
        constraints = [
            parmi("moyen", MoyenContact, "contact"),
            parmi("resultat", ResultatContact, "contact"),
            models.CheckConstraint(
                name="contact_de_quelqu_un",
                condition=Q(assure__isnull=False) | Q(signalement__isnull=False),
                violation_error_message="Un contact concerne un dossier ou un signalement.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moyen_display()} – {self.get_resultat_display()}"


class NoteQuerySet(ActeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """By level (conception.md §4): administratif in the units, synthèse on the site, secret by name.

        A manager reads the synthèse of a dossier while his bris de glace lasts. A note de secret is read by its
        author, and by the référent of its accompagnement or whoever replaces him that day. No profile opens it.
        """
        aujourdhui = timezone.localdate()
        rien = Q(pk__in=[])
        suivis = Accompagnement.objects.suivis_par(agent, aujourdhui).filter(pk=OuterRef("accompagnement"))
        niveau_site = Q(accompagnement__site__in=agent.sites(Profil.ASS)) | Q(
            departement__in=agent.unites_entieres(Profil.ASS)
        )
        visibles = Assure.objects.visible_to(agent).filter(pk=OuterRef("accompagnement__assure"))
        profils = agent.profils()
        synthese = secret = rien
        if Profil.ASS in profils:
            synthese = niveau_site | Exists(suivis)
            secret = Q(auteur=agent) | Exists(suivis)
        if Profil.MANAGER in profils:
            bris = BrisDeGlace.objects.en_cours(agent).filter(assure=OuterRef("accompagnement__assure"))
            synthese |= Exists(bris)
        return self.filter(Exists(visibles)).filter(
            Q(niveau=NiveauNote.ADMINISTRATIF)
            | (Q(niveau=NiveauNote.SYNTHESE) & synthese)
            | (Q(niveau=NiveauNote.SECRET) & secret)
        )


class Note(Identifiee, Territoriale, Annulable):
    """A text, of an entretien or of the accompagnement itself, at one level of confidentiality."""

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="notes")
    entretien = models.ForeignKey(Entretien, models.PROTECT, null=True, blank=True, related_name="notes")
    niveau = models.CharField("niveau", max_length=15, choices=NiveauNote)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    texte = models.TextField("texte", max_length=20_000)
    version = models.PositiveIntegerField("version", default=1)
    ecrite_le = models.DateTimeField("écrite le", auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = "note"
        ordering = ["ecrite_le", "id"]
        constraints = [*Annulable.Meta.constraints, parmi("niveau", NiveauNote, "note")]

    def __str__(self) -> str:
        return self.get_niveau_display()


class BrouillonQuerySet(models.QuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """A draft is its author's alone."""
        return self.filter(agent=agent)


class Brouillon(Identifiee, Territoriale):
    """An entretien being written, or corrected when it names one: its author's alone, in no figure, gone at the end."""

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="brouillons")
    entretien = models.ForeignKey(
        Entretien, models.PROTECT, null=True, blank=True, related_name="brouillons", verbose_name="corrige"
    )
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="brouillons")
    contenu = models.JSONField("contenu")
    version = models.PositiveIntegerField("version", default=1)
    modifie_le = models.DateTimeField("modifié le", auto_now=True)

    objects = BrouillonQuerySet.as_manager()

    class Meta:
        verbose_name = "brouillon"
        ordering = ["-modifie_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["accompagnement", "agent", "entretien"],
                name="brouillon_un_par_texte",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"Brouillon du {timezone.localtime(self.modifie_le):%d/%m/%Y}"
