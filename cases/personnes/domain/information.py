"""Telling the person how her data is used, and noting what she refuses (RGPD, art. 13, 14 and 21; D-10)."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.personnes import peut_gerer_administratif
from cases.access.signalements import peut_donner_suite
from cases.enums import FormeInformation, NatureOpposition, VoieOpposition
from cases.models import Assure, Information, Opposition, Signalement
from cases.rules.dates import en_francais
from cases.socle.acte import enregistrer, exiger_jour, exiger_motif, modifier_si
from partners.models import Agent, VersionNotice
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

Personne = Assure | Signalement


@transaction.atomic
def informer_personne(
    *, agent: Agent, personne: Personne, forme: FormeInformation, le: datetime.date | None = None
) -> Information:
    """Notes that the person was given the notice in effect that day.

    The same notice given twice the same day is noted once. Refuses a day without a notice in effect.
    """
    _exiger_droit(agent, personne)
    le = le or timezone.localdate()
    exiger_jour(le, champ="le", **_bornes(personne))
    version = notice_du_jour(personne, le)
    if version is None:
        raise RefusMetier("Aucune notice n'était en vigueur ce jour-là.", champ="le", code="notice")
    qui = verrouiller_personne(personne)
    deja = Information.objects.filter(**qui, forme=forme, le=le, version=version).first()
    if deja is not None:
        return deja
    information = enregistrer(
        Information(
            departement_id=personne.departement_id, **qui, forme=forme, le=le, version=version, agent=agent
        )
    )
    journaliser(agent, ActionJournal.CREATION, information)
    return information


def notice_du_jour(personne: Personne, jour: datetime.date) -> VersionNotice | None:
    """Returns the version of the notice that the body of the person's unit gives that day; None without one."""
    return VersionNotice.objects.pour(personne.departement.region_id, jour).first()


@transaction.atomic
def imprimer_notice(*, agent: Agent, personne: Personne) -> VersionNotice:
    """Returns the notice for a letter, and writes a line in the journal: the letter leaves the application.

    That the person was informed is noted apart. Refuses when no notice is in effect, and for a person who has died.
    """
    _exiger_droit(agent, personne)
    if isinstance(personne, Assure) and personne.decede_le is not None:
        raise RefusMetier("Cette personne est décédée : aucun courrier ne doit plus partir.", code="deces")
    version = notice_du_jour(personne, timezone.localdate())
    if version is None:
        raise RefusMetier("Aucune notice n'est en vigueur.", code="notice")
    journaliser(agent, ActionJournal.TELECHARGEMENT, personne, precision="Notice sur ses données")
    return version


@transaction.atomic
def noter_opposition(
    *,
    agent: Agent,
    personne: Personne,
    nature: NatureOpposition,
    voie: VoieOpposition,
    le: datetime.date | None = None,
    precision: str = "",
) -> Opposition:
    """Notes that the person refuses the offer of the service, or objects to the use of her data.

    There is one at a time of each nature: the same one sent twice is noted once. Refuses one already noted in other
    terms.
    """
    _exiger_droit(agent, personne)
    le = le or timezone.localdate()
    exiger_jour(le, champ="le", **_bornes(personne))
    qui = verrouiller_personne(personne)
    deja = Opposition.objects.en_cours().filter(**qui, nature=nature).first()
    if deja is not None:
        if (deja.voie, deja.le, deja.precision) != (voie, le, precision.strip()):
            raise RefusMetier(
                f"C'est déjà noté, le {en_francais(deja.le)} : levez-le d'abord s'il faut le noter autrement.",
                champ="nature",
                code="deja",
            )
        return deja
    opposition = enregistrer(
        Opposition(
            departement_id=personne.departement_id,
            **qui,
            nature=nature,
            voie=voie,
            le=le,
            precision=precision.strip(),
            agent=agent,
        )
    )
    journaliser(agent, ActionJournal.CREATION, opposition, precision=NatureOpposition(nature).label)
    return opposition


@transaction.atomic
def lever_opposition(*, agent: Agent, opposition: Opposition, motif: str) -> None:
    """Lifts an objection: the person changed her mind, or it was noted by mistake. Refuses one already lifted."""
    personne = opposition.assure or opposition.signalement
    if personne is not None:
        _exiger_droit(agent, personne)
    modifier_si(
        opposition,
        Opposition.objects.en_cours(),
        "Cette opposition est déjà levée.",
        levee_le=timezone.localdate(),
        motif_levee=exiger_motif(motif),
    )
    journaliser(agent, ActionJournal.MODIFICATION, opposition, precision="Levée")


def _exiger_droit(agent: Agent, personne: Personne) -> None:
    if isinstance(personne, Assure):
        exiger(peut_gerer_administratif(agent, personne))
    else:
        exiger(peut_donner_suite(agent, personne))


def _bornes(personne: Personne) -> dict[str, object]:
    if isinstance(personne, Assure):
        return {"pas_avant": personne.date_naissance, "depuis": "la naissance"}
    return {"pas_avant": personne.recu_le, "depuis": "la réception"}


def verrouiller_personne(personne: Personne) -> dict[str, object]:
    """Locks the row of the dossier or of the signalement, and returns the fields that name the person.

    Of two clicks, the second waits, then meets what the first one noted.
    """
    if isinstance(personne, Assure):
        Assure.objects.select_for_update(no_key=True).get(pk=personne.pk)
        return {"assure": personne}
    verrou = Signalement.objects.select_for_update(of=("self",), no_key=True).get(pk=personne.pk)
    return {"signalement": verrou, "assure_id": verrou.assure_id}
