"""What the tests of the pages of a signalement send, read and count."""

import datetime
import html
import uuid

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cases.models import Signalement
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.fabriques import (
    CanalSignalementFactory,
    OrigineSignalementFactory,
)

HIER = JOUR - datetime.timedelta(days=1)
NAISSANCE = datetime.date(1980, 2, 3)
MOTIF = "Orientée vers le service"
SUITES = ["affecter", "rattacher", "repondre", "reorienter", "sans_suite", "doublon"]
GESTES = [*SUITES, "prendre", "rendre", "defaire"]
AUCUNE_SUITE = {
    "clos_le": None,
    "motif_suite": "",
    "accompagnement": None,
    "assure": None,
    "doublon_de": None,
    "affecte_a": None,
    "affecte_le": None,
}
# A little more than the largest primary key.
PK_ENORME = str(2**63)


def saisie(ici, **champs) -> dict[str, object]:
    """What the page of a new signalement sends."""
    valeurs = {
        "identifiant": uuid.uuid4(),
        "site": ici.pk,
        "recu_le": JOUR.isoformat(),
        "origine": OrigineSignalementFactory().pk,
        "canal": CanalSignalementFactory().pk,
        "nom": "Perrin",
        "prenom": "Lise",
        "sexe": "F",
        "accord": "recueilli",
    } | champs
    return {nom: valeur for nom, valeur in valeurs.items() if valeur is not None}


def creer(client: Client, ici, **champs):
    return client.post(reverse("cases:signalement_creer"), saisie(ici, **champs))


def agir(client: Client, signalement, geste: str, **champs):
    return client.post(reverse(f"cases:signalement_{geste}", args=[signalement.uuid]), champs)


def adresse(signalement) -> str:
    return reverse("cases:signalement", args=[signalement.uuid])


def lire(client: Client, signalement) -> str:
    reponse = client.get(adresse(signalement))
    assert reponse.status_code == 200
    return texte(reponse)


def texte(reponse) -> str:
    return " ".join(
        html.unescape(reponse.content.decode()).replace("\xa0", " ").replace("\u202f", " ").split()
    )


def dits(reponse) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(reponse.wsgi_request)]


def relu(signalement) -> Signalement:
    with perimetre(TOUT):
        return Signalement.objects.select_related(
            "assure", "accompagnement", "affecte_a", "doublon_de", "pris_par"
        ).get(pk=signalement.pk)


def changer(signalement, **champs) -> None:
    with perimetre(TOUT):
        Signalement.objects.filter(pk=signalement.pk).update(**champs)


def combien() -> int:
    with perimetre(TOUT):
        return Signalement.objects.count()


def modifications(signalement) -> list[str]:
    lignes = Journal.objects.filter(action=ActionJournal.MODIFICATION, objet_uuid=signalement.uuid)
    return list(lignes.order_by("pk").values_list("precision", flat=True))


def noms_de_la_file(client: Client) -> list[str]:
    table = client.get(reverse("cases:signalements")).context["table"]
    return [signalement.nom for signalement in table.page.object_list.data]
