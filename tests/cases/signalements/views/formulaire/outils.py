"""What a partenaire sends, and what was recorded of it."""

import re
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client

from cases.models import Signalement
from servicesocial.perimetre import TOUT, perimetre

SECRET = "un-secret-tire-au-hasard-32-car"
ADRESSE = f"/s/{SECRET}"
NIR = "1 84 02 75 004 123 45"
SAISIE = {
    "nom": "Vasseur",
    "prenom": "Nadège",
    "date_naissance": "1979-04-12",
    "telephone": "06 39 98 10 21",
    "commune": "01000 Bourg-en-Bresse",
    "arret_depuis": "2026-01-10",
    "motif": "Craint de ne pas reprendre son poste",
    "accord": "on",
    "signataire": "Sonia Marchal",
    "fonction": "chargée de maintien",
    "signale_contact": "sonia@example.org",
}


class Partenaire:
    """Opens the page, takes ten seconds to fill it, sends it."""

    def __init__(self, client: Client, horloge: time_machine.Traveller, adresse: str = ADRESSE) -> None:
        self.client, self.horloge, self.adresse = client, horloge, adresse

    def ouvrir(self) -> str:
        """The token of the page."""
        return jeton_de(self.client.get(self.adresse))

    def envoyer(self, jeton: str | None = None, *, attendre: float = 10, **champs: Any) -> HttpResponse:
        jeton = self.ouvrir() if jeton is None else jeton
        self.horloge.shift(attendre)
        valeurs = SAISIE | {"jeton": jeton} | champs
        envoi = {nom: valeur for nom, valeur in valeurs.items() if valeur is not None}
        return self.client.post(self.adresse, envoi)


def jeton_de(reponse: HttpResponse) -> str:
    (jeton,) = re.findall(r'name="jeton" value="([^"]*)"', reponse.content.decode())
    return jeton


def recus() -> list[Signalement]:
    with perimetre(TOUT):
        return list(
            Signalement.objects.select_related("commune", "partenaire", "origine", "canal", "site").order_by(
                "pk"
            )
        )


def phrases(reponse: HttpResponse) -> str:
    return " ".join(reponse.context["form"].non_field_errors())
