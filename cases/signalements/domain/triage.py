"""The triage of what a site received: taking a signalement on, giving it its outcome, undoing that outcome."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_affecter_signalement, peut_traiter_signalement
from cases.accompagnements.domain.tenir import tenir_accompagnement
from cases.enums import (
    RETOURS_SIGNALEMENT,
    SIGNALEMENTS_A_TRIER,
    TRANSITIONS_SIGNALEMENT,
    EtatSignalement,
)
from cases.models import Signalement
from cases.personnes.domain.ce_qui_suit import suivre_la_personne
from cases.signalements.domain.suites import (
    affecter_signalement,
    classer_sans_suite,
    exiger_sans_rendez_vous,
    marquer_doublon,
    qualifier_signalement,
    rattacher_signalement,
    reorienter_signalement,
    repondre_signalement,
)
from cases.socle.acte import PARTI, changer_etat, modifier_si, tenir_toutes
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


class Suite(StrEnum):
    """The outcomes that an agent may give to a signalement."""

    AFFECTER = "affecter"
    RATTACHER = "rattacher"
    REPONDRE = "repondre"
    REORIENTER = "reorienter"
    SANS_SUITE = "sans_suite"
    DOUBLON = "doublon"


# The state that each one leads to.
SUITES: dict[Suite, EtatSignalement] = {
    Suite.AFFECTER: EtatSignalement.AFFECTE,
    Suite.RATTACHER: EtatSignalement.RATTACHE,
    Suite.REPONDRE: EtatSignalement.REPONDU,
    Suite.REORIENTER: EtatSignalement.REORIENTE,
    Suite.SANS_SUITE: EtatSignalement.SANS_SUITE,
    Suite.DOUBLON: EtatSignalement.DOUBLON,
}

_ACTES: dict[Suite, Callable[..., None]] = {
    Suite.AFFECTER: affecter_signalement,
    Suite.RATTACHER: rattacher_signalement,
    Suite.REPONDRE: repondre_signalement,
    Suite.REORIENTER: reorienter_signalement,
    Suite.SANS_SUITE: classer_sans_suite,
    Suite.DOUBLON: marquer_doublon,
}


def suites_possibles(signalement: Signalement) -> list[Suite]:
    """Returns the outcomes that its state allows. One just received is qualified on the way (trier_signalement)."""
    etat = EtatSignalement(signalement.etat)
    depuis = EtatSignalement.QUALIFIE if etat == EtatSignalement.RECU else etat
    ouvertes = TRANSITIONS_SIGNALEMENT.get(depuis, ())
    return [suite for suite, vers in SUITES.items() if vers in ouvertes]


@transaction.atomic
def prendre_en_charge(*, agent: Agent, signalement: Signalement, a_la_place_de: str = "") -> None:
    """Tells the others which agent is looking at the signalement, and since when. It locks nothing.

    Another agent may take over: the name is replaced. `a_la_place_de` is the key of the agent whose name the page
    showed, so that nobody is replaced unknowingly. Refuses a signalement that has its outcome.
    """
    exiger(peut_traiter_signalement(agent, signalement.site))
    verrou = (
        Signalement.objects.select_for_update(of=("self",)).select_related("pris_par").get(pk=signalement.pk)
    )
    if verrou.pris_par_id == agent.pk:
        return
    if verrou.pris_par is not None and str(verrou.pris_par_id) != a_la_place_de:
        raise RefusMetier(f"{verrou.pris_par} vient de s'en charger.", code="etat")
    _noter_prise_en_charge(signalement, pris_par=agent, pris_le=timezone.now())
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision="Pris en charge")


@transaction.atomic
def rendre_a_la_file(*, agent: Agent, signalement: Signalement) -> None:
    """Says that the agent no longer looks at the signalement. Refuses when somebody else has taken it over."""
    exiger(peut_traiter_signalement(agent, signalement.site))
    if signalement.pris_par_id not in (None, agent.pk):
        raise RefusMetier(f"{signalement.pris_par} s'en charge maintenant.", code="etat")
    _noter_prise_en_charge(signalement, pris_par=None, pris_le=None)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision="Rendu à la file")


@transaction.atomic
def trier_signalement(
    *, agent: Agent, signalement: Signalement, etat_vu: str, suite: Suite, **precisions: Any
) -> None:
    """Gives its outcome to a signalement in one act. One just received is qualified on the way.

    `precisions` are the arguments of the act of that outcome (`a`, `accompagnement`, `raison`, `original`…).
    `etat_vu` is the state that the page showed: when somebody else has acted since, nothing is done and the sentence
    says what became of it.
    """
    if accompagnement := precisions.get("accompagnement"):
        # The act holds them after the signalement: the person comes first, as everywhere.
        tenir_accompagnement(accompagnement)
    verrou = _verrouiller(signalement, etat_vu, avec=precisions.get("original"))
    if verrou.etat == EtatSignalement.RECU and suite != Suite.DOUBLON:
        qualifier_signalement(agent=agent, signalement=verrou)
    _ACTES[suite](agent=agent, signalement=verrou, **precisions)


@transaction.atomic
def defaire_suite(*, agent: Agent, signalement: Signalement, etat_vu: str) -> None:
    """Takes back the last outcome: the signalement waits again, at the step before (RETOURS_SIGNALEMENT).

    Refuses when an accompagnement was opened from it: annulling that accompagnement gives the signalement back. A
    signalement that was attached no longer designates the person, unless it already did so when it was received. The
    answer noted was that of this outcome: it is removed, and the next outcome has its own.
    """
    exiger(peut_affecter_signalement(agent, signalement.site))
    verrou = _verrouiller(signalement, etat_vu)
    if verrou.etat == EtatSignalement.CONVERTI:
        raise RefusMetier("Un accompagnement en est issu : annulez-le d'abord.", code="etat")
    if verrou.assure is not None and verrou.assure.acces_restreint:
        # Without its dossier, the whole site would read it again.
        raise RefusMetier(
            "Ce signalement est celui d'un dossier en accès restreint : il y reste.", code="etat"
        )
    if verrou.etat == EtatSignalement.AFFECTE:
        exiger_sans_rendez_vous(verrou)
    champs: dict[str, Any] = dict.fromkeys(("clos_le", "accompagnement", "doublon_de", "pris_par", "pris_le"))
    champs |= {"raison": None, "motif_suite": "", "oriente_vers": None, "orientation_accompagnee": False}
    champs |= {"reponse_le": None, "reponse_forme": ""}
    vers = EtatSignalement.AFFECTE
    if verrou.etat == EtatSignalement.AFFECTE or verrou.affecte_a_id is None:
        vers = EtatSignalement.QUALIFIE
        champs |= {"affecte_a": None, "affecte_le": None}
    if verrou.designe_en_rattachant:
        champs |= {"assure": None, "designe_en_rattachant": False}
    if verrou.qualifie_le is None:
        # A doublon is recognised as soon as it is received.
        champs["qualifie_le"] = timezone.localdate()
    changer_etat(verrou, vers, RETOURS_SIGNALEMENT, parmi=Signalement.objects.comptent(), **champs)
    if "assure" in champs:
        suivre_la_personne(verrou, None)
    journaliser(agent, ActionJournal.MODIFICATION, verrou, precision="Suite défaite")


def _verrouiller(signalement: Signalement, etat_vu: str, *, avec: Signalement | None = None) -> Signalement:
    """Returns the row as it is now, locked until the end of the act. Refuses when the page showed another state.

    `avec` is another signalement, locked too. The order is always the same, so that two agents who each designate the
    other's signalement wait for one another instead of blocking.
    """
    cles = {signalement.pk, avec.pk if avec else signalement.pk}
    tenus = tenir_toutes(Signalement.objects.filter(pk__in=cles).select_related("site"))
    verrou = {ligne.pk: ligne for ligne in tenus}.get(signalement.pk)
    if verrou is None:
        raise RefusMetier(PARTI, code="parti")
    if verrou.annule_le is not None:
        raise RefusMetier("Ce signalement a été annulé.", code="etat")
    if verrou.etat != etat_vu:
        raise RefusMetier(
            f"Quelqu'un a agi entre-temps : ce signalement est « {verrou.get_etat_display()} ».", code="etat"
        )
    return verrou


def _noter_prise_en_charge(signalement: Signalement, **champs: Any) -> None:
    a_trier = Signalement.objects.comptent().filter(etat__in=SIGNALEMENTS_A_TRIER)
    modifier_si(signalement, a_trier, "Ce signalement a déjà reçu une suite.", **champs)
