"""The dossier as one page reads it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from cases.access.accompagnements import peut_reaffecter
from cases.access.base import ecrits_par
from cases.access.messages import peut_laisser_message
from cases.access.personnes import peut_administrer
from cases.access.transferts import peut_fusionner
from cases.enums import Axe, ResultatContact
from cases.models import (
    Accompagnement,
    AccordAction,
    ActionRemobilisation,
    ArretTravail,
    Assure,
    AxeAccompagnement,
    Brouillon,
    Contact,
    Correction,
    Demarche,
    Entretien,
    Information,
    MessageReferent,
    Note,
    Opposition,
    Preconisation,
    ReferentAccompagnement,
    RendezVous,
    Signalement,
    Situation,
    ThemeAborde,
)
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


@dataclass(frozen=True)
class SuiviLu:
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
    """What this agent may read of this person, and whether he may write it."""

    assure: Assure
    nir_masque: str
    situations: list[Situation]
    arrets: list[ArretTravail]
    suivis: list[SuiviLu]
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

    def sans_contact_depuis(self, suivi: SuiviLu) -> datetime.date:
        """The same day as `dernier_contact` of mes_accompagnements: what is to be revived there is to be here."""
        entretiens = (entretien.date for entretien in suivi.entretiens)
        return max([suivi.accompagnement.ouvert_le, *entretiens, *self._jointe])

    @property
    def _jointe(self) -> list[datetime.date]:
        return [timezone.localdate(c.le) for c in self.contacts if c.resultat == ResultatContact.JOINT]


def lire_dossier(agent: Agent, assure: Assure) -> Dossier:
    """Everything that the agent may read, in a number of queries that does not depend on how much there is.

    `assure` comes from get_assure_or_404. Annulled acts are left out (historique.py tells of them); notes are those of
    Note.visible_to; the draft is the agent's own. Reading is a journalled act: its line is written here, in the same
    transaction.
    """
    journaliser(agent, ActionJournal.CONSULTATION, assure)
    suivis = _lire_suivis(agent, assure)
    return Dossier(
        assure=assure,
        nir_masque=assure.nir_masque,
        situations=list(assure.situations.visible_to(agent).select_related("menage", "emploi")),
        arrets=list(assure.arrets.visible_to(agent).select_related("risque").order_by("-du")),
        suivis=suivis,
        rendez_vous=list(
            assure.rendez_vous.visible_to(agent)
            .select_related("site", "agent", "accompagnement")
            .order_by("-debut")
        ),
        contacts=list(assure.contacts.visible_to(agent).select_related("agent")),
        signalements=list(
            assure.signalements.visible_to(agent)
            .comptent()
            .select_related("origine", "canal", "site", "raison", "oriente_vers")
            .order_by("-recu_le", "-id")
        ),
        informations=list(
            Information.objects.visible_to(agent).filter(assure=assure).select_related("version", "agent")
        ),
        oppositions=list(Opposition.objects.visible_to(agent).filter(assure=assure).select_related("agent")),
        messages=list(
            MessageReferent.objects.visible_to(agent)
            .filter(accompagnement__assure=assure)
            .select_related("raison", "auteur", "clos_par", "accompagnement")
        ),
        administratif_modifiable=peut_administrer(agent, assure) or any(s.modifiable for s in suivis),
        peut_laisser_message=peut_laisser_message(agent, assure.departement_id),
        peut_reaffecter=peut_reaffecter(agent, assure.departement_id),
        peut_fusionner=peut_fusionner(agent, assure),
    )


def dossier_informe(assure: Assure) -> bool:
    """The person was given the notice on her data."""
    return Information.objects.filter(assure=assure).exists()


def _lire_suivis(agent: Agent, assure: Assure) -> list[SuiviLu]:
    themes = ThemeAborde.objects.filter(entretien=OuterRef("pk")).order_by("theme__ordre", "theme__libelle")
    entretiens = (
        Entretien.objects.visible_to(agent)
        .comptent()
        .select_related("site", "agent")
        .annotate(
            themes_lus=ArraySubquery(themes.values("theme__libelle")),
            corrige=Exists(Correction.objects.filter(entretien=OuterRef("pk"))),
        )
    )
    actions = (
        ActionRemobilisation.objects.visible_to(agent)
        .comptent()
        .select_related("site", "dispositif", "entreprise", "prestataire", "renouvelle")
        .annotate(accords_lus=_lignes(AccordAction, "action", "le", "partie", "sens"))
    )
    notes = Note.objects.visible_to(agent).comptent().select_related("auteur")
    accompagnements = (
        Accompagnement.objects.visible_to(agent)
        .comptent()
        .filter(assure=assure)
        .annotate(
            modifiable=Exists(ecrits_par(agent).filter(pk=OuterRef("pk"))),
            axes_lus=_lignes(AxeAccompagnement, "accompagnement", "du", "axe"),
            referents_lus=_lignes(
                ReferentAccompagnement, "accompagnement", "du", "agent", "agent__prenom", "agent__nom"
            ),
            brouillons_lus=_lignes(
                Brouillon,
                "accompagnement",
                "modifie_le",
                "entretien",
                parmi=Brouillon.objects.visible_to(agent),
            ),
        )
        .select_related("site", "risque", "situation_cloture", "site_cloture", "relais", "precedent")
        .prefetch_related(
            Prefetch("entretiens", entretiens, "entretiens_lus"),
            Prefetch("notes", notes, "notes_lues"),
            Prefetch("preconisations", _plan(agent, Preconisation), "preconisations_lues"),
            Prefetch("demarches", _plan(agent, Demarche, "partenaire", "agent"), "demarches_lues"),
            Prefetch("actions", actions, "actions_lues"),
        )
    )
    return [_suivi(lu) for lu in accompagnements]


def _suivi(lu: Accompagnement) -> SuiviLu:
    par_entretien: dict[int | None, list[Note]] = {}
    for note in lu.notes_lues:  # type: ignore[attr-defined]
        par_entretien.setdefault(note.entretien_id, []).append(note)
    for entretien in lu.entretiens_lus:  # type: ignore[attr-defined]
        entretien.notes_lues = par_entretien.get(entretien.pk, [])
    return SuiviLu(
        accompagnement=lu,
        axes=[(_jour(a["du"]), Axe(a["axe"])) for a in lu.axes_lus],  # type: ignore[attr-defined]
        referents=[
            (_jour(r["du"]), Agent(pk=r["agent"], prenom=r["agent__prenom"], nom=r["agent__nom"]))
            for r in lu.referents_lus  # type: ignore[attr-defined]
        ],
        entretiens=lu.entretiens_lus,  # type: ignore[attr-defined]
        notes=par_entretien.get(None, []),
        preconisations=lu.preconisations_lues,  # type: ignore[attr-defined]
        demarches=lu.demarches_lues,  # type: ignore[attr-defined]
        actions=lu.actions_lues,  # type: ignore[attr-defined]
        brouillons={
            b["entretien"]: datetime.datetime.fromisoformat(b["modifie_le"])
            for b in lu.brouillons_lus  # type: ignore[attr-defined]
        },
        modifiable=lu.modifiable,  # type: ignore[attr-defined]
    )


def _lignes(
    modele: type[Model], parent: str, jour: str, *champs: str, parmi: QuerySet | None = None
) -> ArraySubquery:
    """The dated rows of a parent, the oldest first, read with it: a prefetch is one query more for each kind."""
    lignes = modele._default_manager.all() if parmi is None else parmi
    enfants = lignes.filter(**{parent: OuterRef("pk")}).order_by(jour, "pk")
    return ArraySubquery(enfants.values(ligne=JSONObject(**{nom: nom for nom in (jour, *champs)})))


def _jour(texte: str) -> datetime.date:
    return datetime.date.fromisoformat(texte)


def _plan(agent: Agent, modele: type[Preconisation] | type[Demarche], *liens: str) -> QuerySet:
    return modele.objects.visible_to(agent).comptent().select_related("type", *liens)
