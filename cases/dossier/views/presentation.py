"""One chronology of a dossier: what was received, planned, done, written and agreed, the latest first."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from cases.dossier.queries.dossier import Dossier, SuiviLu
from cases.enums import (
    EtatAction,
    EtatRendezVous,
    PartieAccord,
    SensAccord,
)
from cases.models import ActionRemobilisation, Entretien
from cases.personnes.views.contact_dit import aspect_du_contact
from cases.rendez_vous.views.tableaux import ASPECT_DU_RENDEZ_VOUS
from cases.signalements.views.suite_dite import suite_en_clair
from cases.socle.evenement import Fait, joindre, lues
from servicesocial.typographie import heure

TON_DE_L_ACTION = {
    EtatAction.PREVUE: "neutre",
    EtatAction.EN_COURS: "info",
    EtatAction.TERMINEE: "succes",
    EtatAction.ABANDONNEE: "attention",
    EtatAction.NON_DEMARREE: "attention",
}


def chronologie(dossier: Dossier) -> list[Fait]:
    """Everything the agent may read, with a date; on one day, in the order of the acts below."""
    faits = [*_signalements(dossier), *_donnees(dossier), *_rendez_vous(dossier), *_contacts(dossier)]
    faits += _messages(dossier)
    for suivi in dossier.suivis:
        faits += [*_suivi(suivi), *_entretiens(suivi), *_notes(suivi), *_plan(suivi), *_actions(suivi)]
    return sorted(faits, key=lambda fait: fait.date, reverse=True)


def _signalements(dossier: Dossier) -> Iterator[Fait]:
    for signalement in dossier.signalements:
        yield Fait(
            signalement.recu_le,
            "Signalement reçu",
            joindre(signalement.motif, suite_en_clair(signalement)),
            joindre(signalement.origine, signalement.canal, signalement.site),
            "bell",
            "attention",
            mentions=[(signalement.get_etat_display(), "neutre", "arrow-right")],
        )


def _donnees(dossier: Dossier) -> Iterator[Fait]:
    for information in dossier.informations:
        forme = information.get_forme_display()
        yield Fait(
            information.le, "Informée de l’usage de ses données", forme, str(information.agent), "info-circle"
        )
    for opposition in dossier.oppositions:
        yield Fait(
            opposition.le,
            opposition.get_nature_display(),
            opposition.precision,
            str(opposition.agent),
            "slash-circle",
            "attention",
        )
        if opposition.levee_le is not None:
            yield Fait(
                opposition.levee_le, "Refus ou opposition levés", opposition.motif_levee, "", "check-circle"
            )


def _rendez_vous(dossier: Dossier) -> Iterator[Fait]:
    """Those that became an entretien are told by it."""
    for rendez_vous in dossier.rendez_vous:
        etat = EtatRendezVous(rendez_vous.etat)
        if etat == EtatRendezVous.HONORE:
            continue
        debut = timezone.localtime(rendez_vous.debut)
        yield Fait(
            debut.date(),
            f"Rendez-vous à {heure(debut)}",
            rendez_vous.motif,
            joindre(rendez_vous.get_mode_display(), rendez_vous.site, f"avec {rendez_vous.agent}"),
            "calendar-event",
            "info" if etat == EtatRendezVous.PREVU else "neutre",
            mentions=[(etat.label, *ASPECT_DU_RENDEZ_VOUS[etat])],
        )


def _contacts(dossier: Dossier) -> Iterator[Fait]:
    for contact in dossier.contacts:
        titre, icone, ton = aspect_du_contact(contact)
        yield Fait(timezone.localdate(contact.le), titre, contact.precision, str(contact.agent), icone, ton)


def _messages(dossier: Dossier) -> Iterator[Fait]:
    for message in dossier.messages:
        if message.clos_le is None:
            mention = (f"À rappeler avant le {message.rappeler_avant:%d/%m/%Y}", "attention", "telephone")
        elif message.rappel_inutile:
            mention = (f"Rappel inutile : {message.rappel_inutile}", "neutre", "slash-circle")
        else:
            mention = (f"Rappelé le {timezone.localtime(message.clos_le):%d/%m/%Y}", "succes", "check-circle")
        yield Fait(
            timezone.localdate(message.laisse_le),
            "Message au référent",
            message.texte,
            joindre(message.raison, message.auteur),
            "chat-left-text",
            "attention" if message.clos_le is None else "neutre",
            mentions=[mention],
        )


def _suivi(suivi: SuiviLu) -> Iterator[Fait]:
    accompagnement = suivi.accompagnement
    yield Fait(
        accompagnement.ouvert_le,
        "Accompagnement ouvert",
        "",
        joindre(suivi.axes[0][1].label, accompagnement.site),
        "folder2-open",
        "succes",
    )
    for (_, avant), (du, apres) in zip(suivi.axes, suivi.axes[1:], strict=False):
        yield Fait(
            du,
            f"Changement d’axe : {avant} → {apres}",
            "",
            apres.label,
            "signpost-split",
        )
    for du, agent in suivi.referents[1:]:
        yield Fait(du, "Nouveau référent", "", str(agent), "person-check")
    if accompagnement.clos_le:
        relais = f"Relais : {accompagnement.relais}" if accompagnement.relais else ""
        yield Fait(
            accompagnement.clos_le,
            "Accompagnement clos",
            joindre(accompagnement.situation_cloture, relais),
            str(accompagnement.site_cloture),
            "check-circle",
            "neutre",
        )


def _entretiens(suivi: SuiviLu) -> Iterator[Fait]:
    for entretien in suivi.entretiens:
        etape = f"Prochaine étape : {entretien.prochaine_etape}" if entretien.prochaine_etape else ""
        yield Fait(
            entretien.date,
            f"Entretien – {entretien.get_mode_display().lower()}",
            etape,
            joindre(entretien.site, entretien.agent, _duree(entretien)),
            "chat-left-text",
            "info",
            notes=lues(entretien.notes_lues),
            gestes=_reprises(entretien) if suivi.modifiable else [],
            mentions=[
                *_corrections(suivi, entretien),
                *((t, "neutre", "clipboard") for t in entretien.themes_lus),
            ],
        )


def _corrections(suivi: SuiviLu, entretien: Entretien) -> list[tuple[str, str, str]]:
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


def _notes(suivi: SuiviLu) -> Iterator[Fait]:
    for note in suivi.notes:
        (lue,) = lues([note])
        yield Fait(
            timezone.localdate(note.ecrite_le),
            "Note de l’accompagnement",
            "",
            str(note.auteur),
            lue.icone,
            lue.ton,
            notes=[lue],
        )


def _plan(suivi: SuiviLu) -> Iterator[Fait]:
    for preconisation in suivi.preconisations:
        faite = preconisation.realisee_le
        mention = (
            (f"Réalisée le {faite:%d/%m/%Y}", "succes", "")
            if faite
            else ("À faire", "neutre", "hourglass-split")
        )
        yield Fait(
            preconisation.le,
            f"Préconisation : {preconisation.type}",
            preconisation.precision,
            "À faire par la personne",
            "clipboard-check",
            "neutre",
            mentions=[mention],
            gestes=_annuler(suivi, "preconisation", preconisation.uuid),
        )
    for demarche in suivi.demarches:
        yield Fait(
            demarche.le,
            f"Démarche : {demarche.type}",
            demarche.precision,
            joindre(demarche.partenaire, demarche.agent),
            "send",
            "neutre",
            gestes=_annuler(suivi, "demarche", demarche.uuid),
        )


def _annuler(suivi: SuiviLu, genre: str, uuid: UUID) -> list[tuple[str, str]]:
    return [("Annuler", reverse(f"cases:{genre}_annuler", args=[uuid]))] if suivi.modifiable else []


def _actions(suivi: SuiviLu) -> Iterator[Fait]:
    for action in suivi.actions:
        etat = EtatAction(action.etat)
        yield Fait(
            action.du,
            f"{'Renouvellement : ' if action.renouvelle else ''}{action.get_type_display()}",
            joindre(action.intitule, _fin(action)),
            joindre(action.dispositif, action.entreprise, action.prestataire, action.site),
            "briefcase",
            TON_DE_L_ACTION[etat],
            mentions=[(etat.label, TON_DE_L_ACTION[etat], "clock-history"), *_accords(action)],
        )


def _fin(action: ActionRemobilisation) -> str:
    return f"jusqu’au {action.au:%d/%m/%Y}" if action.au else ""


def _accords(action: ActionRemobilisation) -> list[tuple[str, str, str]]:
    """What each party answered, and when."""
    dits = []
    for accord in action.accords_lus:
        sens, le = SensAccord(accord["sens"]), datetime.date.fromisoformat(accord["le"])
        texte = f"{PartieAccord(accord['partie']).label} : {sens.label.lower()} le {le:%d/%m/%Y}"
        dits.append((texte, *(("succes", "check-lg") if sens == SensAccord.ACCORD else ("danger", "x-lg"))))
    return dits
