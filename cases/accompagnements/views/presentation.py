"""What a dossier says of an accompagnement: its steps, its plan, the contact to renew."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from cases.accompagnements.queries.suivis import DOSSIER_SANS_CONTACT
from cases.socle.dossier import Dossier, SuiviDuDossier
from cases.socle.evenement import EvenementDuDossier, joindre
from cases.socle.rubriques import Echeance


def presenter_etapes(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[EvenementDuDossier]:
    accompagnement = suivi.accompagnement
    yield EvenementDuDossier(
        accompagnement.ouvert_le,
        "Accompagnement ouvert",
        "",
        joindre(suivi.axes[0][1].label, accompagnement.site),
        "folder2-open",
        "succes",
    )
    for (_, avant), (du, apres) in zip(suivi.axes, suivi.axes[1:], strict=False):
        yield EvenementDuDossier(
            du,
            f"Changement d’axe : {avant} → {apres}",
            "",
            apres.label,
            "signpost-split",
        )
    for du, agent in suivi.referents[1:]:
        yield EvenementDuDossier(du, "Nouveau référent", "", str(agent), "person-check")
    if accompagnement.clos_le:
        relais = f"Relais : {accompagnement.relais}" if accompagnement.relais else ""
        yield EvenementDuDossier(
            accompagnement.clos_le,
            "Accompagnement clos",
            joindre(accompagnement.situation_cloture, relais),
            str(accompagnement.site_cloture),
            "check-circle",
            "neutre",
        )


def presenter_plan(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[EvenementDuDossier]:
    for preconisation in suivi.preconisations:
        faite = preconisation.realisee_le
        mention = (
            (f"Réalisée le {faite:%d/%m/%Y}", "succes", "")
            if faite
            else ("À faire", "neutre", "hourglass-split")
        )
        yield EvenementDuDossier(
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
        yield EvenementDuDossier(
            demarche.le,
            f"Démarche : {demarche.type}",
            demarche.precision,
            joindre(demarche.partenaire, demarche.agent),
            "send",
            "neutre",
            gestes=_annuler(suivi, "demarche", demarche.uuid),
        )


def _annuler(suivi: SuiviDuDossier, genre: str, uuid: UUID) -> list[tuple[str, str]]:
    return [("Annuler", reverse(f"cases:{genre}_annuler", args=[uuid]))] if suivi.modifiable else []


def echeances_du_contact(dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[Echeance]:
    """To be revived; nothing while nobody has fixed after how long."""
    if DOSSIER_SANS_CONTACT not in dossier.parametres:
        return
    delai = int(dossier.parametres[DOSSIER_SANS_CONTACT])
    depuis = dossier.sans_contact_depuis(suivi)
    if depuis < dossier.jour - datetime.timedelta(days=delai):
        texte = f"À relancer : sans contact depuis plus de {delai} jours"
        contact = reverse("cases:dossier_contacter", args=[dossier.assure.uuid])
        adresse = contact if dossier.administratif_modifiable else ""
        yield Echeance(depuis, texte, "telephone", "danger", adresse, "Contact")


def echeances_du_plan(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[Echeance]:
    for preconisation in suivi.preconisations:
        if preconisation.realisee_le is None:
            adresse = reverse("cases:preconisation_realiser", args=[preconisation.uuid])
            yield Echeance(
                None,
                f"À faire par la personne : {preconisation.type}",
                "clipboard-check",
                "neutre",
                adresse if suivi.modifiable else "",
                "C’est fait",
            )
