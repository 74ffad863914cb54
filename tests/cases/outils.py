"""What the tests of the acts ask again and again."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import Model

from cases.enums import EtatSignalement
from partners.models import Agent, RaisonSuite
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import perimetre
from tests.fabriques import RaisonSuiteFactory

LE_1ER_MARS = datetime.date(2023, 3, 1)


def jour(texte: str) -> datetime.date:
    return datetime.date.fromisoformat(texte)


def journal(objet: Model) -> list[tuple[str, str]]:
    """(action, précision) of the lines about this object, oldest first."""
    lignes = Journal.objects.filter(objet_uuid=objet.uuid).order_by("id")
    return list(lignes.values_list("action", "precision"))


def journalise(objet: Model, action: ActionJournal, agent: Agent, precision: str = "") -> bool:
    """The last line about this object is this one, in the object's unit when it has one."""
    ligne = Journal.objects.filter(objet_uuid=objet.uuid).latest("id")
    unite = getattr(objet, "departement_id", "")
    return (ligne.action, ligne.agent, ligne.precision, ligne.departement_code) == (
        action,
        agent,
        precision,
        unite,
    )


@contextmanager
def refus(phrase: str, champ: str | None = None) -> Iterator[None]:
    """The act is refused with a sentence that contains `phrase`, about `champ`; nothing is journalled."""
    avant = Journal.objects.count()
    with pytest.raises(ValidationError) as erreur:
        yield
    if hasattr(erreur.value, "error_dict"):
        champs = erreur.value.message_dict
        if champ is None:
            assert set(champs) == {NON_FIELD_ERRORS}, champs
    else:
        champs = {None: erreur.value.messages}
    if champ is not None:
        assert champ in champs, champs
    assert phrase in " ".join(champs[champ if champ is not None else next(iter(champs))])
    assert Journal.objects.count() == avant


@contextmanager
def sans_droit() -> Iterator[None]:
    """The act is refused for want of right (403); nothing is journalled."""
    avant = Journal.objects.count()
    with pytest.raises(PermissionDenied):
        yield
    assert Journal.objects.count() == avant


@contextmanager
def comme(agent: Agent) -> Iterator[None]:
    """In the scope that the middleware opens for this agent."""
    with perimetre(agent.codes_departements()):
        yield


def raison(etat: EtatSignalement) -> RaisonSuite:
    """The reason of this outcome that needs a precision."""
    return RaisonSuiteFactory(code=f"{etat.replace('_', '-')}-autre")
