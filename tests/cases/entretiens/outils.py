"""What a page of an entretien is sent, and what the tests of several files ask of it."""

import uuid

from django.urls import reverse

from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR

SYNTHESE = "Reprise du poste évoquée avec la personne."


def adresse(accompagnement) -> str:
    return reverse("cases:entretien_saisir", args=[accompagnement.uuid])


def saisie(accompagnement, **champs) -> dict[str, object]:
    valeurs = {
        "identifiant": uuid.uuid4(),
        "version": 0,
        "date": JOUR.isoformat(),
        "mode": "telephone",
        "site": accompagnement.site_id,
        "synthese": SYNTHESE,
        "terminer": "oui",
    }
    return valeurs | champs


def brouillonner(client, accompagnement, **champs):
    valeurs = saisie(accompagnement, **champs)
    del valeurs["terminer"]
    return client.post(reverse("cases:entretien_brouillon", args=[accompagnement.uuid]), valeurs)


def tout(modele) -> list:
    with perimetre(TOUT):
        return list(modele.objects.order_by("pk"))
