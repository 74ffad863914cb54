"""The dossier as one page reads it, and as each trade is given it to say its own records.

Read by cases/dossier/queries/dossier.py in a constant number of queries.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cases.enums import Axe, ResultatContact
from cases.models import (
    Accompagnement,
    ActionRemobilisation,
    ArretTravail,
    Assure,
    Contact,
    Demarche,
    Entretien,
    Information,
    MessageReferent,
    Note,
    Opposition,
    Preconisation,
    RendezVous,
    Signalement,
    Situation,
)
from partners.models import Agent


@dataclass(frozen=True)
class SuiviDuDossier:
    """An accompagnement with everything that hangs on it, newest first; histories oldest first.

    `axes` and `referents` each with their first day. Each entretien has its `notes_lues`, its `themes_lus` (their
    names) and `corrige` (somebody corrected it); each action its `accords_lus` (partie, sens and le, as they are kept).
    """

    accompagnement: Accompagnement
    axes: Sequence[tuple[datetime.date, Axe]]
    referents: Sequence[tuple[datetime.date, Agent]]
    entretiens: Sequence[Entretien]
    notes: Sequence[Note]
    preconisations: Sequence[Preconisation]
    demarches: Sequence[Demarche]
    actions: Sequence[ActionRemobilisation]
    brouillons: Mapping[int | None, datetime.datetime]
    modifiable: bool

    @property
    def axe(self) -> str:
        """Label of the last axis fixed: the present one, or that of the closing."""
        return self.axes[-1][1].label

    @property
    def brouillon(self) -> datetime.datetime | None:
        """When the agent last wrote in the entretien that he has begun."""
        return self.brouillons.get(None)

    @property
    def referent(self) -> Agent:
        """The last référent named."""
        return self.referents[-1][1]


@dataclass(frozen=True)
class Dossier:
    """What this agent may read of this person on this day, and whether he may write it.

    `parametres`: the values in effect that day that the page reads, by their code.
    """

    assure: Assure
    jour: datetime.date
    parametres: Mapping[str, Decimal]
    nir_masque: str
    situations: list[Situation]
    arrets: list[ArretTravail]
    suivis: list[SuiviDuDossier]
    rendez_vous: list[RendezVous]
    contacts: list[Contact]
    signalements: list[Signalement]
    informations: list[Information]
    oppositions: list[Opposition]
    messages: list[MessageReferent]
    administratif_modifiable: bool
    peut_laisser_message: bool
    peut_reaffecter: bool
    peut_fusionner: bool

    @property
    def dernier_contact(self) -> datetime.date:
        """The last day when something came from the person, or was said with her (conservation.py).

        An entretien held, a contact where she was reached, a signalement received; at the latest the day when the
        dossier was created. What an agent writes of her is no contact.
        """
        jours = [timezone.localdate(self.assure.cree_le), *self._jointe]
        jours += [e.date for suivi in self.suivis for e in suivi.entretiens]
        jours += [s.recu_le for s in self.signalements]
        return max(jours)

    def sans_contact_depuis(self, suivi: SuiviDuDossier) -> datetime.date:
        """The same day as `dernier_contact` of mes_accompagnements: what is to be revived there is to be here."""
        entretiens = (entretien.date for entretien in suivi.entretiens)
        return max([suivi.accompagnement.ouvert_le, *entretiens, *self._jointe])

    @property
    def _jointe(self) -> list[datetime.date]:
        return [timezone.localdate(c.le) for c in self.contacts if c.resultat == ResultatContact.JOINT]
