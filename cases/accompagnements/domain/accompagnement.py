"""The acts on an accompagnement: opening, axis, référent, closing (conception.md §3)."""

import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from cases.access.accompagnements import peut_ecrire_dossier, peut_ouvrir_accompagnement, peut_reaffecter
from cases.access.base import exiger
from cases.enums import AXES_OUVERTS, Axe, EtatSignalement
from cases.models import (
    Accompagnement,
    Assure,
    AxeAccompagnement,
    ReferentAccompagnement,
    Signalement,
)
from cases.rules.axes import Parcours, axe_libre_le
from cases.rules.dates import en_francais
from cases.socle.acte import annuler_acte, enregistrer, exiger_jour, exiger_site, exiger_valable, modifier_si
from partners.enums import Profil
from partners.models import Agent, Partenaire, Site, SituationCloture, TypeRisque
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def ouvrir_accompagnement(
    *,
    agent: Agent,
    assure: Assure,
    site: Site,
    axe: Axe,
    ouvert_le: datetime.date,
    referent: Agent,
    risque: TypeRisque | None = None,
) -> Accompagnement:
    """Opens, today or on a past day, with its first axis and its first référent.

    At most one accompagnement at a time per person and axis (domaine.md §1.1): the person's row is locked, so
    that of two openings at once the second is refused. Refuses a day before birth or after death, an axis that
    the service no longer offers, a site or a référent of another unit.
    """
    exiger(peut_ouvrir_accompagnement(agent, assure, referent))
    return _ouvrir(agent, assure, site, axe, ouvert_le, referent, risque, None)


@transaction.atomic
def rouvrir_accompagnement(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    site: Site,
    axe: Axe,
    ouvert_le: datetime.date,
    referent: Agent,
) -> Accompagnement:
    """The person comes back: a new accompagnement, linked to the closed one, which does not change.

    Same refusals as an opening, and: the former must be closed, on that day at the latest.
    """
    exiger(peut_ouvrir_accompagnement(agent, accompagnement.assure, referent))
    if accompagnement.annule_le is not None or accompagnement.clos_le is None:
        raise RefusMetier("Seul un accompagnement clos se rouvre.", code="etat")
    exiger_jour(ouvert_le, champ="ouvert_le", pas_avant=accompagnement.clos_le, depuis="la clôture")
    return _ouvrir(
        agent, accompagnement.assure, site, axe, ouvert_le, referent, accompagnement.risque, accompagnement
    )


def _ouvrir(  # noqa: PLR0917
    agent: Agent,
    assure: Assure,
    site: Site,
    axe: Axe,
    ouvert_le: datetime.date,
    referent: Agent,
    risque: TypeRisque | None,
    precedent: Accompagnement | None,
) -> Accompagnement:
    assure = Assure.objects.select_for_update().get(pk=assure.pk)
    exiger_jour(
        ouvert_le,
        champ="ouvert_le",
        pas_avant=assure.date_naissance,
        depuis="la naissance",
        pas_apres=assure.decede_le,
        jusqua="le décès",
    )
    exiger_site(site, assure.departement_id, ouvert_le)
    exiger_valable(risque, ouvert_le, champ="risque")
    exiger_referent(referent, assure.departement_id, ouvert_le, champ="referent")
    _exiger_axe_libre(assure, axe, ouvert_le)
    accompagnement = enregistrer(
        Accompagnement(
            departement_id=assure.departement_id,
            assure=assure,
            site=site,
            ouvert_le=ouvert_le,
            risque=risque,
            precedent=precedent,
        )
    )
    commun = {"departement_id": assure.departement_id, "accompagnement": accompagnement, "du": ouvert_le}
    enregistrer(AxeAccompagnement(**commun, axe=axe))
    enregistrer(ReferentAccompagnement(**commun, agent=referent))
    journaliser(agent, ActionJournal.CREATION, accompagnement)
    return accompagnement


