"""What a dossier says of the person: the notice on her data, what she refused, the contacts, what ends soon."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from cases.enums import MoyenContact, ResultatContact
from cases.models import Contact
from cases.rules.dates import dans_des_mois
from cases.socle.dossier import Dossier
from cases.socle.evenement import EvenementDuDossier
from cases.socle.rubriques import Echeance

RQTH_ANNONCEE = 6  # months before its end


def presenter_informations(dossier: Dossier) -> Iterator[EvenementDuDossier]:
    for information in dossier.informations:
        forme = information.get_forme_display()
        yield EvenementDuDossier(
            information.le, "Informée de l’usage de ses données", forme, str(information.agent), "info-circle"
        )
    for opposition in dossier.oppositions:
        yield EvenementDuDossier(
            opposition.le,
            opposition.get_nature_display(),
            opposition.precision,
            str(opposition.agent),
            "slash-circle",
            "attention",
        )
        if opposition.levee_le is not None:
            yield EvenementDuDossier(
                opposition.levee_le, "Refus ou opposition levés", opposition.motif_levee, "", "check-circle"
            )


def presenter_contacts(dossier: Dossier) -> Iterator[EvenementDuDossier]:
    for contact in dossier.contacts:
        titre, icone, ton = aspect_du_contact(contact)
        yield EvenementDuDossier(
            timezone.localdate(contact.le), titre, contact.precision, str(contact.agent), icone, ton
        )


def echeances_de_la_situation(dossier: Dossier) -> Iterator[Echeance]:
    jour = dossier.jour
    for arret in dossier.arrets:
        if arret.du <= jour <= arret.au:
            yield Echeance(arret.au, "Fin de l’arrêt de travail en cours", "clock")
    for situation in dossier.situations[:1]:
        fin = situation.rqth_jusquau
        if fin and jour <= fin <= dans_des_mois(jour, RQTH_ANNONCEE):
            yield Echeance(fin, "Fin de la RQTH", "clock", "attention")


def echeances_de_l_information(dossier: Dossier) -> Iterator[Echeance]:
    if not dossier.informations and dossier.administratif_modifiable and dossier.suivis:
        adresse = reverse("cases:dossier_informer", args=[dossier.assure.uuid])
        yield Echeance(
            None, "La notice sur ses données est à donner", "info-circle", "attention", adresse, "Noter"
        )


def aspect_du_contact(contact: Contact) -> tuple[str, str, str]:
    """Its title, icon and tone: in the dossier, and on the signalement before there is one."""
    return (
        f"{contact.get_moyen_display()} : {contact.get_resultat_display().lower()}",
        "telephone" if contact.moyen == MoyenContact.TELEPHONE else "envelope",
        "succes" if contact.resultat == ResultatContact.JOINT else "neutre",
    )
