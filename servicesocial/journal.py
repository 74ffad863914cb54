"""Writing the journal: who did or read what, when. Never the content (CNIL 2021-122)."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from servicesocial.enums import ActionJournal
from servicesocial.models import Journal


def journaliser(
    agent: AbstractBaseUser | None,
    action: ActionJournal,
    objet: Model | tuple[str, uuid.UUID | None],
    *,
    departement_code: str = "",
    precision: str = "",
) -> None:
    """Adds a line in the current transaction: if the act is undone, so is its line; no line, no act.

    `objet` is a record that has a `uuid`, or (type, uuid or None) for what is not one record. The unit is the
    record's own unless given. `agent` is None for what the installation does by itself. `precision` names
    fields, states or a reason: never a name, a NIR or a text written about the person.
    """
    if isinstance(objet, tuple):
        genre, identifiant = objet
    else:
        genre, identifiant = str(objet._meta.model_name), objet.uuid  # type: ignore[attr-defined]
        departement_code = departement_code or getattr(objet, "departement_id", None) or ""
    Journal.objects.create(
        agent=agent,  # type: ignore[misc]
        action=action,
        objet=genre,
        objet_uuid=identifiant,
        departement_code=departement_code,
        precision=precision,
    )


def journaliser_plusieurs(
    agent: AbstractBaseUser | None, action: ActionJournal, objets: Iterable[Model], *, precision: str = ""
) -> None:
    """One line for each record, in one statement: what an act does to many is told of each of them."""
    Journal.objects.bulk_create(
        [
            Journal(
                agent=agent,  # type: ignore[misc]
                action=action,
                objet=str(objet._meta.model_name),
                objet_uuid=objet.uuid,  # type: ignore[attr-defined]
                departement_code=objet.departement_id,  # type: ignore[attr-defined]
                precision=precision,
            )
            for objet in objets
        ]
    )