@transaction.atomic
def changer_axe(*, agent: Agent, accompagnement: Accompagnement, axe: Axe, le: datetime.date) -> None:
    """From that day the accompagnement is on another axis (SPS to PDP mostly); what was before stays (F3).

    Refuses a day before the opening or the last change, after the closing, or in the future; an axis on which
    another accompagnement of the person is under way.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    if accompagnement.annule_le is not None:
        raise RefusMetier("Cet accompagnement est annulé.", code="etat")
    assure = Assure.objects.select_for_update().get(pk=accompagnement.assure_id)
    dernier = accompagnement.axes.latest("du")
    exiger_jour(
        le,
        champ="le",
        pas_avant=dernier.du,
        depuis="l'ouverture ou le dernier changement d'axe",
        pas_apres=accompagnement.clos_le,
        jusqua="la clôture",
    )
    if dernier.axe == axe:
        raise RefusMetier("L'accompagnement est déjà sur cet axe.", champ="axe")
    _exiger_axe_libre(assure, axe, le, sauf=accompagnement)
    enregistrer(
        AxeAccompagnement(
            departement_id=accompagnement.departement_id, accompagnement=accompagnement, du=le, axe=axe
        )
    )
    journaliser(agent, ActionJournal.MODIFICATION, accompagnement, precision=f"Axe {dernier.axe} → {axe}")


@transaction.atomic
def designer_referent(
    *, agent: Agent, accompagnement: Accompagnement, referent: Agent, le: datetime.date
) -> None:
    """From that day another ASS of the unit is in charge. Past or today, and after the former designation."""
    exiger(peut_reaffecter(agent, accompagnement.departement_id))
    dernier = accompagnement.referents.latest("du")
    exiger_jour(
        le,
        champ="le",
        pas_avant=dernier.du,
        depuis="la désignation précédente",
        pas_apres=accompagnement.clos_le,
        jusqua="la clôture",
    )
    exiger_referent(referent, accompagnement.departement_id, le, champ="referent")
    if dernier.agent_id == referent.pk:
        raise RefusMetier("Cet agent est déjà le référent.", champ="referent")
    enregistrer(
        ReferentAccompagnement(
            departement_id=accompagnement.departement_id, accompagnement=accompagnement, du=le, agent=referent
        )
    )
    journaliser(agent, ActionJournal.MODIFICATION, accompagnement, precision="Référent")


@transaction.atomic
def cloturer_accompagnement(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    clos_le: datetime.date,
    situation: SituationCloture,
    site: Site,
    relais: Partenaire | None = None,
) -> None:
    """Closes with a situation; it counts on `site`, in the year of `clos_le` (F6, F7).

    Refuses a day before the opening, the last entretien or the last change of axis, a future one, a situation
    that is not offered that day, and an accompagnement already closed.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    verrou = Accompagnement.objects.select_for_update().get(pk=accompagnement.pk)
    bornes = (
        (verrou.ouvert_le, "l'ouverture"),
        (verrou.axes.latest("du").du, "le dernier changement d'axe"),
        (verrou.entretiens.comptent().aggregate(Max("date"))["date__max"], "le dernier entretien"),
    )
    for jour, libelle in bornes:
        exiger_jour(clos_le, champ="clos_le", pas_avant=jour, depuis=libelle)
    exiger_valable(situation, clos_le, champ="situation")
    exiger_valable(relais, clos_le, champ="relais")
    exiger_site(site, verrou.departement_id, clos_le)
    modifier_si(
        accompagnement,
        Accompagnement.objects.comptent().ouverts(),
        "Cet accompagnement est déjà clos ou annulé.",
        clos_le=clos_le,
        situation_cloture=situation,
        site_cloture=site,
        relais=relais,
    )
    journaliser(agent, ActionJournal.MODIFICATION, accompagnement, precision="Clôture")


@transaction.atomic
def annuler_accompagnement(*, agent: Agent, accompagnement: Accompagnement, motif: str) -> None:
    """It was opened by mistake. Refused while an entretien, an action or a later accompagnement hangs on it.

    The signalements that it had closed go back to the step before, so that nobody is forgotten.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    verrou = Accompagnement.objects.select_for_update().get(pk=accompagnement.pk)
    if verrou.entretiens.comptent().exists() or verrou.actions.comptent().exists():
        raise RefusMetier(
            "Des entretiens ou des actions y sont enregistrés : annulez-les ou déplacez-les d'abord."
        )
    if verrou.suivants.comptent().exists():
        raise RefusMetier("Un accompagnement plus récent fait suite à celui-ci.")
    annuler_acte(agent, accompagnement, motif)
    for signalement in Signalement.objects.filter(accompagnement=accompagnement):
        affecte = signalement.affecte_a_id is not None
        signalement.etat = EtatSignalement.AFFECTE if affecte else EtatSignalement.QUALIFIE
        signalement.clos_le = None
        signalement.accompagnement = None
        enregistrer(signalement)
        journaliser(agent, ActionJournal.MODIFICATION, signalement, precision="Suite annulée")
    journaliser(agent, ActionJournal.ANNULATION, accompagnement)


def exiger_referent(referent: Agent, departement_code: str, jour: datetime.date, *, champ: str) -> None:
    """A référent is an ASS who works that day, or today, in the unit that follows the person.

    « Or today »: an ASS who arrived since takes up a dossier whose opening is recorded late.
    """
    de_l_unite = (
        Q(site__departement=departement_code)
        | Q(departement=departement_code)
        | Q(region__departements=departement_code)
    )
    affectations = referent.affectations.filter(de_l_unite, profil=Profil.ASS)
    if referent.is_active and any(
        affectations.en_cours(date).exists() for date in (jour, timezone.localdate())
    ):
        return
    raise RefusMetier("Désignez un assistant de service social de l'unité.", champ=champ, code="referent")


def _exiger_axe_libre(
    assure: Assure, axe: Axe, depuis: datetime.date, *, sauf: Accompagnement | None = None
) -> None:
    if axe not in AXES_OUVERTS:
        raise RefusMetier(f"L'axe « {Axe(axe).label} » n'est plus proposé.", champ="axe")
    autres = Accompagnement.objects.comptent().filter(assure=assure).prefetch_related("axes")
    if sauf is not None:
        autres = autres.exclude(pk=sauf.pk)
    libre = axe_libre_le(
        axe, depuis, [Parcours([(ligne.du, ligne.axe) for ligne in a.axes.all()], a.clos_le) for a in autres]
    )
    if libre is None:
        raise RefusMetier("Un accompagnement est déjà ouvert sur cet axe.", champ="axe", code="axe_occupe")
    if libre > depuis:
        raise RefusMetier(
            f"Un autre accompagnement a été suivi sur cet axe jusqu'au {en_francais(libre)}.",
            champ="axe",
            code="axe_occupe",
        )
