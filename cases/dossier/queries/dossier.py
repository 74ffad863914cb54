"""The dossier as one page reads it."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from cases.access.accompagnements import peut_reaffecter
from cases.access.base import ecrits_par
from cases.access.messages import peut_laisser_message
from cases.access.personnes import peut_administrer
from cases.access.transferts import peut_fusionner
from cases.enums import Axe
from cases.models import (
    Accompagnement,
    AccordAction,
    ActionRemobilisation,
    Assure,
    AxeAccompagnement,
    Brouillon,
    Correction,
    Demarche,
    Entretien,
    Information,
    MessageReferent,
    Note,
    Opposition,
    Preconisation,
    ReferentAccompagnement,
    ThemeAborde,
)
from cases.socle.dossier import Dossier, SuiviDuDossier
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


def lire_dossier(
    agent: Agent, assure: Assure, jour: datetime.date, parametres: Mapping[str, Decimal]
) -> Dossier:
    """Everything that the agent may read, in a number of queries that does not depend on how much there is.

    `assure` comes from get_assure_or_404. Annulled acts are left out (historique.py tells of them); notes are those of
    Note.visible_to; the draft is the agent's own. Reading is a journalled act: its line is written here, in the same
    transaction.
    """
    journaliser(agent, ActionJournal.CONSULTATION, assure)
    suivis = _lire_suivis(agent, assure)
    return Dossier(
        assure=assure,
        jour=jour,
        parametres=parametres,
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


def _lire_suivis(agent: Agent, assure: Assure) -> list[SuiviDuDossier]:
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


def _suivi(lu: Accompagnement) -> SuiviDuDossier:
    par_entretien: dict[int | None, list[Note]] = {}
    for note in lu.notes_lues:  # type: ignore[attr-defined]
        par_entretien.setdefault(note.entretien_id, []).append(note)
    for entretien in lu.entretiens_lus:  # type: ignore[attr-defined]
        entretien.notes_lues = par_entretien.get(entretien.pk, [])
    return SuiviDuDossier(
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
