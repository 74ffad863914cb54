"""What a message for the référent says: its badge, what came of it, its line in a list and in the table."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cases.enums import ResultatContact
from cases.messages.queries.messages import Destination
from cases.models import Accompagnement, MessageReferent
from cases.socle.dossier import Dossier
from cases.socle.evenement import EvenementDuDossier, joindre
from cases.socle.pastilles import RESULTATS, lien_dossier, pastille, pastille_echeance
from cases.socle.rubriques import Echeance
from servicesocial.pages.tableaux import Tableau
from servicesocial.telephone import ecrire_telephone
from servicesocial.typographie import date_courte, date_longue, heure

EXTRAIT = 8


@dataclass(frozen=True)
class MessagePresente:
    """`identifiant` is drawn for the buttons of the line: pressed twice, they note one call."""

    message: MessageReferent
    pastille: SafeString
    suites: list[str]
    laisse: str
    identifiant: uuid.UUID


def presenter_lignes(messages: Iterable[MessageReferent], jour: datetime.date) -> list[MessagePresente]:
    return [
        MessagePresente(
            message,
            pastille_message(message, jour),
            presenter_suites(message),
            f"Laissé par {message.auteur} le {_instant(message.laisse_le)}",
            uuid.uuid4(),
        )
        for message in messages
    ]


def pastille_message(message: MessageReferent, jour: datetime.date) -> SafeString:
    """How near the promised day is; once closed, how."""
    if message.clos_le is None:
        return pastille_echeance(message.rappeler_avant, jour)
    if message.rappel_inutile:
        return pastille("Rappel inutile", "neutre", "slash-circle")
    return pastille("Personne jointe", "succes", "check-circle")


def presenter_suites(message: MessageReferent) -> list[str]:
    """The calls, the last one first, then why none was needed."""
    dites = [
        ResultatContact(contact.resultat).label
        + f" par {contact.agent} le {_instant(contact.le)}"
        + (f" : {contact.precision}" if contact.precision else "")
        for contact in message.contacts.all()
    ]
    if message.rappel_inutile:
        dites.insert(
            0,
            f"Rappel inutile selon {message.clos_par} le {_instant(message.clos_le)} : {message.rappel_inutile}",
        )
    return dites


def presenter_destination(
    destination: Destination, accompagnement: Accompagnement
) -> list[tuple[str, object]]:
    return [
        ("Personne", lien_dossier(destination.assure)),
        ("Accompagnement", f"{destination.axe}, depuis le {date_longue(accompagnement.ouvert_le)}"),
        ("Référent", destination.referent),
    ]


def presenter_message(message: MessageReferent) -> list[tuple[str, object]]:
    return [
        ("Personne", lien_dossier(message.accompagnement.assure)),
        ("Raison", message.raison),
        ("Message", message.texte),
        ("Téléphone", ecrire_telephone(message.telephone)),
        ("Rappeler au plus tard le", date_longue(message.rappeler_avant)),
        ("Laissé", f"par {message.auteur} le {_instant(message.laisse_le)}"),
    ]


def _instant(instant: datetime.datetime | None) -> str:
    local = timezone.localtime(instant)
    return f"{date_courte(local.date())} à {heure(local)}"


class TableauMessages(Tableau):
    legende_detail = "Le plus urgent ou le plus récent en premier"
    cible = RESULTATS
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    rappeler_avant = tables.Column(verbose_name="Rappel", orderable=False)
    raison = tables.Column(verbose_name="Message", orderable=False)
    telephone = tables.Column(verbose_name="Téléphone", orderable=False)
    referent_du_jour = tables.Column(verbose_name="Référent", orderable=False)
    laisse_le = tables.Column(verbose_name="Laissé", orderable=False)
    suite = tables.Column(verbose_name="Suite", empty_values=(), orderable=False)

    def __init__(self, *args: Any, jour: datetime.date, **kwargs: Any) -> None:
        self.jour = jour
        super().__init__(*args, **kwargs)

    def render_telephone(self, value: str) -> str:
        return ecrire_telephone(value)

    def render_personne(self, record: MessageReferent) -> SafeString:
        return lien_dossier(record.accompagnement.assure)

    def render_rappeler_avant(self, value: datetime.date, record: MessageReferent) -> SafeString:
        return format_html(
            '<span>{} <span class="discret">{}</span></span>',
            pastille_message(record, self.jour),
            date_courte(value),
        )

    def render_raison(self, record: MessageReferent) -> SafeString | str:
        if not record.texte:
            return str(record.raison)
        return format_html('{}<br><span class="small">{}</span>', record.raison, record.texte)

    def render_laisse_le(self, record: MessageReferent) -> str:
        return f"{record.auteur}, {_instant(record.laisse_le)}"

    def render_suite(self, record: MessageReferent) -> SafeString:
        dites = format_html_join(
            "", '<div class="small">{}</div>', ((suite,) for suite in presenter_suites(record))
        )
        if record.clos_le is not None:
            return dites
        adresse = reverse("cases:message_rappeler", args=[record.uuid])
        return format_html('{}<a href="{}">Noter la suite</a>', dites, adresse)


def presenter_messages(dossier: Dossier) -> Iterator[EvenementDuDossier]:
    for message in dossier.messages:
        if message.clos_le is None:
            mention = (f"À rappeler avant le {message.rappeler_avant:%d/%m/%Y}", "attention", "telephone")
        elif message.rappel_inutile:
            mention = (f"Rappel inutile : {message.rappel_inutile}", "neutre", "slash-circle")
        else:
            mention = (f"Rappelé le {timezone.localtime(message.clos_le):%d/%m/%Y}", "succes", "check-circle")
        yield EvenementDuDossier(
            timezone.localdate(message.laisse_le),
            "Message au référent",
            message.texte,
            joindre(message.raison, message.auteur),
            "chat-left-text",
            "attention" if message.clos_le is None else "neutre",
            mentions=[mention],
        )


def echeances_des_messages(dossier: Dossier) -> Iterator[Echeance]:
    for message in dossier.messages:
        if message.clos_le is None:
            ton = "danger" if message.rappeler_avant < dossier.jour else "attention"
            adresse = reverse("cases:message_rappeler", args=[message.uuid])
            yield Echeance(
                message.rappeler_avant, f"À rappeler : {message.raison}", "telephone", ton, adresse, "Ouvrir"
            )
