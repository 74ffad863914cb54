"""The texts written about a person, by level of confidentiality."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.enums import NiveauNote
from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.dossier.bris_de_glace import BrisDeGlace
from cases.models.entretiens.entretien import Entretien
from cases.models.socle.base import ActeQuerySet, Annulable, Identifiee, Territoriale
from partners.enums import Profil
from partners.models import Agent
from servicesocial.champs import parmi


class NoteQuerySet(ActeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """By level (D-8): administratif in the units, synthèse on the site, secret by name.

        A manager reads the synthèse of a dossier while his bris de glace lasts. A note de secret is read by its
        author, and by the référent of its accompagnement or whoever replaces him that day. No profile opens it.
        """
        rien = Q(pk__in=[])
        niveau_site = Q(accompagnement__site__in=agent.sites(Profil.ASS)) | Q(
            departement__in=agent.unites_entieres(Profil.ASS)
        )
        profils = agent.profils()
        synthese = secret = rien
        if Profil.ASS in profils:
            suivis = Accompagnement.objects.suivis_par(agent, timezone.localdate())
            suivi = Q(Exists(suivis.filter(pk=OuterRef("accompagnement"))))
            synthese = niveau_site | suivi
            secret = Q(auteur=agent) | suivi
        if Profil.MANAGER in profils:
            bris = BrisDeGlace.objects.en_cours(agent).filter(assure=OuterRef("accompagnement__assure"))
            synthese |= Exists(bris)
        lisibles = super().visible_to(agent)
        return lisibles.filter(
            Q(niveau=NiveauNote.ADMINISTRATIF)
            | (Q(niveau=NiveauNote.SYNTHESE) & synthese)
            | (Q(niveau=NiveauNote.SECRET) & secret)
        )


class Note(Identifiee, Territoriale, Annulable):
    """A text, of an entretien or of the accompagnement itself, at one level of confidentiality."""

    vers_assure = "accompagnement__assure"

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
