"""Asking for, producing and publishing a bilan."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from cases.models import Entretien
from partners.models import Agent, Departement
from reporting.controles import Controle, controler
from reporting.enums import EtatBilan, Gabarit
from reporting.exports.chiffres_json import empreinte, en_octets, figer
from reporting.exports.pdf import PieceJointe, rendre_pdf
from reporting.gabarits import departement as gabarit_departement
from reporting.gabarits.document import Document
from reporting.indicateurs import calculer_figures
from reporting.models import Bilan
from servicesocial import travaux
from servicesocial.enums import ETATS_TRAVAIL_ACTIFS, ActionJournal, GenreTravail
from servicesocial.journal import journaliser
from servicesocial.models import Travail
from servicesocial.perimetre import TOUT, perimetre

ECHEC = (
    "Le bilan n'a pas pu être produit. Demandez-le à nouveau ; si l'échec se répète, prévenez l'exploitation."
)


class RefusBilan(ValidationError):
    """The act on a bilan is refused. The sentence says what to do next."""


def a_des_entretiens(unite: Departement, annee: int) -> bool:
    """Says whether the bilan would have an entretien to count.

    It opens its own scope, because acts count where they were done.
    """
    debut, fin = datetime.date(annee, 1, 1), datetime.date(annee, 12, 31)
    with perimetre(TOUT):
        return Entretien.objects.comptent().filter(site__departement=unite, date__range=(debut, fin)).exists()


@transaction.atomic
def demander_bilan(*, agent: Agent | None, unite: Departement, annee: int, texte: str = "") -> Bilan:
    """Asks for the bilan of a unit and year. Returns version n+1, or the demand already under way.

    The demand is complete in the database when this returns. A worker is woken on commit; when that message is lost,
    a sweeper wakes it again.
    """
    cle = f"{GenreTravail.BILAN}:{unite.code}:{annee}:{Gabarit.DEPARTEMENT}"
    travail = _nouveau_travail(cle, agent)
    while travail is None:
        en_cours = Bilan.objects.filter(travail__cle=cle, travail__etat__in=ETATS_TRAVAIL_ACTIFS).first()
        if en_cours is not None:
            return en_cours
        # It ended between the two: this demand is a new one.
        travail = _nouveau_travail(cle, agent)
    derniere = Bilan.objects.filter(departement=unite, annee=annee).aggregate(v=Max("version"))["v"] or 0
    bilan = Bilan.objects.create(
        departement=unite, annee=annee, version=derniere + 1, travail=travail, demande_par=agent, texte=texte
    )
    journaliser(agent, ActionJournal.CREATION, bilan, precision=str(annee))
    transaction.on_commit(lambda: travaux.reveiller(travail))
    return bilan


def _nouveau_travail(cle: str, agent: Agent | None) -> Travail | None:
    """Creates the job of the demand. Returns None when a demand of this key is under way."""
    try:
        with transaction.atomic():
            return Travail.objects.create(genre=GenreTravail.BILAN, cle=cle, demande_par=agent)
    except IntegrityError:
        return None


def produire_bilan(travail: Travail) -> Bilan:
    """Computes, lays out and writes a bilan, whole or not at all.

    Raises BailPerdu when another worker has the job.
    """
    bilan = Bilan.objects.select_related("departement__region").get(travail=travail)
    travaux.avancer(travail, 10, "Calcul des chiffres")
    unite = bilan.departement
    figures = figer(unite, calculer_figures(bilan.annee, [unite.code])[unite.code])
    travaux.avancer(travail, 45, "Mise en page")
    bilan.figures, bilan.empreinte, bilan.produit_le = figures, empreinte(figures), timezone.now()
    bilan.pdf = _imprimer(bilan, bilan.produit_le)
    travaux.avancer(travail, 95, "Enregistrement")
    with transaction.atomic():
        travaux.terminer(travail)
        bilan.etat = EtatBilan.PRODUIT
        bilan.save(update_fields=["figures", "empreinte", "produit_le", "pdf", "etat"])
    return bilan


def figures_de(bilan: Bilan) -> dict[str, Any]:
    """Returns the frozen figures of a produced bilan. Raises RefusBilan while it is not produced."""
    if bilan.figures is None:
        raise RefusBilan("Ce bilan n'est pas encore produit.")
    return bilan.figures


def _imprimer(bilan: Bilan, produit_le: datetime.datetime) -> bytes:
    return rendre_pdf(
        {"document": document_de(bilan)},
        pieces_jointes=[
            PieceJointe(
                f"{bilan.nom_fichier}.json", en_octets(figures_de(bilan)), "Chiffres du bilan, au format JSON"
            )
        ],
        date_document=produit_le,
    )


def document_de(bilan: Bilan) -> Document:
    """Builds the document of a bilan from its frozen figures. Raises RefusBilan while it is not produced."""
    return gabarit_departement.construire(
        figures_de(bilan),
        service=settings.SSAM_NOM_SERVICE,
        version=bilan.version,
        produit_le=timezone.localtime(bilan.produit_le),
        texte=bilan.texte,
        empreinte=bilan.empreinte,
    )


def controles_de(bilan: Bilan) -> list[Controle]:
    return controler(figures_de(bilan))


@transaction.atomic
def publier_bilan(*, agent: Agent, bilan: Bilan) -> None:
    """Publishes a produced bilan: its figures are then what the unit says of its year, and never change.

    A bilan already published (a second click) stays as it was. Raises RefusBilan when a control does not hold, or
    while it is not produced.
    """
    # Locked and read again: the controls are those of the figures published, not of what the page had read.
    verrou = Bilan.objects.select_for_update().defer("pdf").get(pk=bilan.pk)
    if verrou.etat == EtatBilan.PUBLIE:
        return
    if verrou.etat != EtatBilan.PRODUIT:
        raise RefusBilan("Ce bilan n'est pas dans un état qui permet de le publier.")
    rompus = [controle.libelle for controle in controles_de(verrou) if controle.bloque]
    if rompus:
        raise RefusBilan(f"Ce bilan ne peut pas être publié : {' ; '.join(rompus)}.")
    verrou.etat, verrou.publie_le, verrou.publie_par = EtatBilan.PUBLIE, timezone.now(), agent
    verrou.save(update_fields=["etat", "publie_le", "publie_par"])
    journaliser(agent, ActionJournal.MODIFICATION, bilan, precision="publication")


@transaction.atomic
def echouer_bilan(travail: Travail, clore: travaux.Fin) -> None:
    """Ends a demand that cannot be produced. The bilan says so, and another one can be asked for."""
    if clore(travail, ECHEC):
        Bilan.objects.filter(travail=travail, etat=EtatBilan.DEMANDE).update(etat=EtatBilan.ECHEC)
