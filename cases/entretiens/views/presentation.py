"""What a dossier says of the entretiens and of the notes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from cases.models import Entretien
from cases.socle.dossier import Dossier, SuiviDuDossier
from cases.socle.evenement import EvenementDuDossier, joindre, presenter_notes
from cases.socle.rubriques import Echeance


def presenter_entretiens(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[EvenementDuDossier]:
    for entretien in suivi.entretiens:
        etape = f"Prochaine étape : {entretien.prochaine_etape}" if entretien.prochaine_etape else ""
        yield EvenementDuDossier(
            entretien.date,
            f"Entretien – {entretien.get_mode_display().lower()}",
            etape,
            joindre(entretien.site, entretien.agent, _duree(entretien)),
            "chat-left-text",
            "info",
            notes=presenter_notes(entretien.notes_lues),
            gestes=_reprises(entretien) if suivi.modifiable else [],
            mentions=[
                *_corrections(suivi, entretien),
                *((t, "neutre", "clipboard") for t in entretien.themes_lus),
            ],
        )


def _corrections(suivi: SuiviDuDossier, entretien: Entretien) -> list[tuple[str, str, str]]:
    """What it said before is in the page « Historique »."""
    dits = [("Corrigé depuis", "attention", "pencil")] if entretien.corrige else []
    if entretien.pk in suivi.brouillons:
        dits.append(("Votre correction reste à terminer", "secret", "pencil"))
    return dits


def _reprises(entretien: Entretien) -> list[tuple[str, str]]:
    return [
        ("Corriger", reverse("cases:entretien_corriger", args=[entretien.uuid])),
        ("Annuler", reverse("cases:entretien_annuler", args=[entretien.uuid])),
        ("Déplacer dans un autre dossier", reverse("cases:entretien_deplacer", args=[entretien.uuid])),
    ]


def _duree(entretien: Entretien) -> str:
    return f"{entretien.duree_minutes} minutes" if entretien.duree_minutes else ""


def presenter_notes_du_suivi(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[EvenementDuDossier]:
    for note in suivi.notes:
        (presentee,) = presenter_notes([note])
        yield EvenementDuDossier(
            timezone.localdate(note.ecrite_le),
            "Note de l’accompagnement",
            "",
            str(note.auteur),
            presentee.icone,
            presentee.ton,
            notes=[presentee],
        )


def echeances_des_entretiens(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[Echeance]:
    """What the last entretien said comes next."""
    if suivi.entretiens and suivi.entretiens[0].prochaine_etape:
        yield Echeance(
            None, f"Prochaine étape : {suivi.entretiens[0].prochaine_etape}", "arrow-right", "info"
        )
