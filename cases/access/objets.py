"""The protected objects, for whom may read them: anything else is not found (404)."""

import datetime
import uuid
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from cases.models import (
    Accompagnement,
    ArretTravail,
    Assure,
    BrisDeGlace,
    Creneau,
    DemandeTransfert,
    Demarche,
    Entretien,
    ExportListe,
    FichierSignalements,
    FiltreEnregistre,
    MessageReferent,
    Opposition,
    Preconisation,
    RendezVous,
    Signalement,
    Situation,
    SituationUrgence,
)
from partners.models import Agent


def get_assure_or_404(agent: Agent, identifiant: uuid.UUID) -> Assure:
    """The dossier, if the agent may read it; in place of one that was merged, the dossier that was kept."""
    lisibles = Assure.objects.visible_to(agent).select_related("departement", "commune")
    trouve = lisibles.filter(uuid=identifiant).first()
    return trouve or get_object_or_404(lisibles, absorbes__uuid=identifiant)


def get_demande_or_404(agent: Agent, identifiant: uuid.UUID) -> DemandeTransfert:
    """A request for a dossier that the agent, a manager of the unit that follows, may read: see visible_to.

    Once accepted it has left with the dossier.
    """
    return get_object_or_404(
        DemandeTransfert.objects.visible_to(agent).select_related(
            "assure__departement", "vers", "demandee_par", "repondue_par"
        ),
        uuid=identifiant,
    )


def get_signalement_or_404(agent: Agent, identifiant: uuid.UUID) -> Signalement:
    """The signalement, if the agent may read it, whatever became of it. An annulled one is read no more."""
    return get_object_or_404(
        Signalement.objects.visible_to(agent)
        .comptent()
        .avec_promesse()
        .select_related(
            "site",
            "origine",
            "canal",
            "partenaire",
            "risque",
            "commune",
            "assure",
            "affecte_a",
            "pris_par",
            "accompagnement__assure",
            "doublon_de",
            "raison",
            "oriente_vers",
        ),
        uuid=identifiant,
    )


def signalements_choisis(agent: Agent, identifiants: Sequence[str]) -> QuerySet[Signalement]:
    """Those of a list that the agent may read still, in the order in which they are to be held."""
    lisibles = Signalement.objects.visible_to(agent).comptent().filter(uuid__in=identifiants)
    return lisibles.select_related("site").order_by("pk")


def get_fichier_or_404(agent: Agent, identifiant: uuid.UUID) -> FichierSignalements:
    """A list received, if the agent triages for its site or manages its unit."""
    return get_object_or_404(
        FichierSignalements.objects.visible_to(agent)
        .select_related("site", "origine", "partenaire", "depose_par", "travail")
        .defer("contenu"),
        uuid=identifiant,
    )


def get_opposition_or_404(agent: Agent, identifiant: uuid.UUID) -> Opposition:
    """Of a dossier or of a signalement that the agent may read."""
    siennes = Q(assure__in=Assure.objects.visible_to(agent)) | Q(
        assure=None, signalement__in=Signalement.objects.visible_to(agent).comptent()
    )
    return get_object_or_404(
        Opposition.objects.filter(siennes).select_related("assure", "signalement__site"), uuid=identifiant
    )


def get_urgence_or_404(agent: Agent, identifiant: uuid.UUID) -> SituationUrgence:
    return get_object_or_404(
        SituationUrgence.objects.visible_to(agent).select_related("assure", "signalement"), uuid=identifiant
    )


def get_rendez_vous_or_404(agent: Agent, identifiant: uuid.UUID) -> RendezVous:
    return get_object_or_404(
        RendezVous.objects.visible_to(agent).select_related(
            "assure", "signalement__site", "site", "agent", "accompagnement"
        ),
        uuid=identifiant,
    )


def get_creneau_or_404(agent: Agent, identifiant: uuid.UUID) -> Creneau:
    return get_object_or_404(
        Creneau.objects.visible_to(agent).proposes().select_related("agent", "site"), uuid=identifiant
    )


