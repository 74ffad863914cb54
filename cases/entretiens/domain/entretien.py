"""The acts on an entretien. It exists only once it was held and is finished (F0); drafts are in brouillon.py."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.enums import (
    TRANSITIONS_RENDEZ_VOUS,
    EtatRendezVous,
    ModeEntretien,
    NiveauNote,
    ObjetCorrige,
)
from cases.models import (
    Accompagnement,
    Brouillon,
    Correction,
    Entretien,
    Note,
    RendezVous,
    ThemeAborde,
)
from cases.socle.acte import (
    annuler_acte,
    changer_etat,
    enregistrer,
    exiger_jour,
    exiger_meme_envoi,
    exiger_motif,
    exiger_site,
    exiger_valable,
    modifier_si,
)
from cases.socle.correction import noter_correction
from partners.models import Agent, Site, ThemeEntretien
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import perimetre
from servicesocial.refus import RefusMetier

MOTIF_DEPLACEMENT_MAX = (
    120  # with the identifier of the accompagnement left, it fits in a line of the journal
)


@transaction.atomic
def enregistrer_entretien(  # noqa: PLR0913
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    site: Site,
    date: datetime.date,
    mode: ModeEntretien,
    themes: Iterable[ThemeEntretien] = (),
    notes: Mapping[NiveauNote, str] | None = None,
    duree_minutes: int | None = None,
    prochaine_etape: str = "",
    rendez_vous: RendezVous | None = None,
    identifiant: uuid.UUID | None = None,
) -> Entretien:
    """Records an entretien that the agent held. It counts on `site`, in the year of `date` (F0, F1).

    `notes` gives one text for each level; an empty text is not kept. The rendez-vous that it answers, of the same
    person and day, becomes « honoré ». The agent's draft for this accompagnement is deleted. Refuses a day outside
    the accompagnement or in the future, a site of another unit, a theme not offered that day. The same `identifiant`
    sent twice returns the entretien already recorded; sent again with other texts, it is refused, so that no text is
    lost.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    verrou = Accompagnement.objects.select_for_update().get(pk=accompagnement.pk)
    textes = {niveau: texte.strip() for niveau, texte in (notes or {}).items() if texte.strip()}
    deja = verrou.entretiens.filter(uuid=identifiant).first() if identifiant else None
    if deja is not None:
        ecrites = dict(deja.notes.comptent().values_list("niveau", "texte"))
        exiger_meme_envoi((deja.date, deja.mode, ecrites) == (date, mode, textes))
        return deja
    exiger_dans(verrou, date)
    exiger_site(site, verrou.departement_id, date)
    themes = list(themes)
    for theme in themes:
        exiger_valable(theme, date, champ="themes")
    entretien = enregistrer(
        Entretien(
            uuid=identifiant or uuid.uuid4(),
            departement_id=verrou.departement_id,
            accompagnement=verrou,
            site=site,
            date=date,
            mode=mode,
            agent=agent,
            duree_minutes=duree_minutes,
            prochaine_etape=prochaine_etape,
        )
    )
    for theme in themes:
        enregistrer(ThemeAborde(departement_id=verrou.departement_id, entretien=entretien, theme=theme))
    for niveau, texte in textes.items():
        noter(entretien, niveau, texte, agent)
    if rendez_vous is not None:
        _honorer(rendez_vous, entretien)
    Brouillon.objects.filter(accompagnement=verrou, agent=agent, entretien=None).delete()
    journaliser(agent, ActionJournal.CREATION, entretien)
    return entretien


@transaction.atomic
def annuler_entretien(*, agent: Agent, entretien: Entretien, motif: str) -> None:
    """Annuls an entretien that was not held, or not with this person. Neither it nor its notes count any more.

    Its rendez-vous goes back to « prévu »: the agent says again what became of it (absent, annulé, or honoured by the
    right entretien).
    """
    exiger(peut_ecrire_dossier(agent, entretien.accompagnement))
    annuler_acte(agent, entretien, motif)
    for note in entretien.notes.comptent():
        annuler_acte(agent, note, motif)
    _liberer_rendez_vous(entretien)
    # A correction that somebody had begun has nothing left to correct.
    entretien.brouillons.all().delete()
    journaliser(agent, ActionJournal.ANNULATION, entretien)


