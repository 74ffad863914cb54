"""What the tests of the transfers visit, send and read again."""

import datetime

from django.test import Client
from django.urls import reverse

from cases.models import Assure, DemandeTransfert, Signalement
from servicesocial.perimetre import TOUT, perimetre

NAISSANCE = datetime.date(1980, 2, 3)
MOTIF = "Habite maintenant Privas"


def relue() -> DemandeTransfert:
    with perimetre(TOUT):
        return DemandeTransfert.objects.select_related("assure__departement", "vers").latest("pk")


def dossier() -> Assure:
    with perimetre(TOUT):
        return Assure.objects.get(nom="Perrin")


def relu(signalement) -> Signalement:
    with perimetre(TOUT):
        return Signalement.objects.get(pk=signalement.pk)


def visiter(agent, nom: str, *args):
    client = Client()
    client.force_login(agent)
    return client.get(reverse(f"cases:{nom}", args=args))


def envoyer(agent, nom: str, *args, **champs):
    client = Client()
    client.force_login(agent)
    return client.post(reverse(f"cases:{nom}", args=args), champs)


def client_de(agent) -> Client:
    client = Client()
    client.force_login(agent)
    return client
