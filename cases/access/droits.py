"""Who may write what, asked by the acts themselves: refused inside one's scope, an act is a 403."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.models import (
    Accompagnement,
    Assure,
    MessageReferent,
    RendezVous,
    Signalement,
)
from cases.models.accompagnements.accompagnement import AccompagnementQuerySet
from cases.models.messages.appel import LECTEURS_APPELS
from cases.models.socle.base import LECTEURS_DOSSIER
from partners.enums import Profil
from partners.models import Agent, Site


def exiger(autorise: bool) -> None:
    """Raises PermissionDenied (403) unless the predicate holds."""
    if not autorise:
        raise PermissionDenied("Cet acte ne fait pas partie de vos droits sur ce dossier.")


def ecrits_par(agent: Agent) -> AccompagnementQuerySet:
    """The accompagnements in which the agent writes.

    Those of which the agent, an ASS, is the référent. Those whose référent the agent, an ASS, replaces today.
    """
    if Profil.ASS not in agent.profils():
        return Accompagnement.objects.none()
    return Accompagnement.objects.suivis_par(agent, timezone.localdate())


def peut_lire_dossiers(agent: Agent) -> bool:
    """The nominative lists: région and administrateur have none."""
    return not agent.profils().isdisjoint(LECTEURS_DOSSIER)


def peut_ecrire_dossier(agent: Agent, accompagnement: Accompagnement) -> bool:
    """Entretiens, plan, actions, clôture: see ecrits_par."""
    return ecrits_par(agent).filter(pk=accompagnement.pk).exists()


def peut_gerer_administratif(agent: Agent, assure: Assure) -> bool:
    """Identity, situation, arrêts, rendez-vous, contacts.

    A CSAM or the secrétariat of the unit. The ASS who follows, or replaces the one who follows, the person.
    """
    return peut_administrer(agent, assure) or peut_ecrire_pour(agent, assure)


def peut_ecrire_pour(agent: Agent, assure: Assure) -> bool:
    """Whoever follows the person today, as référent or replacing one: see ecrits_par."""
    return ecrits_par(agent).comptent().filter(assure=assure).exists()


def peut_briser_la_glace(agent: Agent, assure: Assure) -> bool:
    """A manager of the unit that follows the person: see BrisDeGlace."""
    return assure.departement_id in agent.unites(Profil.MANAGER)


def peut_administrer(agent: Agent, assure: Assure) -> bool:
    """Whoever follows her: a CSAM or the secrétariat of the unit."""
    return assure.departement_id in agent.unites(Profil.CSAM, Profil.SECRETARIAT)


def peut_gerer_rendez_vous(agent: Agent, rendez_vous: RendezVous) -> bool:
    """Moving, cancelling, noting an absence: whoever manages the dossier, else whoever handles the signalement.

    The secrétariat of the unit, and the ASS who is to receive the person.
    """
    if rendez_vous.departement_id in agent.unites(Profil.SECRETARIAT) or rendez_vous.agent_id == agent.pk:
        return True
    if rendez_vous.assure is not None:
        return peut_gerer_administratif(agent, rendez_vous.assure)
    return rendez_vous.signalement is not None and peut_donner_suite(agent, rendez_vous.signalement)


def peut_declarer_creneaux(agent: Agent, avec: Agent, site: Site) -> bool:
    """An ASS for himself, in his unit. A CSAM, the secrétariat or a manager of the unit, for any of its ASS."""
    if site.departement_id in agent.unites(Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER):
        return True
    return agent == avec and site.departement_id in agent.unites(Profil.ASS)


def peut_creer_dossier(agent: Agent, departement_code: str) -> bool:
    """Opening the dossier of a person not known yet: an ASS, a CSAM or the secrétariat of the unit."""
    return departement_code in agent.unites(Profil.ASS, Profil.CSAM, Profil.SECRETARIAT)


def peut_creer_des_dossiers(agent: Agent) -> bool:
    """In one of his units: see peut_creer_dossier, which the act asks of the unit chosen."""
    return not agent.profils().isdisjoint((Profil.ASS, Profil.CSAM, Profil.SECRETARIAT))


def peut_ouvrir_accompagnement(agent: Agent, assure: Assure, referent: Agent) -> bool:
    """An ASS of the unit, for himself. A CSAM or a manager of the unit, who names the référent."""
    if assure.departement_id in agent.unites(Profil.CSAM, Profil.MANAGER):
        return True
    return assure.departement_id in agent.unites(Profil.ASS) and referent == agent


def peut_reaffecter(agent: Agent, departement_code: str) -> bool:
    """Naming another référent, giving a dossier to another unit: a manager of the unit."""
    return departement_code in agent.unites(Profil.MANAGER)


def peut_traiter_signalement(agent: Agent, site: Site) -> bool:
    """Receiving, qualifying, answering, closing: a CSAM of the site, of its unit or of its région."""
    return site.pk in agent.sites(Profil.CSAM) or site.departement_id in agent.unites_entieres(Profil.CSAM)


def peut_recevoir_signalements(agent: Agent) -> bool:
    """A CSAM, on one of his sites or units: see peut_traiter_signalement, which the act asks of the site chosen."""
    return Profil.CSAM in agent.profils()


def peut_lire_fichiers(agent: Agent) -> bool:
    """The lists received: those who triage, and the managers who answer for it."""
    return not agent.profils().isdisjoint({Profil.CSAM, Profil.MANAGER})


def peut_affecter_signalement(agent: Agent, site: Site) -> bool:
    """Whoever may handle it. A manager of the unit, who shares out the work."""
    return peut_traiter_signalement(agent, site) or peut_reaffecter(agent, site.departement_id)


def peut_donner_suite(agent: Agent, signalement: Signalement) -> bool:
    """Whoever may handle it. The ASS to whom it was given."""
    if peut_traiter_signalement(agent, signalement.site):
        return True
    return Profil.ASS in agent.profils() and signalement.affecte_a_id == agent.pk


def peut_gerer_urgence(agent: Agent, departement_code: str) -> bool:
    """Whoever is told that a person of his units is in danger marks it, whatever his trade."""
    return departement_code in agent.unites(*LECTEURS_DOSSIER)


def peut_laisser_message(agent: Agent, departement_code: str) -> bool:
    """Asking the référent to call somebody back: a CSAM or the secrétariat of the unit."""
    return departement_code in agent.unites(Profil.CSAM, Profil.SECRETARIAT)


def peut_laisser_des_messages(agent: Agent) -> bool:
    """In one of his units: see peut_laisser_message, which the act asks of the dossier chosen."""
    return not agent.profils().isdisjoint((Profil.CSAM, Profil.SECRETARIAT))


def peut_rappeler(agent: Agent, message: MessageReferent) -> bool:
    """Whoever follows the person today: see ecrits_par. The message follows the référent when he changes."""
    return ecrits_par(agent).filter(pk=message.accompagnement_id).exists()


def peut_clore_message(agent: Agent, message: MessageReferent) -> bool:
    """Whoever may call back. Those who leave messages in the unit, when there is nothing left to call for."""
    return peut_laisser_message(agent, message.departement_id) or peut_rappeler(agent, message)


def peut_lire_appels(agent: Agent) -> bool:
    """The counts of calls of his units: no person and no agent is in them."""
    return not agent.profils().isdisjoint(LECTEURS_APPELS)


def peut_suivre_transferts(agent: Agent) -> bool:
    """Those who ask for a dossier, or are asked for one: a CSAM, a manager."""
    return not agent.profils().isdisjoint((Profil.CSAM, Profil.MANAGER))


def peut_exporter(agent: Agent) -> bool:
    """Taking a nominative list out of the screen: an ASS whose affectation of today says so (Affectation.exporte)."""
    return any(a.exporte and a.profil == Profil.ASS for a in agent.affectations_du_jour)


def peut_fusionner(agent: Agent, assure: Assure) -> bool:
    """Two dossiers of one person: a CSAM or a manager of the unit that follows her, who may read both."""
    return assure.departement_id in agent.unites(Profil.CSAM, Profil.MANAGER)
