"""The acts on an accompagnement: opening, axis, référent, closing (docs/regles.md, DOS-1 to DOS-3)."""

import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from cases.access.accompagnements import peut_ecrire_dossier, peut_ouvrir_accompagnement, peut_reaffecter
from cases.access.base import exiger
from cases.accompagnements.domain.tenir import exiger_en_vigueur, tenir_accompagnement
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
from cases.socle.acte import (
    annuler_acte,
    changer_etat,
    enregistrer,
    exiger_jour,
    exiger_site,
    exiger_valable,
    modifier,
    tenir_personne,
    tenir_toutes,
)
from partners.enums import Profil
from partners.models import Agent, Partenaire, Site, SituationCloture, TypeRisque
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

# Where the signalements that it had closed go back, when an accompagnement is annulled.
_RENDUS = dict.fromkeys(
    (EtatSignalement.CONVERTI, EtatSignalement.RATTACHE), (EtatSignalement.QUALIFIE, EtatSignalement.AFFECTE)
)


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

    At most one accompagnement at a time per person and axis (DOS-3): the person is held, so that of two
    openings at once the second is refused. Refuses a day before birth or after death, an axis that the service no
    longer offers, a site or a référent of another unit.
    """
    exiger(peut_ouvrir_accompagnement(agent, assure, referent))
    personne = tenir_personne(assure.pk, assure.departement_id)
    return _ouvrir(agent, personne, site, axe, ouvert_le, referent, risque, None)


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
    clos = tenir_accompagnement(accompagnement)
    if clos.annule_le is not None or clos.clos_le is None:
        raise RefusMetier("Seul un accompagnement clos se rouvre.", code="etat")
    exiger_jour(ouvert_le, champ="ouvert_le", pas_avant=clos.clos_le, depuis="la clôture")
    return _ouvrir(agent, clos.assure, site, axe, ouvert_le, referent, clos.risque, clos)


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
    """`assure` is held, and so is `precedent`."""
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
    tenu = tenir_accompagnement(accompagnement)
    exiger_en_vigueur(tenu)
    dernier = tenu.axes.latest("du")
    exiger_jour(
        le,
        champ="le",
        pas_avant=dernier.du,
        depuis="l'ouverture ou le dernier changement d'axe",
        pas_apres=tenu.clos_le,
        jusqua="la clôture",
    )
    if dernier.axe == axe:
        raise RefusMetier("L'accompagnement est déjà sur cet axe.", champ="axe")
    _exiger_axe_libre(tenu.assure, axe, le, sauf=tenu)
    enregistrer(AxeAccompagnement(departement_id=tenu.departement_id, accompagnement=tenu, du=le, axe=axe))
    journaliser(agent, ActionJournal.MODIFICATION, tenu, precision=f"Axe {dernier.axe} → {axe}")


@transaction.atomic
def designer_referent(
    *, agent: Agent, accompagnement: Accompagnement, referent: Agent, le: datetime.date
) -> None:
    """From that day another ASS of the unit is in charge. Past or today, and after the former designation."""
    exiger(peut_reaffecter(agent, accompagnement.departement_id))
    tenu = tenir_accompagnement(accompagnement)
    exiger_en_vigueur(tenu)
    dernier = tenu.referents.latest("du")
    exiger_jour(
        le,
        champ="le",
        pas_avant=dernier.du,
        depuis="la désignation précédente",
        pas_apres=tenu.clos_le,
        jusqua="la clôture",
    )
    exiger_referent(referent, tenu.departement_id, le, champ="referent")
    if dernier.agent_id == referent.pk:
        raise RefusMetier("Cet agent est déjà le référent.", champ="referent")
    enregistrer(
        ReferentAccompagnement(departement_id=tenu.departement_id, accompagnement=tenu, du=le, agent=referent)
    )
    journaliser(agent, ActionJournal.MODIFICATION, tenu, precision="Référent")


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
    tenu = tenir_accompagnement(accompagnement)
    if tenu.clos_le is not None or tenu.annule_le is not None:
        raise RefusMetier("Cet accompagnement est déjà clos ou annulé.", code="etat")
    bornes = (
        (tenu.ouvert_le, "l'ouverture"),
        (tenu.axes.latest("du").du, "le dernier changement d'axe"),
        (tenu.entretiens.comptent().aggregate(Max("date"))["date__max"], "le dernier entretien"),
    )
    for jour, libelle in bornes:
        exiger_jour(clos_le, champ="clos_le", pas_avant=jour, depuis=libelle)
    exiger_valable(situation, clos_le, champ="situation")
    exiger_valable(relais, clos_le, champ="relais")
    exiger_site(site, tenu.departement_id, clos_le)
    modifier(tenu, clos_le=clos_le, situation_cloture=situation, site_cloture=site, relais=relais)
    journaliser(agent, ActionJournal.MODIFICATION, tenu, precision="Clôture")


@transaction.atomic
def annuler_accompagnement(*, agent: Agent, accompagnement: Accompagnement, motif: str) -> None:
    """It was opened by mistake. Refused while an entretien, an action or a later accompagnement hangs on it.

    The signalements that it had closed go back to the step before, so that nobody is forgotten.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    tenu = tenir_accompagnement(accompagnement)
    if tenu.entretiens.comptent().exists() or tenu.actions.comptent().exists():
        raise RefusMetier(
            "Des entretiens ou des actions y sont enregistrés : annulez-les ou déplacez-les d'abord."
        )
    if tenu.suivants.comptent().exists():
        raise RefusMetier("Un accompagnement plus récent fait suite à celui-ci.")
    annuler_acte(agent, tenu, motif)
    siens = Signalement.objects.filter(accompagnement=tenu)
    for signalement in tenir_toutes(siens):
        affecte = signalement.affecte_a_id is not None
        vers = EtatSignalement.AFFECTE if affecte else EtatSignalement.QUALIFIE
        changer_etat(signalement, vers, _RENDUS, parmi=siens, clos_le=None, accompagnement=None)
        journaliser(agent, ActionJournal.MODIFICATION, signalement, precision="Suite annulée")
    journaliser(agent, ActionJournal.ANNULATION, tenu)


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
