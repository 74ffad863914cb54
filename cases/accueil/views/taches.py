"""The kinds of things that await an ASS, and what each says. A new kind is one more Tache here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from cases.accompagnements.queries.suivis import (
    delai_sans_contact,
    dossiers_sans_contact,
    personnes_a_informer,
)
from cases.accueil.queries import journee
from cases.models import Accompagnement, BrisDeGlace, Brouillon, RendezVous, Signalement
from cases.signalements.domain.promesse import promesses_d_accompagnement, second_entretien_avant
from cases.socle.pastilles import pastille_echeance, pastille_urgence
from servicesocial.typographie import date_courte, date_longue, heure


@dataclass(frozen=True)
class Ligne:
    """One thing to do. `gestes`: text and address; `envoi`: text and address of what is done by one press."""

    titre: str
    adresse: str
    detail: str = ""
    pastilles: list[SafeString | str] = field(default_factory=list)
    gestes: list[tuple[str, str]] = field(default_factory=list)
    envoi: tuple[str, str] | None = None


@dataclass(frozen=True)
class Tache:
    """A kind of thing to do. `adresse`: where its list stands, when it has a page of its own."""

    cle: str
    titre: str
    icone: str
    ton: str
    lire: QuerySet
    dire: Callable[[Any], Ligne]
    precision: str = ""
    adresse: str = ""


def taches(request: HttpRequest) -> list[Tache]:
    """In the order of the morning: who waits, what was begun, who is forgotten."""
    agent, jour = request.user, timezone.localdate()
    promesses = promesses_d_accompagnement()
    delai = delai_sans_contact(jour)
    suivis = reverse("cases:portefeuille")
    toutes = [
        Tache(
            "a-joindre",
            "Signalements à joindre",
            "inbox",
            "attention",
            journee.signalements_a_joindre(agent),
            partial(_signalement, jour=jour),
            "Affectés, pas encore joints",
        ),
        Tache(
            "a-noter",
            "Rendez-vous à noter",
            "calendar-x",
            "danger",
            journee.rendez_vous_a_noter(agent, jour),
            _passe,
            "Passés : dites ce qu’ils sont devenus",
        ),
        Tache(
            "brouillons",
            "Brouillons à terminer",
            "pencil",
            "secret",
            journee.brouillons_a_terminer(agent),
            _brouillon,
            "Lus par vous seul",
        ),
        Tache(
            "second-entretien",
            "Seconds entretiens",
            "clock-history",
            "attention",
            journee.seconds_entretiens(agent, jour, promesses),
            partial(_second, promesses=promesses, jour=jour),
            "Promis à l’origine, PRADO par exemple",
        ),
        Tache(
            "syntheses-ouvertes",
            "Synthèses ouvertes à un manager",
            "eye",
            "danger",
            journee.bris_a_lire(agent),
            _bris,
            "À lire par vous",
        ),
    ]
    if delai is not None:
        toutes.append(
            Tache(
                "sans-contact",
                "Dossiers à relancer",
                "telephone",
                "danger",
                dossiers_sans_contact(agent, jour, delai),
                _sans_contact,
                f"Sans contact depuis plus de {delai} jours",
                f"{suivis}?sans_contact=oui",
            )
        )
    toutes.append(
        Tache(
            "a-informer",
            "Personnes à informer",
            "info-circle",
            "attention",
            personnes_a_informer(agent, jour),
            _a_informer,
            "La notice sur leurs données est à donner",
            f"{suivis}?information=a_donner",
        )
    )
    return toutes


def _dossier(suivi: Accompagnement) -> str:
    return reverse("cases:dossier", args=[suivi.assure.uuid])


def _signalement(signalement: Signalement, jour: datetime.date) -> Ligne:
    adresse = reverse("cases:signalement", args=[signalement.uuid])
    return Ligne(
        str(signalement),
        adresse,
        f"{signalement.origine}, reçu le {date_courte(signalement.recu_le)}",
        [pastille_urgence(signalement.urgent), pastille_echeance(signalement.echeance, jour)],
        [("Contact", reverse("cases:signalement_contacter", args=[signalement.uuid]))],
    )


def _passe(rendez_vous: RendezVous) -> Ligne:
    debut = timezone.localtime(rendez_vous.debut)
    return Ligne(
        str(rendez_vous.assure or rendez_vous.signalement),
        reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid]),
        f"{date_longue(debut.date())} à {heure(debut)}, {rendez_vous.get_mode_display().lower()}",
        gestes=entretien_de(rendez_vous),
        envoi=("Absent", reverse("cases:rendez_vous_absent", args=[rendez_vous.uuid])),
    )


def entretien_de(rendez_vous: RendezVous) -> list[tuple[str, str]]:
    if rendez_vous.accompagnement is None:
        return []
    adresse = reverse("cases:entretien_saisir", args=[rendez_vous.accompagnement.uuid])
    return [("Entretien", f"{adresse}?rendez_vous={rendez_vous.uuid}")]


def _brouillon(brouillon: Brouillon) -> Ligne:
    if brouillon.entretien is None:
        adresse = reverse("cases:entretien_saisir", args=[brouillon.accompagnement.uuid])
        quoi = "Entretien"
    else:
        adresse = reverse("cases:entretien_corriger", args=[brouillon.entretien.uuid])
        quoi = f"Correction de l’entretien du {date_courte(brouillon.entretien.date)}"
    ecrit = timezone.localtime(brouillon.modifie_le)
    return Ligne(
        str(brouillon.accompagnement.assure),
        adresse,
        f"{quoi}, écrit le {date_courte(ecrit.date())} à {heure(ecrit)}",
    )


def _second(suivi: Accompagnement, promesses: Any, jour: datetime.date) -> Ligne:
    avant = second_entretien_avant(promesses[suivi.origine], suivi.recu_le)  # type: ignore[attr-defined]
    tenus = suivi.tenus  # type: ignore[attr-defined]
    return Ligne(
        str(suivi.assure),
        _dossier(suivi),
        f"Signalée le {date_courte(suivi.recu_le)}, {tenus or 'aucun'} entretien tenu",  # type: ignore[attr-defined]
        [pastille_echeance(avant, jour)] if avant else [],
        [("Entretien", reverse("cases:entretien_saisir", args=[suivi.uuid]))],
    )


def _bris(bris: BrisDeGlace) -> Ligne:
    ouvert = timezone.localtime(bris.ouvert_le)
    return Ligne(
        str(bris.assure),
        reverse("cases:dossier_historique", args=[bris.assure.uuid]),
        f"{bris.agent}, le {date_courte(ouvert.date())} à {heure(ouvert)} : {bris.motif}",
        envoi=("J’ai lu", reverse("cases:bris_lu", args=[bris.uuid])),
    )


def _sans_contact(suivi: Accompagnement) -> Ligne:
    depuis = f"depuis le {date_courte(suivi.dernier_contact)}"  # type: ignore[attr-defined]
    contact = reverse("cases:dossier_contacter", args=[suivi.assure.uuid])
    return Ligne(str(suivi.assure), _dossier(suivi), depuis, gestes=[("Contact", contact)])


def _a_informer(suivi: Accompagnement) -> Ligne:
    informer = reverse("cases:dossier_informer", args=[suivi.assure.uuid])
    depuis = f"suivie depuis le {date_courte(suivi.ouvert_le)}"
    return Ligne(str(suivi.assure), _dossier(suivi), depuis, gestes=[("Noter", informer)])
