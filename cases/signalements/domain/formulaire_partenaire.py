"""What a partenaire signals on the page of its link, without an account."""

import datetime
import uuid
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import AccordPersonne
from cases.models import Signalement
from cases.signalements.domain.personne_signalee import exiger_personne
from cases.signalements.domain.signalement import ContenuSignalement, inscrire
from cases.validators import refuser_nir
from partners.domain.liens import noter_usage
from partners.models import CanalSignalement, Commune, LienSignalement, Parametre
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

CANAL = "formulaire"
PLAFOND_PAR_JOUR = "formulaire-plafond-jour"


class LienInutilisable(Exception):
    """The link was revoked, has expired or was suspended since the page was opened.

    The page then answers as if it never existed.
    """


class ContenuFormulaire(TypedDict):
    """What the page asks for. It never asks for a NIR or a diagnosis (NIR-5, D-7)."""

    nom: str
    prenom: str
    date_naissance: datetime.date
    telephone: str
    commune: Commune
    arret_depuis: datetime.date | None
    motif: str
    signale_par: str
    signale_contact: str


@transaction.atomic
def recevoir_par_formulaire(
    *, lien: LienSignalement, identifiant: uuid.UUID, accord: bool, **contenu: Unpack[ContenuFormulaire]
) -> Signalement:
    """Records what a partenaire sends, as « reçu » and to be checked, for the site and the origin of its link.

    No agent acts: the line of the journal has no agent, and the scope is the unit of the site, for this act alone.
    The same page sent twice records one signalement; sent again with another content, it is refused, so that neither
    a correction nor another person is lost. Refuses without the agreement of the person, a text that holds a NIR, and
    more sendings in a day than `formulaire-plafond-jour`. Raises LienInutilisable.
    """
    jour = timezone.localdate()
    with perimetre([lien.site.departement_id]):
        # Two sendings at once: the second waits here, then meets what the first recorded. So does a revocation.
        utilisables = LienSignalement.objects.utilisables_le(jour).select_for_update(of=("self",))
        verrou = utilisables.select_related("site", "partenaire", "origine").filter(pk=lien.pk).first()
        if verrou is None:
            raise LienInutilisable
        deja = _deja_recu(identifiant, verrou, contenu)
        if deja is not None:
            return deja
        _exiger_recevable(contenu, accord=accord, jour=jour)
        _exiger_sous_le_plafond(verrou, jour)
        recu: ContenuSignalement = {
            **contenu,
            "origine": verrou.origine,
            "canal": CanalSignalement.objects.get(code=CANAL),
            "partenaire": verrou.partenaire,
            "accord": AccordPersonne.RECUEILLI,
        }
        signalement = inscrire(verrou.site, jour, recu, uuid=identifiant, lien=verrou)
        journaliser(None, ActionJournal.CREATION, signalement, precision="Formulaire d'un partenaire")
        noter_usage(verrou, jour)
        return signalement


def _exiger_recevable(contenu: ContenuFormulaire, *, accord: bool, jour: datetime.date) -> None:
    if not accord:
        raise RefusMetier("La personne doit être d'accord pour être contactée.", champ="accord")
    exiger_personne(jour, contenu)
    for champ, valeur in contenu.items():
        if isinstance(valeur, str):
            try:
                refuser_nir(valeur)
            except ValidationError as refus:
                raise RefusMetier(refus.messages, champ=champ, code="nir") from refus


def _exiger_sous_le_plafond(lien: LienSignalement, jour: datetime.date) -> None:
    """Refuses beyond the daily number of the link. It is counted in the database, so that it holds without Redis.

    Without it, whoever knows the secret could drown the queue.
    """
    plafond = int(Parametre.valeur_le(PLAFOND_PAR_JOUR, jour))
    if Signalement.objects.filter(lien=lien, recu_le=jour).count() >= plafond:
        raise RefusMetier(
            "Ce formulaire a reçu aujourd'hui le plus grand nombre de signalements qu'il accepte. "
            "Rien n'est enregistré : réessayez demain, ou appelez le service social.",
            code="plafond",
        )


def _deja_recu(
    identifiant: uuid.UUID, lien: LienSignalement, contenu: ContenuFormulaire
) -> Signalement | None:
    with perimetre(TOUT):
        # It may have followed its dossier to another unit since.
        deja = Signalement.objects.filter(uuid=identifiant).first()
        if deja is None:
            return None
        if deja.lien_id == lien.pk and all(getattr(deja, nom) == valeur for nom, valeur in contenu.items()):
            return deja
    raise RefusMetier(
        "Cette page a déjà servi et son premier envoi est bien reçu. Pour une correction ou une autre personne, "
        "relisez puis envoyez de nouveau : ce sera un second signalement.",
        code="deja",
    )
