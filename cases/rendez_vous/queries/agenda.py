"""Slots and rendez-vous, as their pages read them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from cases.enums import EtatRendezVous
from cases.models import Accompagnement, Assure, Creneau, RendezVous
from cases.personnes.queries.rapprochement import lire_suivis
from cases.rendez_vous.queries.rendez_vous import lieux_de, rendez_vous_des_sites
from partners.models import Agent, Site

HORIZON = datetime.timedelta(days=42)
PROPOSES = 60
A_L_AGENDA = (EtatRendezVous.PREVU, EtatRendezVous.HONORE, EtatRendezVous.ABSENT)
PAR_SEMAINE = 500


def creneaux_a_proposer(
    agent: Agent, unite: str, *, d_abord: Site | None, avec: Agent | None = None, mode: str = ""
) -> Sequence[Creneau]:
    """Returns the free slots of the unit in the next six weeks, PROPOSES at most.

    Each has `rang`: 0 for a slot of `avec`, 1 for a slot of the site `d_abord`, 2 for another. They are sorted by
    `rang`, then by time. When `mode` is given, only the slots of that mode are returned. Slots are never sorted by
    how much work an ASS has.
    """
    maintenant = timezone.now()
    rangs = []
    if avec is not None:
        rangs.append(When(agent=avec, then=Value(0)))
    if d_abord is not None:
        rangs.append(When(site=d_abord, then=Value(1)))
    return list(
        Creneau.objects.visible_to(agent)
        .libres()
        .filter(
            Q(mode=mode) if mode else Q(),
            site__departement=unite,
            debut__gt=maintenant,
            debut__lt=maintenant + HORIZON,
        )
        .select_related("agent", "site")
        .annotate(rang=Case(*rangs, default=Value(2), output_field=IntegerField()))
        .order_by("rang", "debut", "agent__nom", "pk")[:PROPOSES]
    )


@dataclass(frozen=True)
class JourDAgenda:
    """A day of the agenda. `lignes` are the rendez-vous and the free slots of that day, by time."""

    date: datetime.date
    lignes: list[RendezVous | Creneau]


def lire_semaine(
    agent: Agent, lundi: datetime.date, *, site: Site | None = None, avec: Agent | None = None
) -> tuple[list[JourDAgenda], bool]:
    """Returns the week of the agent's sites, and whether it was cut at PAR_SEMAINE lines. Two queries.

    `site` or `avec` keeps the lines of one site or of one ASS. The rendez-vous that were moved or cancelled are left
    out. Saturday and Sunday are there only when they hold a line.
    """
    debut = timezone.make_aware(datetime.datetime.combine(lundi, datetime.time.min))
    fin = timezone.make_aware(
        datetime.datetime.combine(lundi + datetime.timedelta(days=7), datetime.time.min)
    )
    quand = Q(debut__gte=debut, debut__lt=fin)
    if site is not None:
        quand &= Q(site=site)
    if avec is not None:
        quand &= Q(agent=avec)
    fixes = rendez_vous_des_sites(agent).filter(quand, etat__in=A_L_AGENDA)[: PAR_SEMAINE + 1]
    libres = (
        Creneau.objects.visible_to(agent).libres().filter(lieux_de(agent), quand, debut__gt=timezone.now())
    )
    lues: list[RendezVous | Creneau] = [*fixes, *libres.select_related("agent", "site")[: PAR_SEMAINE + 1]]
    lues.sort(key=lambda ligne: (ligne.debut, ligne.agent.nom))
    jours = {lundi + datetime.timedelta(days=rang): [] for rang in range(5)}  # type: ignore[var-annotated]
    for ligne in lues[:PAR_SEMAINE]:
        jours.setdefault(timezone.localdate(ligne.debut), []).append(ligne)
    return [JourDAgenda(date, lignes) for date, lignes in jours.items()], len(lues) > PAR_SEMAINE


def suivis_ouverts(assure: Assure, jour: datetime.date) -> list[Accompagnement]:
    """Returns the open accompagnements of the person, each with `axe_du_jour`, `site` and `referent_du_jour`."""
    lire_suivis([assure], jour)
    return list(assure.suivis)  # type: ignore[attr-defined]


def creneaux_declares(agent: Agent, jour: datetime.date) -> QuerySet[Creneau]:
    """Returns the slots declared from that day on, by time, each with `pris` (booked or not)."""
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    prevus = RendezVous.objects.filter(creneau=OuterRef("pk"), etat=EtatRendezVous.PREVU)
    return (
        Creneau.objects.visible_to(agent)
        .proposes()
        .filter(debut__gte=debut)
        .annotate(pris=Exists(prevus))
        .select_related("agent", "site")
        .order_by("debut", "site__nom", "pk")
    )
