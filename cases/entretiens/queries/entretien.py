"""What the page of an entretien starts from: the draft, the last entretien, the rendez-vous that it may answer."""

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
    """`dernier`: the last entretien of this accompagnement; `attendus`: the rendez-vous planned of late."""

    brouillon: Brouillon | None
    dernier: Entretien | None
    attendus: list[RendezVous]
    sites: QuerySet[Site]


def lire_depart(agent: Agent, accompagnement: Accompagnement, jour: datetime.date) -> DepartEntretien:
    """Four queries. Opening the page shows whose entretien it is: the consultation has its line in the journal."""
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
    """What the page of a correction offers: what was valid on the day of the entretien, and what it already holds."""

    brouillon: Brouillon | None
    sites: QuerySet[Site]
    themes: QuerySet[ThemeEntretien]


def lire_corrige(agent: Agent, entretien: Entretien) -> CorrectionEntretien:
    """Opening the page shows the texts of the entretien: the consultation has its line in the journal."""
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
    """Where it may be moved: the other accompagnements in which the agent writes, under way that day; by name."""
    return list(
        mes_accompagnements(agent, jour)
        .filter(ouvert_le__lte=entretien.date)
        .exclude(pk=entretien.accompagnement_id)
    )


def mon_brouillon(
    agent: Agent, accompagnement: Accompagnement, entretien: Entretien | None = None
) -> Brouillon | None:
    """The agent's own; nobody reads another's. Of the correction of `entretien`, when it is given."""
    return (
        Brouillon.objects.visible_to(agent).filter(accompagnement=accompagnement, entretien=entretien).first()
    )
