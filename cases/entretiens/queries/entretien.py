"""What the page of an entretien needs: the draft, the last entretien, the rendez-vous that the entretien may answer."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.enums import EtatRendezVous
from cases.models import Accompagnement, Brouillon, Entretien, RendezVous
from partners.models import Agent, Site, ThemeEntretien
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

ANCIENNETE = datetime.timedelta(days=14)


@dataclass(frozen=True)
class DepartEntretien:
    """What the page starts from. `dernier` is the last entretien of this accompagnement.

    `attendus` are the rendez-vous still planned of the last two weeks: the entretien may be the answer to one of
    them.
    """

    brouillon: Brouillon | None
    dernier: Entretien | None
    attendus: list[RendezVous]
    sites: QuerySet[Site]


def lire_depart(agent: Agent, accompagnement: Accompagnement, jour: datetime.date) -> DepartEntretien:
    """Reads what the page starts from, in four queries, and writes the line of consultation of the dossier."""
    journaliser(agent, ActionJournal.CONSULTATION, accompagnement.assure, precision="Saisie d'un entretien")
    return DepartEntretien(
        brouillon=mon_brouillon(agent, accompagnement),
        dernier=accompagnement.entretiens.visible_to(agent).comptent().order_by("-date", "-pk").first(),
        attendus=list(
            RendezVous.objects.visible_to(agent)
            .filter(
                assure=accompagnement.assure,
                etat=EtatRendezVous.PREVU,
                debut__date__range=(jour - ANCIENNETE, jour),
            )
            .order_by("-debut")
        ),
        sites=Site.objects.valables_le(jour).filter(departement=accompagnement.departement_id),
    )


@dataclass(frozen=True)
class CorrectionEntretien:
    """What a correction offers: the sites and themes valid on the day of the entretien, and those it already has."""

    brouillon: Brouillon | None
    sites: QuerySet[Site]
    themes: QuerySet[ThemeEntretien]


def lire_corrige(agent: Agent, entretien: Entretien) -> CorrectionEntretien:
    """Reads what the page of a correction offers, and writes the line of consultation: the page shows the texts."""
    suivi = entretien.accompagnement
    journaliser(agent, ActionJournal.CONSULTATION, suivi.assure, precision="Correction d'un entretien")
    valables = Site.objects.valables_le(entretien.date).filter(departement=suivi.departement_id)
    sien = ThemeEntretien.objects.filter(pk__in=entretien.themes.values("pk"))
    return CorrectionEntretien(
        brouillon=mon_brouillon(agent, suivi, entretien),
        sites=valables | Site.objects.filter(pk=entretien.site_id),
        themes=ThemeEntretien.objects.valables_le(entretien.date) | sien,
    )


def destinations(agent: Agent, entretien: Entretien, jour: datetime.date) -> list[Accompagnement]:
    """Returns the other accompagnements to which the agent may move the entretien, by name of the person.

    The agent writes in them, and they were already open on the day of the entretien.
    """
    return list(
        mes_accompagnements(agent, jour)
        .filter(ouvert_le__lte=entretien.date)
        .exclude(pk=entretien.accompagnement_id)
    )


def mon_brouillon(
    agent: Agent, accompagnement: Accompagnement, entretien: Entretien | None = None
) -> Brouillon | None:
    """Returns the agent's own draft of a new entretien or, given `entretien`, of its correction; else None.

    Nobody reads the draft of another agent.
    """
    return (
        Brouillon.objects.visible_to(agent).filter(accompagnement=accompagnement, entretien=entretien).first()
    )