def get_accompagnement_or_404(agent: Agent, identifiant: uuid.UUID) -> Accompagnement:
    """One that counts, of a dossier that the agent may read."""
    lisibles = Assure.objects.visible_to(agent).filter(pk=OuterRef("assure"))
    return get_object_or_404(
        Accompagnement.objects.visible_to(agent)
        .comptent()
        .filter(Exists(lisibles))
        .select_related("assure", "site"),
        uuid=identifiant,
    )


def get_entretien_or_404(agent: Agent, identifiant: uuid.UUID) -> Entretien:
    """One that counts, of a dossier that the agent may read."""
    lisibles = Assure.objects.visible_to(agent).filter(pk=OuterRef("accompagnement__assure"))
    return get_object_or_404(
        Entretien.objects.visible_to(agent)
        .comptent()
        .filter(Exists(lisibles))
        .select_related("accompagnement__assure", "site"),
        uuid=identifiant,
    )


def get_situation_or_404(agent: Agent, identifiant: uuid.UUID, du: datetime.date) -> Situation:
    """The situation from that day, of a dossier that the agent may read."""
    return get_object_or_404(
        Situation.objects.select_related("assure", "menage", "emploi"),
        assure=get_assure_or_404(agent, identifiant),
        du=du,
    )


def get_arret_or_404(agent: Agent, identifiant: uuid.UUID, du: datetime.date) -> ArretTravail:
    """The piece that starts that day, of a dossier that the agent may read."""
    return get_object_or_404(
        ArretTravail.objects.select_related("assure", "risque"),
        assure=get_assure_or_404(agent, identifiant),
        du=du,
    )


def get_preconisation_or_404(agent: Agent, identifiant: uuid.UUID) -> Preconisation:
    """One that counts, of a dossier that the agent may read."""
    lisibles = Assure.objects.visible_to(agent).filter(pk=OuterRef("accompagnement__assure"))
    return get_object_or_404(
        Preconisation.objects.visible_to(agent)
        .comptent()
        .filter(Exists(lisibles))
        .select_related("accompagnement__assure", "type"),
        uuid=identifiant,
    )


def get_demarche_or_404(agent: Agent, identifiant: uuid.UUID) -> Demarche:
    """One that counts, of a dossier that the agent may read."""
    lisibles = Assure.objects.visible_to(agent).filter(pk=OuterRef("accompagnement__assure"))
    return get_object_or_404(
        Demarche.objects.visible_to(agent)
        .comptent()
        .filter(Exists(lisibles))
        .select_related("accompagnement__assure", "type"),
        uuid=identifiant,
    )


def get_bris_or_404(agent: Agent, identifiant: uuid.UUID) -> BrisDeGlace:
    """Of a dossier that the agent may read."""
    return get_object_or_404(
        BrisDeGlace.objects.visible_to(agent)
        .filter(Exists(Assure.objects.visible_to(agent).filter(pk=OuterRef("assure"))))
        .select_related("assure", "agent"),
        uuid=identifiant,
    )


def get_message_or_404(agent: Agent, identifiant: uuid.UUID) -> MessageReferent:
    """The message, if the agent may read the dossier it is about."""
    return get_object_or_404(
        MessageReferent.objects.visible_to(agent).select_related(
            "accompagnement__assure", "raison", "auteur", "clos_par"
        ),
        uuid=identifiant,
    )


def get_filtre_or_404(agent: Agent, identifiant: uuid.UUID) -> FiltreEnregistre:
    """One's own."""
    return get_object_or_404(FiltreEnregistre.objects.visible_to(agent), uuid=identifiant)


def get_export_or_404(agent: Agent, identifiant: uuid.UUID) -> ExportListe:
    """One's own, expired or not."""
    return get_object_or_404(ExportListe.objects.visible_to(agent), uuid=identifiant)
