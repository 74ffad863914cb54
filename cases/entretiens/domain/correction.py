"""Correcting an entretien that is finished: what it said before is kept (entretien.py records, annuls and moves it)."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.accompagnements.domain.tenir import tenir_accompagnement
from cases.entretiens.domain.brouillon import exiger_version
from cases.entretiens.domain.entretien import exiger_dans, noter
from cases.enums import ModeEntretien, NiveauNote, ObjetCorrige
from cases.models import Entretien, Note, ThemeAborde
from cases.socle.acte import annuler_acte, enregistrer, exiger_site, exiger_valable, modifier_si, tenir
from cases.socle.annees_publiees import exiger_motif_si_publie
from cases.socle.correction import NON_RENSEIGNE, ce_qui_change, en_liste, noter_correction
from cases.socle.correction import exiger_version as exiger_base
from partners.models import Agent, Site, ThemeEntretien
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

TEXTE_RETIRE = "Texte retiré en corrigeant l'entretien"


def version_de(entretien: Entretien) -> int:
    """Counts the corrections of the entretien. A page shows one version and corrects that one only."""
    return entretien.corrections.count()


@transaction.atomic
def corriger_entretien(  # noqa: PLR0913
    *,
    agent: Agent,
    entretien: Entretien,
    base: int,
    version: int,
    site: Site,
    date: datetime.date,
    mode: ModeEntretien,
    themes: Iterable[ThemeEntretien],
    notes: Mapping[NiveauNote, str],
    duree_minutes: int | None,
    prochaine_etape: str,
    motif: str = "",
) -> bool:
    """Corrects the entretien, and keeps what it said before and who changed it. Returns False when nothing differs.

    `base` is the version of the entretien that the page shows, `version` that of the agent's draft. Refuses when
    somebody else has corrected it since, when the draft changed in another window, and what enregistrer_entretien
    refuses. When the bilan of the year it leaves or enters is published, `motif` is required: the published figures
    do not move, the figures « à ce jour » do.
    """
    exiger(peut_ecrire_dossier(agent, entretien.accompagnement))
    tenir_accompagnement(entretien.accompagnement)
    verrou = tenir(
        Entretien.objects.comptent().filter(pk=entretien.pk), "Cet entretien a été annulé entre-temps."
    )
    brouillon = exiger_version(agent, entretien.accompagnement, version, entretien=entretien)
    exiger_base(verrou.corrections.all(), base)
    champs = {
        "date": date,
        "mode": mode,
        "site": site,
        "duree_minutes": duree_minutes,
        "prochaine_etape": prochaine_etape,
    }
    themes = sorted(themes, key=lambda theme: theme.pk)
    _exiger_possible(verrou, champs, themes)
    motif = _exiger_motif(verrou, date, site, motif)
    change = _corriger_faits(agent, verrou, champs, themes, motif)
    for niveau, texte in notes.items():
        change |= _corriger_texte(agent, verrou, NiveauNote(niveau), texte.strip(), motif)
    if brouillon is not None:
        brouillon.delete()
    if change:
        journaliser(agent, ActionJournal.MODIFICATION, entretien, precision="Correction")
    return change


def textes_de(agent: Agent, entretien: Entretien) -> dict[NiveauNote, Note]:
    """Returns the first text of each level that the agent reads: a correction changes that one."""
    lus = Note.objects.visible_to(agent).comptent().filter(entretien=entretien).order_by("-ecrite_le", "-pk")
    return {NiveauNote(note.niveau): note for note in lus}


def _exiger_possible(entretien: Entretien, champs: Mapping[str, Any], themes: list[ThemeEntretien]) -> None:
    exiger_dans(entretien.accompagnement, champs["date"])
    # A site that counted it before a transfer is not of the unit any more; it may stay.
    if champs["site"].pk != entretien.site_id:
        exiger_site(champs["site"], entretien.departement_id, champs["date"])
    gardes = set(entretien.themes.values_list("pk", flat=True))
    for theme in themes:
        if theme.pk not in gardes:
            exiger_valable(theme, champs["date"], champ="themes")


def _exiger_motif(entretien: Entretien, date: datetime.date, site: Site, motif: str) -> str:
    """Requires a reason when the bilan of the year that the entretien leaves or enters is published."""
    exiger_motif_si_publie(entretien.site.departement_id, entretien.date, motif)
    return exiger_motif_si_publie(site.departement_id, date, motif)


def _corriger_faits(
    agent: Agent,
    entretien: Entretien,
    champs: Mapping[str, Any],
    themes: list[ThemeEntretien],
    motif: str,
) -> bool:
    avant = ce_qui_change(entretien, champs)
    anciens = list(entretien.themes.order_by("pk"))
    if anciens != themes:
        avant.append(("thèmes", en_liste(anciens)))
    if not avant:
        return False
    noter_correction(
        agent=agent,
        assure=entretien.accompagnement.assure,
        objet=ObjetCorrige.ENTRETIEN,
        avant=avant,
        motif=motif,
        entretien=entretien,
    )
    modifier_si(entretien, Entretien.objects.comptent(), "Cet entretien a été annulé entre-temps.", **champs)
    ThemeAborde.objects.filter(entretien=entretien).exclude(theme__in=themes).delete()
    for theme in themes:
        if theme not in anciens:
            enregistrer(
                ThemeAborde(departement_id=entretien.departement_id, entretien=entretien, theme=theme)
            )
    return True


def _corriger_texte(agent: Agent, entretien: Entretien, niveau: NiveauNote, texte: str, motif: str) -> bool:
    """Adds, changes or withdraws a text. Each leaves a trace, read by the readers of that level."""
    note = textes_de(agent, entretien).get(niveau)
    avant = note.texte if note else ""
    if avant == texte:
        return False
    if note is None:
        note = noter(entretien, niveau, texte, agent)
    elif texte:
        modifier_si(
            note,
            Note.objects.comptent().filter(version=note.version),
            "Ce texte a été modifié entre-temps.",
            texte=texte,
            version=note.version + 1,
        )
    else:
        annuler_acte(agent, note, motif or TEXTE_RETIRE)
    noter_correction(
        agent=agent,
        assure=entretien.accompagnement.assure,
        objet=ObjetCorrige.NOTE,
        avant=[(niveau.label, avant or NON_RENSEIGNE)],
        motif=motif,
        entretien=entretien,
        note=note,
    )
    return True
