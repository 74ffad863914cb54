"""What becomes of the lines of a list. They are compared with the base by tranches, in a fixed number of queries."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from cases.access.signalements import peut_affecter_signalement
from cases.chiffrement import indexer, indexer_nir
from cases.enums import AccordPersonne, EtatSignalement
from cases.enums_liste_recue import LIGNES_CREEES, ResultatLigne
from cases.listes_recues.domain.communes import Communes, lire_communes
from cases.listes_recues.domain.deja_connus import Candidate, Connus, LignePrete, lire_connus
from cases.listes_recues.domain.depot import est_une_requete
from cases.models import Accompagnement, Assure, FichierSignalements, LigneFichier, Signalement
from cases.personnes.domain.ce_qui_suit import actualiser_urgence
from cases.rules.dates import en_francais
from cases.rules.ligne_liste_recue import LigneLue
from cases.signalements.domain.promesse import echeance_du_signalement
from cases.transferts.domain.demande_transfert import demander_transfert
from partners.models import Agent, CanalSignalement, Parametre
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser_plusieurs

CANAL = "requete"
MOTIF_TRANSFERT = "La personne est sur une liste reçue par l'unité"
DUREE_ARRET_REQUETE = "duree-arret-requete"


@dataclass(frozen=True)
class Reglages:
    """What is the same for all the lines of a list."""

    arret_minimal: int | None
    echeance: datetime.date
    canal: CanalSignalement
    communes: Communes


def regler(
    liste_recue: FichierSignalements, nommees: Iterable[tuple[str, str, str]] | None = None
) -> Reglages:
    """`nommees` are the communes of the lines that are read, when they are few: see lire_communes."""
    le = liste_recue.recu_le
    arret_minimal = (
        int(Parametre.valeur_le(DUREE_ARRET_REQUETE, le)) if est_une_requete(liste_recue) else None
    )
    return Reglages(
        arret_minimal=arret_minimal,
        echeance=echeance_du_signalement(liste_recue.origine, le),
        canal=CanalSignalement.objects.get(code=CANAL),
        communes=lire_communes(liste_recue.departement_id, timezone.localdate(), nommees),
    )


@dataclass(frozen=True)
class _Issue:
    """What becomes of a line. `deja` is the uuid of the signalement already received or waiting for the person."""

    resultat: ResultatLigne
    precision: str = ""
    deja: uuid.UUID | None = None
    assure: Assure | None = None
    suivi: Accompagnement | None = None


def enregistrer_tranche(
    liste_recue: FichierSignalements, reglages: Reglages, tranche: Sequence[LignePrete]
) -> None:
    """Writes what becomes of each line, the signalements made, and their lines in the journal.

    The caller holds the transaction and the scope.
    """
    candidates = [
        _candidate(liste_recue, prete, prete.lue)
        for prete in tranche
        if prete.lue and prete.double_de is None
    ]
    connus = lire_connus(liste_recue, candidates)
    lignes = [
        _ligne_simple(liste_recue, prete) for prete in tranche if not prete.lue or prete.double_de is not None
    ]
    signalements = []
    for candidate in candidates:
        issue = _decider(liste_recue, candidate, connus)
        ligne = LigneFichier(
            departement_id=liste_recue.departement_id,
            fichier=liste_recue,
            numero=candidate.prete.numero,
            resultat=issue.resultat,
            precision=" ".join(filter(None, [issue.precision, candidate.lue.remarque]))[:300],
            cle=candidate.cle,
            signalement=issue.deja,
        )
        if issue.resultat in LIGNES_CREEES:
            signalement = _signalement(liste_recue, reglages, candidate, issue)
            signalements.append(signalement)
            ligne.signalement = signalement.uuid
            if signalement.site != liste_recue.site:
                ligne.precision = f"{ligne.precision} Reçu par le site {signalement.site}.".strip()[:300]
        lignes.append(ligne)
    Signalement.objects.bulk_create(signalements)
    LigneFichier.objects.bulk_create(lignes)
    actualiser_urgence(
        Signalement.objects.filter(pk__in=[s.pk for s in signalements if s.assure is not None])
    )
    auteur = liste_recue.travail.demande_par if liste_recue.travail else None
    journaliser_plusieurs(auteur, ActionJournal.CREATION, signalements, precision="Liste reçue")
    if auteur is not None:
        _demander_les_transferts(auteur, signalements, lignes)


def _demander_les_transferts(
    agent: Agent, signalements: Sequence[Signalement], lignes: Sequence[LigneFichier]
) -> None:
    """Asks for the dossiers of other units, when the agent who imports handles the site that received the line."""
    ailleurs = {ligne.signalement: ligne for ligne in lignes if ligne.resultat == ResultatLigne.AILLEURS}
    for signalement in signalements:
        ligne = ailleurs.get(signalement.uuid)
        if ligne is None or not peut_affecter_signalement(agent, signalement.site):
            continue
        demander_transfert(agent=agent, signalement=signalement, motif=MOTIF_TRANSFERT)
        LigneFichier.objects.filter(fichier=ligne.fichier_id, numero=ligne.numero).update(
            precision=f"{ligne.precision} Le transfert est demandé."[:300]
        )


def _candidate(liste_recue: FichierSignalements, prete: LignePrete, lue: LigneLue) -> Candidate:
    """Prepares a line. `cle` is the same for the same person, the same arrêt and the same origin.

    Without the day of an arrêt, it is the same within a month.
    """
    qui = lue.nir or f"{lue.nom_normalise}|{lue.date_naissance}"
    quoi = str(lue.arret_depuis or f"{liste_recue.recu_le:%Y-%m}")
    cle = indexer(f"{liste_recue.origine_id}|{qui}|{quoi}")
    return Candidate(prete, lue, indexer_nir(lue.nir) if lue.nir else None, cle)


def _ligne_simple(liste_recue: FichierSignalements, prete: LignePrete) -> LigneFichier:
    double = prete.double_de is not None
    return LigneFichier(
        departement_id=liste_recue.departement_id,
        fichier=liste_recue,
        numero=prete.numero,
        resultat=ResultatLigne.DEJA_RECUE if double else ResultatLigne.REJETEE,
        precision=f"Même personne que la ligne {prete.double_de}." if double else prete.rejet[:300],
    )


def _decider(liste_recue: FichierSignalements, candidate: Candidate, connus: Connus) -> _Issue:
    """Decides what becomes of a line. A line is attached to a dossier by the same NIR, and by nothing else."""
    recue = connus.recues.get(candidate.cle)
    if recue is not None:
        return _Issue(
            ResultatLigne.DEJA_RECUE,
            f"Déjà reçue le {en_francais(recue.fichier.recu_le)} (ligne {recue.numero} de « {recue.fichier} »).",
            deja=recue.signalement,
        )
    attente = connus.attente(candidate)
    if attente is not None:
        comment = "même NIR" if attente.nir_index == candidate.nir_index else "mêmes nom et date de naissance"
        return _Issue(
            ResultatLigne.DEJA_OUVERTE,
            f"Un signalement reçu le {en_francais(attente.recu_le)} attend déjà ({comment}).",
            deja=attente.uuid,
        )
    refus = connus.refus_de(candidate)
    if refus is not None:
        return _Issue(
            ResultatLigne.REFUS,
            f"La personne a refusé le {en_francais(refus.le)} : le délai n'est pas écoulé.",
        )
    assure = connus.assures.get(candidate.nir_index or "")
    if assure is not None:
        return _issue_connue(liste_recue, assure, connus.suivis.get(assure.pk, []))
    if candidate.nir_index in connus.ailleurs:
        return _Issue(ResultatLigne.AILLEURS, "Un dossier existe dans un autre département.")
    return _Issue(ResultatLigne.CREEE)


def _issue_connue(
    liste_recue: FichierSignalements, assure: Assure, suivis: Sequence[Accompagnement]
) -> _Issue:
    if assure.decede_le is not None:
        return _Issue(ResultatLigne.REJETEE, "Le dossier de cette personne porte une date de décès.")
    if not suivis:
        return _Issue(ResultatLigne.CONNUE, "Même NIR qu'un dossier de l'unité.", assure=assure)
    if est_une_requete(liste_recue):
        # A request tells how long an arrêt has lasted: who follows the person knows it.
        return _Issue(ResultatLigne.DEJA_OUVERTE, "Un accompagnement est déjà en cours.")
    memes = [s for s in suivis if s.axe_du_jour == liste_recue.axe_propose]  # type: ignore[attr-defined]
    return _Issue(
        ResultatLigne.CONNUE,
        "Même NIR qu'un dossier de l'unité : rattachée à son accompagnement en cours.",
        assure=assure,
        suivi=(memes or list(suivis))[0],
    )


def _signalement(
    liste_recue: FichierSignalements, reglages: Reglages, candidate: Candidate, issue: _Issue
) -> Signalement:
    lue = candidate.lue
    commune = candidate.prete.commune
    signalement = Signalement(
        departement_id=liste_recue.departement_id,
        site=reglages.communes.site_de(commune) or liste_recue.site,
        assure=issue.assure,
        nom=lue.nom,
        prenom=lue.prenom,
        sexe=lue.sexe,
        date_naissance=lue.date_naissance,
        telephone=lue.telephone,
        commune=commune,
        recu_le=liste_recue.recu_le,
        origine=liste_recue.origine,
        canal=reglages.canal,
        partenaire=liste_recue.partenaire,
        axe_propose=liste_recue.axe_propose,
        arret_depuis=lue.arret_depuis,
        accord=AccordPersonne.NON_REQUIS,
        echeance=reglages.echeance,
    )
    if lue.nir:
        signalement.chiffrer_et_indexer_nir(lue.nir)
    if issue.suivi is not None:
        jour = timezone.localdate()
        signalement.etat = EtatSignalement.RATTACHE
        signalement.accompagnement = issue.suivi
        signalement.qualifie_le = signalement.clos_le = jour
    return signalement
