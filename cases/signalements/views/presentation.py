"""What the page of a signalement says: the person, the facts, the steps, the gestures that the agent may make."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from cases.access.signalements import peut_affecter_signalement, peut_donner_suite, peut_traiter_signalement
from cases.enums import (
    ETATS_A_DIRE,
    RETOURS_SIGNALEMENT,
    SIGNALEMENTS_A_TRAITER,
    SIGNALEMENTS_A_TRIER,
    EtatRendezVous,
    EtatSignalement,
)
from cases.models import Contact, Signalement
from cases.personnes.views.presentation import aspect_du_contact
from cases.signalements.domain.triage import SUITES, suites_possibles
from cases.signalements.queries.signalement import SignalementDetaille, suivis_proposes
from cases.signalements.views.tableaux import promesse
from cases.socle.dossier import Dossier
from cases.socle.evenement import EvenementDuDossier, age, joindre
from cases.socle.pastilles import pastille
from partners.models import Agent
from servicesocial.pages.presentation import Evenement
from servicesocial.telephone import ecrire_telephone
from servicesocial.typographie import date_courte, date_longue, heure

Lignes = list[tuple[str, object]]


@dataclass(frozen=True)
class Geste:
    """A button of the page, with the key that presses it."""

    libelle: str
    url: str
    icone: str
    touche: str
    principal: bool


@dataclass(frozen=True)
class GestesPermis:
    """`prendre`: taking on and giving back, while it is to be decided. `gestes`: the outcomes open now.

    `noter`: what the person was told, what she refused. `dire`: the answer to whoever signalled. `demander`,
    `retirer`: the request for a dossier that exists elsewhere.
    """

    prendre: bool
    contacter: bool
    noter: bool
    defaire: bool
    dire: bool
    demander: bool
    retirer: bool
    gestes: list[Geste]


def gestes_permis(
    agent: Agent, signalement: Signalement, lu: SignalementDetaille, suite: str = ""
) -> GestesPermis:
    """What the agent may do now; `suite` ends the addresses. The same predicates as the acts ask again."""
    traiter = peut_traiter_signalement(agent, signalement.site)
    donner_suite = peut_donner_suite(agent, signalement)
    affecter = peut_affecter_signalement(agent, signalement.site)
    etat = EtatSignalement(signalement.etat)
    ouvertes = [SUITES[suite] for suite in suites_possibles(signalement)]
    # Booking a slot gives the signalement to whoever receives; once given, it may still be booked with him.
    sans_rendez_vous = not any(rdv.etat == EtatRendezVous.PREVU for rdv in lu.rendez_vous)
    a_qui_il_est_donne = etat == EtatSignalement.AFFECTE and signalement.affecte_a_id == agent.pk
    ouvrir = a_qui_il_est_donne and signalement.assure_id is not None
    fixer = affecter and sans_rendez_vous and etat in SIGNALEMENTS_A_TRAITER
    possibles = (
        (
            EtatSignalement.AFFECTE,
            affecter,
            ("Affecter", "affecter", "person-check", "a"),
        ),
        (
            EtatSignalement.RATTACHE,
            donner_suite and bool(suivis_proposes(lu.dossiers)),
            ("Rattacher", "rattacher", "arrow-left-right", "t"),
        ),
        (EtatSignalement.REPONDU, traiter, ("Répondre", "repondre", "chat-left-text", "e")),
        (EtatSignalement.REORIENTE, donner_suite, ("Réorienter", "reorienter", "arrow-up-right", "r")),
        (EtatSignalement.SANS_SUITE, donner_suite, ("Sans suite", "sans_suite", "x-circle", "s")),
        (
            EtatSignalement.DOUBLON,
            traiter and bool(lu.semblables),
            ("Doublon", "doublon", "clipboard", "d"),
        ),
    )
    return GestesPermis(
        prendre=traiter and etat in SIGNALEMENTS_A_TRIER,
        contacter=donner_suite and etat in SIGNALEMENTS_A_TRAITER,
        noter=donner_suite,
        defaire=affecter and etat in RETOURS_SIGNALEMENT,
        dire=donner_suite and etat in ETATS_A_DIRE,
        demander=affecter
        and lu.connu_ailleurs
        and etat in SIGNALEMENTS_A_TRAITER
        and not signalement.transfert_attendu,
        retirer=affecter and signalement.transfert_attendu,
        gestes=[
            *([_ouvrir(signalement, suite)] if ouvrir else []),
            *([_fixer(signalement, suite)] if fixer else []),
            *(
                Geste(
                    libelle,
                    reverse(f"cases:signalement_{nom}", args=[signalement.uuid]) + suite,
                    icone,
                    touche,
                    principal=vers == EtatSignalement.AFFECTE,
                )
                for vers, permis, (libelle, nom, icone, touche) in possibles
                if permis and vers in ouvertes
            ),
        ],
    )


def _ouvrir(signalement: Signalement, suite: str) -> Geste:
    adresse = reverse("cases:signalement_ouvrir", args=[signalement.uuid]) + suite
    return Geste("Ouvrir l’accompagnement", adresse, "folder2-open", "b", principal=True)


def _fixer(signalement: Signalement, suite: str) -> Geste:
    adresse = reverse("cases:signalement_rendez_vous", args=[signalement.uuid]) + suite
    return Geste("Rendez-vous", adresse, "calendar-event", "v", principal=True)


def voisins(lu: SignalementDetaille) -> list[Signalement]:
    """What stands beside the page: the queue around this signalement, itself in its place."""
    return [*lu.avant, lu.signalement, *lu.apres]


def proximite(signalement: Signalement, jour: datetime.date) -> SafeString | str:
    """Its deadline in a word; the page itself says how many days."""
    if signalement.echeance < jour:
        return pastille("En retard", "danger")
    return date_courte(signalement.echeance)


def presenter_personne(lu: SignalementDetaille, jour: datetime.date) -> Lignes:
    signalement = lu.signalement
    naissance = signalement.date_naissance
    return [
        ("Nom", signalement.nom.upper()),
        ("Prénom", signalement.prenom),
        ("Sexe", signalement.get_sexe_display()),
        (
            "Date de naissance",
            f"{date_courte(naissance)} ({age(naissance, jour)} ans)" if naissance else None,
        ),
        ("NIR", signalement.nir_masque),
        *([("Le NIR diffère", signalement.nir_explique)] if signalement.nir_explique else []),
        ("Téléphone", ecrire_telephone(signalement.telephone)),
        ("Commune", signalement.commune),
        ("Site qui dessert la commune", lu.site_desservant or "Aucun dans l’unité"),
    ]


def presenter_reception(signalement: Signalement) -> Lignes:
    depuis = signalement.arret_depuis
    recu = [("Référence donnée au partenaire", signalement.reference)] if signalement.lien_id else []
    return [
        ("Origine", signalement.origine),
        ("Partenaire", signalement.partenaire),
        ("Signalé par", signalement.signale_par),
        ("Pour lui répondre", signalement.signale_contact),
        *recu,
        ("Canal", signalement.canal),
        ("Site", signalement.site),
        ("Accord de la personne", signalement.get_accord_display()),
        ("Axe proposé", signalement.get_axe_propose_display() if signalement.axe_propose else None),
        ("Risque", signalement.risque),
        ("En arrêt depuis le", date_longue(depuis) if depuis else None),
    ]


def presenter_promesses(lu: SignalementDetaille) -> Lignes:
    """What was promised for it, and until when."""
    signalement = lu.signalement
    lignes: Lignes = [
        ("Promis", f"{promesse(signalement)}, au plus tard le {date_longue(signalement.echeance)}")
    ]
    if lu.accompagner_avant is not None:
        lignes.append(("Second entretien", f"au plus tard le {date_longue(lu.accompagner_avant)}"))
    return lignes


def presenter_contact(contact: Contact) -> Evenement:
    le = timezone.localtime(contact.le)
    titre, icone, ton = aspect_du_contact(contact)
    return Evenement(
        le.date(), titre, contact.precision, detail=f"{contact.agent}, à {heure(le)}", icone=icone, ton=ton
    )


def presenter_avancement(signalement: Signalement) -> list[Evenement]:
    """The steps reached, the last one first."""
    etapes = [
        Evenement(signalement.recu_le, "Reçu", detail=str(signalement.site), icone="inbox", ton="attention")
    ]
    if signalement.pris_le is not None:
        pris_le = timezone.localtime(signalement.pris_le)
        etapes.append(
            Evenement(
                pris_le.date(),
                "Pris en charge",
                detail=f"{signalement.pris_par}, à {heure(pris_le)}",
                icone="eye",
            )
        )
    if signalement.qualifie_le is not None:
        etapes.append(Evenement(signalement.qualifie_le, "Qualifié", icone="clipboard-check", ton="info"))
    if signalement.affecte_le is not None:
        etapes.append(
            Evenement(
                signalement.affecte_le,
                "Affecté",
                detail=str(signalement.affecte_a),
                icone="person-check",
                ton="succes",
            )
        )
    if signalement.clos_le is not None:
        etapes.append(
            Evenement(
                signalement.clos_le,
                signalement.get_etat_display(),
                suite_en_clair(signalement),
                icone="check-circle",
                ton="succes",
            )
        )
    if signalement.transfert_demande_le is not None:
        etapes.append(
            Evenement(
                signalement.transfert_demande_le, "Transfert demandé", icone="arrow-left-right", ton="info"
            )
        )
    if signalement.transfert_repondu_le is not None:
        reponse = signalement.get_transfert_reponse_display()
        etapes.append(
            Evenement(signalement.transfert_repondu_le, reponse, icone="arrow-left-right", ton="info")
        )
    if signalement.reponse_le is not None:
        etapes.append(
            Evenement(
                signalement.reponse_le,
                "Réponse à qui a signalé",
                detail=signalement.get_reponse_forme_display(),
                icone="send",
            )
        )
    return sorted(etapes, key=lambda etape: etape.date)[::-1]


def presenter_signalements(dossier: Dossier) -> Iterator[EvenementDuDossier]:
    for signalement in dossier.signalements:
        yield EvenementDuDossier(
            signalement.recu_le,
            "Signalement reçu",
            joindre(signalement.motif, suite_en_clair(signalement)),
            joindre(signalement.origine, signalement.canal, signalement.site),
            "bell",
            "attention",
            mentions=[(signalement.get_etat_display(), "neutre", "arrow-right")],
        )


def suite_en_clair(signalement: Signalement) -> str:
    """Why it received its outcome, and towards whom."""
    vers = ""
    if signalement.oriente_vers is not None:
        accompagnee = " (orientation accompagnée)" if signalement.orientation_accompagnee else ""
        vers = f"vers {signalement.oriente_vers}{accompagnee}"
    return " – ".join(str(partie) for partie in (signalement.raison, vers, signalement.motif_suite) if partie)