@transaction.atomic
def deplacer_entretien(*, agent: Agent, entretien: Entretien, vers: Accompagnement, motif: str) -> None:
    """Moves an entretien recorded in the wrong dossier to another accompagnement, with its themes and notes.

    It keeps its site: it still counts where it was held, now on the axis of its new accompagnement. The agent must
    have the right to write in both dossiers; when they are of two units, both are opened for this act only. A
    rendez-vous follows if the person is the same, otherwise it goes back to « prévu » for its own person. Refuses a
    day outside the new accompagnement. The journal keeps where it came from, and why.
    """
    motif = exiger_motif(motif, longueur=MOTIF_DEPLACEMENT_MAX)
    depuis = entretien.accompagnement
    with perimetre({depuis.departement_id, vers.departement_id}):
        exiger(peut_ecrire_dossier(agent, depuis) and peut_ecrire_dossier(agent, vers))
        if depuis.pk == vers.pk:
            raise RefusMetier("L'entretien est déjà dans cet accompagnement.", champ="vers")
        verrou = Accompagnement.objects.select_for_update().get(pk=vers.pk)
        exiger_dans(verrou, entretien.date, champ="vers")
        if depuis.assure_id == verrou.assure_id:
            RendezVous.objects.filter(entretien=entretien).update(accompagnement=verrou)
        else:
            _liberer_rendez_vous(entretien)
        modifier_si(
            entretien,
            Entretien.objects.comptent().filter(accompagnement=depuis),
            "Cet entretien a été annulé ou déplacé entre-temps : rechargez la page.",
            accompagnement=verrou,
            departement=verrou.departement,
        )
        # Its unit came with the entretien's, by the composite key; the accompagnement is the note's own column.
        for textes in (Note, Brouillon):
            textes.objects.filter(entretien=entretien).update(accompagnement=verrou)
        Correction.objects.filter(entretien=entretien).update(assure=verrou.assure)
        _dire_dans_les_deux_dossiers(agent, entretien, depuis, verrou, motif)
        journaliser(
            agent, ActionJournal.MODIFICATION, entretien, precision=f"Déplacé de {depuis.uuid} : {motif}"
        )


def _dire_dans_les_deux_dossiers(
    agent: Agent, entretien: Entretien, depuis: Accompagnement, vers: Accompagnement, motif: str
) -> None:
    """Writes in each dossier that an entretien left or came. Neither dossier says whose the other one is."""
    jour = [("Entretien du", f"{entretien.date:%d/%m/%Y}")]
    if depuis.assure_id == vers.assure_id:
        jour.append(("D'un autre accompagnement de la personne", str(depuis)))
    else:
        noter_correction(
            agent=agent, assure=depuis.assure, objet=ObjetCorrige.DEPART, avant=jour, motif=motif
        )
    noter_correction(
        agent=agent,
        assure=vers.assure,
        objet=ObjetCorrige.ARRIVEE,
        avant=jour,
        motif=motif,
        entretien=entretien,
    )


def exiger_dans(accompagnement: Accompagnement, date: datetime.date, *, champ: str = "date") -> None:
    if accompagnement.annule_le is not None:
        raise RefusMetier("Cet accompagnement est annulé.", code="etat")
    exiger_jour(
        date,
        champ=champ,
        pas_avant=accompagnement.ouvert_le,
        depuis="l'ouverture de l'accompagnement",
        pas_apres=accompagnement.clos_le,
        jusqua="la clôture de l'accompagnement",
    )


def noter(entretien: Entretien, niveau: NiveauNote, texte: str, auteur: Agent) -> Note:
    return enregistrer(
        Note(
            departement_id=entretien.departement_id,
            accompagnement=entretien.accompagnement,
            entretien=entretien,
            niveau=niveau,
            auteur=auteur,
            texte=texte,
        )
    )


def _honorer(rendez_vous: RendezVous, entretien: Entretien) -> None:
    accompagnement = entretien.accompagnement
    if rendez_vous.assure_id != accompagnement.assure_id or rendez_vous.accompagnement_id not in (
        None,
        accompagnement.pk,
    ):
        raise RefusMetier("Ce rendez-vous est celui d'un autre accompagnement.", champ="rendez_vous")
    if timezone.localdate(rendez_vous.debut) != entretien.date:
        raise RefusMetier("Ce rendez-vous était fixé un autre jour.", champ="rendez_vous")
    changer_etat(
        rendez_vous,
        EtatRendezVous.HONORE,
        TRANSITIONS_RENDEZ_VOUS,
        parmi=RendezVous.objects.all(),
        entretien=entretien,
        accompagnement=accompagnement,
    )


def _liberer_rendez_vous(entretien: Entretien) -> None:
    RendezVous.objects.filter(entretien=entretien).update(etat=EtatRendezVous.PREVU, entretien=None)
