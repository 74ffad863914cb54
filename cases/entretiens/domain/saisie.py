"""Finishing the entretien that an agent has written: the draft, the entretien and the next rendez-vous, in one act."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from cases.accompagnements.domain.plan import noter_plan
from cases.entretiens.domain.brouillon import exiger_version
from cases.entretiens.domain.entretien import enregistrer_entretien
from cases.enums import ModeEntretien, NiveauNote
from cases.models import Accompagnement, Entretien, RendezVous
from cases.rendez_vous.domain.rendez_vous import fixer_rendez_vous
from partners.models import Agent, Partenaire, Site, ThemeEntretien, TypeDemarche, TypePreconisation
from servicesocial.refus import RefusMetier


@transaction.atomic
def terminer_entretien(  # noqa: PLR0913
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    identifiant: uuid.UUID,
    version: int,
    site: Site,
    date: datetime.date,
    mode: ModeEntretien,
    themes: Iterable[ThemeEntretien],
    notes: Mapping[NiveauNote, str],
    duree_minutes: int | None,
    prochaine_etape: str,
    rendez_vous: RendezVous | None,
    prochain_rendez_vous: datetime.datetime | None,
    preconisations: Sequence[tuple[TypePreconisation, str]] = (),
    demarches: Sequence[tuple[TypeDemarche, Partenaire | None, str]] = (),
) -> Entretien:
    """Records the entretien (see enregistrer_entretien), what was agreed that day, and the next rendez-vous.

    `preconisations` are what the person will do, `demarches` what the service does (DOS-4). The next rendez-vous is
    with the agent, at the same place and in the same mode. `version` is the version of the draft that the page shows:
    refuses when the draft has changed in another window since. A second click returns the entretien already recorded,
    and fixes no other rendez-vous.
    """
    if prochain_rendez_vous is not None and prochain_rendez_vous <= timezone.now():
        raise RefusMetier("Le prochain rendez-vous est à venir.", champ="prochain_rendez_vous", code="date")
    deja = Entretien.objects.filter(uuid=identifiant).exists()
    if not deja:
        exiger_version(agent, accompagnement, version)
    entretien = enregistrer_entretien(
        agent=agent,
        accompagnement=accompagnement,
        site=site,
        date=date,
        mode=mode,
        themes=themes,
        notes=notes,
        duree_minutes=duree_minutes,
        prochaine_etape=prochaine_etape,
        rendez_vous=rendez_vous,
        identifiant=identifiant,
    )
    if deja:
        return entretien
    if preconisations or demarches:
        noter_plan(
            agent=agent,
            accompagnement=accompagnement,
            identifiant=uuid.uuid4(),
            le=date,
            preconisations=preconisations,
            demarches=demarches,
        )
    if prochain_rendez_vous is not None:
        fixer_rendez_vous(
            agent=agent,
            assure=accompagnement.assure,
            avec=agent,
            site=site,
            debut=prochain_rendez_vous,
            mode=mode,
            accompagnement=accompagnement,
        )
    return entretien
