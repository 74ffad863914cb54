"""The acts on an action of remobilisation. What the devices require is in cases/rules/actions.py."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.enums import TRANSITIONS_ACTION, EtatAction, PartieAccord, SensAccord, TypeAction
from cases.models import Accompagnement, AccordAction, ActionRemobilisation, ArretTravail, Entreprise
from cases.rules.actions import refus_de_demarrage, refus_de_renouvellement
from cases.socle.acte import annuler_acte, changer_etat, enregistrer, exiger_jour, exiger_site, exiger_valable
from partners.models import Agent, DispositifLocal, Partenaire, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


class DetailsAction(TypedDict, total=False):
    intitule: str
    dispositif: DispositifLocal | None
    entreprise: Entreprise | None
    tuteur: str
    prestataire: Partenaire | None


@transaction.atomic
def prevoir_action(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    type_action: TypeAction,
    site: Site,
    du: datetime.date,
    au: datetime.date | None = None,
    **details: Unpack[DetailsAction],
) -> ActionRemobilisation:
    """Plans an action from its first day on. It counts nowhere before it starts (F8).

    Refuses a first day outside the accompagnement, a local device of another unit or not offered that day, a site of
    another unit.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    # Locked: the annulation of the accompagnement checks that no action hangs on it.
    accompagnement = Accompagnement.objects.select_for_update().get(pk=accompagnement.pk)
    _exiger_pendant(accompagnement, du)
    exiger_site(site, accompagnement.departement_id, du)
    dispositif = details.get("dispositif")
    exiger_valable(dispositif, du, champ="dispositif")
    exiger_valable(details.get("prestataire"), du, champ="prestataire")
    if dispositif is not None and dispositif.departement_id not in (None, accompagnement.departement_id):
        raise RefusMetier("Ce dispositif est celui d'une autre unité.", champ="dispositif")
    action = enregistrer(
        ActionRemobilisation(
            departement_id=accompagnement.departement_id,
            accompagnement=accompagnement,
            type=type_action,
            site=site,
            du=du,
            au=au,
            **details,
        )
    )
    journaliser(agent, ActionJournal.CREATION, action)
    return action


@transaction.atomic
def enregistrer_accord(
    *, agent: Agent, action: ActionRemobilisation, partie: PartieAccord, sens: SensAccord, le: datetime.date
) -> AccordAction:
    """Records what one party answered, and on which day. A party answers once, and never in the future."""
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    exiger_jour(le, champ="le")
    if action.annule_le is not None:
        raise RefusMetier("Cette action est annulée.", code="etat")
    accord = enregistrer(
        AccordAction(departement_id=action.departement_id, action=action, partie=partie, sens=sens, le=le)
    )
    journaliser(agent, ActionJournal.MODIFICATION, action, precision=f"Réponse : {partie.label}")
    return accord


@transaction.atomic
def demarrer_action(*, agent: Agent, action: ActionRemobilisation, le: datetime.date | None = None) -> None:
    """Starts the action on its planned first day, or on `le`. From now on it counts (F8).

    An action that starts during an arrêt needs the accord of the CPAM, dated on the first day at the latest (SLA-6).
    An essai encadré always needs it, with the accords of the médecin traitant, the médecin conseil and the médecin du
    travail (EE-9), and a tuteur (EE-15). The refusal says all that is missing.
    """
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    premier_jour = le or action.du
    exiger_jour(premier_jour, champ="le")
    _exiger_pendant(action.accompagnement, premier_jour)
    # Locked: the answer of a party recorded at the same moment waits for this decision, or comes before it.
    verrou = ActionRemobilisation.objects.select_for_update().get(pk=action.pk)
    arrets = ArretTravail.objects.filter(assure=action.accompagnement.assure_id)
    phrases = refus_de_demarrage(
        type_action=TypeAction(verrou.type),
        premier_jour=premier_jour,
        arrets=list(arrets.values_list("du", "au")),
        reponses={
            PartieAccord(accord.partie): (SensAccord(accord.sens), accord.le)
            for accord in verrou.accords.all()
        },
        tuteur=verrou.tuteur,
    )
    if phrases:
        raise RefusMetier(phrases, code="accords")
    _passer(agent, action, EtatAction.EN_COURS, du=premier_jour)


