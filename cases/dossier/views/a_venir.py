"""What is due next in a dossier, derived from what it holds: it closes by itself when the act is done."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from cases.accompagnements.queries.suivis import DOSSIER_SANS_CONTACT
from cases.dossier.queries.dossier import Dossier, SuiviLu
from cases.enums import EtatAction, EtatRendezVous
from cases.models import RendezVous
from cases.rules.dates import dans_des_mois
from servicesocial.typographie import heure

RQTH_ANNONCEE = 6  # months before its end


@dataclass(frozen=True)
class Echeance:
    """`le` is None for what has no day of its own. `geste`: what the link does."""

    le: datetime.date | None
    texte: str
    icone: str
    ton: str = "neutre"
    adresse: str = ""
    geste: str = ""


def a_venir(dossier: Dossier, jour: datetime.date, parametres: Mapping[str, Decimal]) -> list[Echeance]:
    """What is late first, then by date; what has no date last."""
    echeances = [
        *_rendez_vous(dossier, jour),
        *_messages(dossier, jour),
        *_donnees(dossier),
        *_fins(dossier, jour),
    ]
    ouverts = [suivi for suivi in dossier.suivis if suivi.accompagnement.clos_le is None]
    for suivi in ouverts:
        echeances += [*_etape(suivi), *_plan(suivi), *_actions(suivi, jour)]
        if DOSSIER_SANS_CONTACT in parametres:
            echeances += _relance(dossier, suivi, jour, int(parametres[DOSSIER_SANS_CONTACT]))
    return sorted(echeances, key=lambda e: (e.le is None, e.le or jour))


def _rendez_vous(dossier: Dossier, jour: datetime.date) -> Iterator[Echeance]:
    modifiables = {s.accompagnement.pk for s in dossier.suivis if s.modifiable}
    for rendez_vous in dossier.rendez_vous:
        if rendez_vous.etat != EtatRendezVous.PREVU:
            continue
        debut = timezone.localtime(rendez_vous.debut)
        lu = reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])
        if debut.date() >= jour:
            texte = f"Rendez-vous à {heure(debut)} avec {rendez_vous.agent}"
            yield Echeance(debut.date(), texte, "calendar-event", "info", lu, "Voir")
        elif rendez_vous.accompagnement_id in modifiables:
            yield Echeance(
                debut.date(),
                "Rendez-vous passé : dites ce qu’il est devenu",
                "calendar-x",
                "attention",
                _entretien(rendez_vous),
                "Entretien",
            )
        else:
            texte = "Rendez-vous passé, sans suite notée"
            yield Echeance(debut.date(), texte, "calendar-x", "attention", lu, "Voir")


def _entretien(rendez_vous: RendezVous) -> str:
    adresse = reverse("cases:entretien_saisir", args=[rendez_vous.accompagnement.uuid])
    return f"{adresse}?rendez_vous={rendez_vous.uuid}"


def _messages(dossier: Dossier, jour: datetime.date) -> Iterator[Echeance]:
    for message in dossier.messages:
        if message.clos_le is None:
            ton = "danger" if message.rappeler_avant < jour else "attention"
            adresse = reverse("cases:message_rappeler", args=[message.uuid])
            yield Echeance(
                message.rappeler_avant, f"À rappeler : {message.raison}", "telephone", ton, adresse, "Ouvrir"
            )


def _donnees(dossier: Dossier) -> Iterator[Echeance]:
    if not dossier.informations and dossier.administratif_modifiable and dossier.suivis:
        adresse = reverse("cases:dossier_informer", args=[dossier.assure.uuid])
        yield Echeance(
            None, "La notice sur ses données est à donner", "info-circle", "attention", adresse, "Noter"
        )


def _fins(dossier: Dossier, jour: datetime.date) -> Iterator[Echeance]:
    for arret in dossier.arrets:
        if arret.du <= jour <= arret.au:
            yield Echeance(arret.au, "Fin de l’arrêt de travail en cours", "clock")
    for situation in dossier.situations[:1]:
        fin = situation.rqth_jusquau
        if fin and jour <= fin <= dans_des_mois(jour, RQTH_ANNONCEE):
            yield Echeance(fin, "Fin de la RQTH", "clock", "attention")


def _relance(dossier: Dossier, suivi: SuiviLu, jour: datetime.date, delai: int) -> Iterator[Echeance]:
    depuis = dossier.sans_contact_depuis(suivi)
    if depuis < jour - datetime.timedelta(days=delai):
        texte = f"À relancer : sans contact depuis plus de {delai} jours"
        contact = reverse("cases:dossier_contacter", args=[dossier.assure.uuid])
        adresse = contact if dossier.administratif_modifiable else ""
        yield Echeance(depuis, texte, "telephone", "danger", adresse, "Contact")


def _etape(suivi: SuiviLu) -> Iterator[Echeance]:
    """What the last entretien said comes next."""
    if suivi.entretiens and suivi.entretiens[0].prochaine_etape:
        yield Echeance(
            None, f"Prochaine étape : {suivi.entretiens[0].prochaine_etape}", "arrow-right", "info"
        )


def _plan(suivi: SuiviLu) -> Iterator[Echeance]:
    for preconisation in suivi.preconisations:
        if preconisation.realisee_le is None:
            adresse = reverse("cases:preconisation_realiser", args=[preconisation.uuid])
            yield Echeance(
                None,
                f"À faire par la personne : {preconisation.type}",
                "clipboard-check",
                "neutre",
                adresse if suivi.modifiable else "",
                "C’est fait",
            )


def _actions(suivi: SuiviLu, jour: datetime.date) -> Iterator[Echeance]:
    for action in suivi.actions:
        if action.etat == EtatAction.PREVUE:
            ton = "attention" if action.du < jour else "info"
            yield Echeance(action.du, f"{action.get_type_display()} : premier jour prévu", "briefcase", ton)
        elif action.etat == EtatAction.EN_COURS and action.au:
            ton = "attention" if action.au < jour else "info"
            yield Echeance(action.au, f"{action.get_type_display()} : dernier jour", "briefcase", ton)