@transaction.atomic
def terminer_action(*, agent: Agent, action: ActionRemobilisation, au: datetime.date | None = None) -> None:
    """Ends the action on its planned last day, or on `au`. Refuses a future day."""
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    _passer(agent, action, EtatAction.TERMINEE, au=_dernier_jour(action, au or action.au))


@transaction.atomic
def interrompre_action(*, agent: Agent, action: ActionRemobilisation, au: datetime.date) -> None:
    """Stops after `au` an action that had started. It still counts (F8)."""
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    _passer(agent, action, EtatAction.ABANDONNEE, au=_dernier_jour(action, au))


@transaction.atomic
def ne_pas_demarrer_action(*, agent: Agent, action: ActionRemobilisation) -> None:
    """Says that a planned action will not take place. It stays in the dossier and counts nowhere."""
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    _passer(agent, action, EtatAction.NON_DEMARREE)


@transaction.atomic
def renouveler_action(
    *,
    agent: Agent,
    action: ActionRemobilisation,
    du: datetime.date,
    au: datetime.date,
    site: Site | None = None,
) -> ActionRemobilisation:
    """Plans the one renewal of an essai encadré (EE-6) or of a PMSMP (PM-2).

    It belongs to the first action in the figures (F8). It has the same company and tuteur, and the same site unless
    `site` is given. It needs new accords before it starts. Refuses a first day that does not follow the last day of
    the action.
    """
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    verrou = ActionRemobilisation.objects.select_for_update().get(pk=action.pk)
    phrase = (
        "Cette action est annulée."
        if verrou.annule_le is not None
        else refus_de_renouvellement(
            type_action=TypeAction(verrou.type),
            est_un_renouvellement=verrou.renouvelle_id is not None,
            deja_renouvelee=verrou.renouvellements.comptent().exists(),
            a_demarre=verrou.a_demarre,
        )
    )
    if phrase:
        raise RefusMetier(phrase, code="renouvellement")
    _exiger_pendant(verrou.accompagnement, du)
    if verrou.au is None or du <= verrou.au:
        raise RefusMetier("Le renouvellement commence après le dernier jour de l'action.", champ="du")
    site = site or verrou.site
    exiger_site(site, verrou.departement_id, du)
    suite = enregistrer(
        ActionRemobilisation(
            departement_id=verrou.departement_id,
            accompagnement=verrou.accompagnement,
            type=verrou.type,
            site=site,
            du=du,
            au=au,
            intitule=verrou.intitule,
            entreprise=verrou.entreprise,
            tuteur=verrou.tuteur,
            prestataire=verrou.prestataire,
            renouvelle=verrou,
        )
    )
    journaliser(agent, ActionJournal.CREATION, suite, precision="Renouvellement")
    return suite


@transaction.atomic
def annuler_action(*, agent: Agent, action: ActionRemobilisation, motif: str) -> None:
    """Annuls an action recorded by mistake: it no longer counts. Refused while a renewal hangs on it."""
    exiger(peut_ecrire_dossier(agent, action.accompagnement))
    verrou = ActionRemobilisation.objects.select_for_update().get(pk=action.pk)
    if verrou.renouvellements.comptent().exists():
        raise RefusMetier("Cette action est renouvelée : annulez d'abord le renouvellement.")
    annuler_acte(agent, action, motif)
    journaliser(agent, ActionJournal.ANNULATION, action)


def _exiger_pendant(accompagnement: Accompagnement, du: datetime.date) -> None:
    if accompagnement.annule_le is not None:
        raise RefusMetier("Cet accompagnement est annulé.", code="etat")
    if du < accompagnement.ouvert_le or (accompagnement.clos_le is not None and du > accompagnement.clos_le):
        raise RefusMetier("Le premier jour est en dehors de l'accompagnement.", champ="du", code="date")


def _dernier_jour(action: ActionRemobilisation, au: datetime.date | None) -> datetime.date:
    au = au or timezone.localdate()
    exiger_jour(au, champ="au", pas_avant=action.du, depuis="le premier jour")
    return au


def _passer(agent: Agent, action: ActionRemobilisation, vers: EtatAction, **champs: object) -> None:
    changer_etat(action, vers, TRANSITIONS_ACTION, parmi=ActionRemobilisation.objects.comptent(), **champs)
    journaliser(agent, ActionJournal.MODIFICATION, action, precision=vers.label)
