"""What becomes of the lines of a list: compared with the base by lots, in a fixed number of queries."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from cases.chiffrement import indexer, indexer_nir
from cases.domain.communes_fichier import Communes, lire_communes
from cases.domain.fichier import est_une_requete
from cases.domain.promesse import echeance_du_signalement
from cases.domain.queries.opposition import Refus, refus_en_vigueur
from cases.enums import (
    LIGNES_CREEES,
    SIGNALEMENTS_A_TRAITER,
    AccordPersonne,
    EtatFichier,
    EtatSignalement,
    ResultatLigne,
)
from cases.models import Accompagnement, Assure, FichierSignalements, LigneFichier, Signalement
from cases.rules.dates import en_francais
from cases.rules.ligne_fichier import LigneLue
from cases.rules.noms import normaliser_nom
from partners.models import CanalSignalement, Commune, Parametre
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser_plusieurs
from servicesocial.perimetre import TOUT, perimetre

CANAL = "requete"
DUREE_ARRET_REQUETE = "duree-arret-requete"


@dataclass(frozen=True)
class LignePrete:
    """A line read: what it says, or `rejet`, or the line of the same file that already holds the person."""

    numero: int
    lue: LigneLue | None = None
    commune: Commune | None = None
    rejet: str = ""
    double_de: int | None = None


@dataclass(frozen=True)
class Reglages:
    """What does not change from one line to the next."""

    arret_minimal: int | None
    echeance: datetime.date
    canal: CanalSignalement
    communes: Communes


def regler(fichier: FichierSignalements) -> Reglages:
    le = fichier.recu_le
    arret_minimal = int(Parametre.valeur_le(DUREE_ARRET_REQUETE, le)) if est_une_requete(fichier) else None
    return Reglages(
        arret_minimal=arret_minimal,
        echeance=echeance_du_signalement(fichier.origine, le),
        canal=CanalSignalement.objects.get(code=CANAL),
        communes=lire_communes(fichier.departement_id, timezone.localdate()),
    )


@dataclass(frozen=True)
class _Candidate:
    """A line that may make a signalement, with what finds the person again."""

    prete: LignePrete
    lue: LigneLue
    nir_index: str | None
    cle: str


@dataclass
class _Connus:
    """What the base knows of the persons of a lot."""

    recues: dict[str, LigneFichier] = field(default_factory=dict)
    attentes_nir: dict[str, Signalement] = field(default_factory=dict)
    attentes_nom: dict[tuple[str, datetime.date], list[Signalement]] = field(default_factory=dict)
    assures: dict[str, Assure] = field(default_factory=dict)
    suivis: dict[int, list[Accompagnement]] = field(default_factory=dict)
    ailleurs: set[str] = field(default_factory=set)
    refus: list[Refus] = field(default_factory=list)

    def refus_de(self, candidate: _Candidate) -> Refus | None:
        """The same way of telling persons apart as for what waits."""
        lue = candidate.lue
        for refus in self.refus:
            if candidate.nir_index and refus.nir_index:
                if candidate.nir_index == refus.nir_index:
                    return refus
            elif refus.naissance is not None and (lue.nom_normalise, lue.date_naissance) == (
                normaliser_nom(f"{refus.nom} {refus.prenom}"),
                refus.naissance,
            ):
                return refus
        return None

    def attente(self, candidate: _Candidate) -> Signalement | None:
        """A signalement of the same person that waits: same NIR, or same name and birth when a NIR is missing."""
        if candidate.nir_index in self.attentes_nir:
            return self.attentes_nir[candidate.nir_index]
        lue = candidate.lue
        if lue.date_naissance is None:
            return None
        for signalement in self.attentes_nom.get((lue.nom_normalise, lue.date_naissance), ()):
            if not (signalement.nir_index and candidate.nir_index):
                return signalement
        return None


@dataclass(frozen=True)
class _Issue:
    """What becomes of a candidate line; `signalement` is the new one, or the one that already waits."""

    resultat: ResultatLigne
    precision: str = ""
    deja: uuid.UUID | None = None
    assure: Assure | None = None
    suivi: Accompagnement | None = None


def enregistrer_lot(fichier: FichierSignalements, reglages: Reglages, lot: Sequence[LignePrete]) -> None:
    """Writes what becomes of each line, and the signalements made, with their lines in the journal.

    In the transaction and the scope of the caller.
    """
    candidates = [
        _candidate(fichier, prete, prete.lue) for prete in lot if prete.lue and prete.double_de is None
    ]
    connus = _lire_connus(fichier, candidates)
    lignes = [_ligne_simple(fichier, prete) for prete in lot if not prete.lue or prete.double_de is not None]
    signalements = []
    for candidate in candidates:
        issue = _decider(fichier, candidate, connus)
        ligne = LigneFichier(
            departement_id=fichier.departement_id,
            fichier=fichier,
            numero=candidate.prete.numero,
            resultat=issue.resultat,
            precision=" ".join(filter(None, [issue.precision, candidate.lue.remarque]))[:300],
            cle=candidate.cle,
            signalement=issue.deja,
        )
        if issue.resultat in LIGNES_CREEES:
            signalement = _signalement(fichier, reglages, candidate, issue)
            signalements.append(signalement)
            ligne.signalement = signalement.uuid
            if signalement.site != fichier.site:
                ligne.precision = f"{ligne.precision} Reçu par le site {signalement.site}.".strip()[:300]
        lignes.append(ligne)
    Signalement.objects.bulk_create(signalements)
    LigneFichier.objects.bulk_create(lignes)
    auteur = fichier.travail.demande_par if fichier.travail else None
    journaliser_plusieurs(auteur, ActionJournal.CREATION, signalements, precision="Liste reçue")


def _candidate(fichier: FichierSignalements, prete: LignePrete, lue: LigneLue) -> _Candidate:
    """`cle`: the same person, for the same arrêt, told by the same origin; without arrêt, in the same month."""
    qui = lue.nir or f"{lue.nom_normalise}|{lue.date_naissance}"
    quoi = str(lue.arret_depuis or f"{fichier.recu_le:%Y-%m}")
    cle = indexer(f"{fichier.origine_id}|{qui}|{quoi}")
    return _Candidate(prete, lue, indexer_nir(lue.nir) if lue.nir else None, cle)


def _ligne_simple(fichier: FichierSignalements, prete: LignePrete) -> LigneFichier:
    double = prete.double_de is not None
    return LigneFichier(
        departement_id=fichier.departement_id,
        fichier=fichier,
        numero=prete.numero,
        resultat=ResultatLigne.DEJA_RECUE if double else ResultatLigne.REJETEE,
        precision=f"Même personne que la ligne {prete.double_de}." if double else prete.rejet[:300],
    )


def _lire_connus(fichier: FichierSignalements, candidates: Sequence[_Candidate]) -> _Connus:
    nirs = {c.nir_index for c in candidates if c.nir_index}
    naissances = {c.lue.date_naissance for c in candidates if c.lue.date_naissance}
    unite = fichier.departement_id
    connus = _Connus()
    recues = (
        LigneFichier.objects.filter(
            departement=unite, cle__in={c.cle for c in candidates}, resultat__in=LIGNES_CREEES
        )
        .exclude(fichier__etat=EtatFichier.DEFAIT)
        .select_related("fichier")
        .defer("fichier__contenu")
    )
    connus.recues = {ligne.cle: ligne for ligne in recues}
    ouverts = (
        Signalement.objects.comptent()
        .filter(departement=unite, etat__in=SIGNALEMENTS_A_TRAITER)
        .only("uuid", "nom", "prenom", "date_naissance", "nir_index", "recu_le")
    )
    connus.attentes_nir = {s.nir_index: s for s in ouverts.filter(nir_index__in=nirs) if s.nir_index}
    for signalement in ouverts.filter(date_naissance__in=naissances):
        cle = (normaliser_nom(f"{signalement.nom} {signalement.prenom}"), signalement.date_naissance)
        connus.attentes_nom.setdefault(cle, []).append(signalement)  # type: ignore[arg-type]
    connus.assures = {
        a.nir_index: a for a in Assure.objects.filter(departement=unite, nir_index__in=nirs) if a.nir_index
    }
    connus.refus = refus_en_vigueur(unite, fichier.recu_le, nirs=nirs, naissances=naissances)
    suivis = Accompagnement.objects.comptent().ouverts().filter(assure__in=connus.assures.values())
    for suivi in suivis.avec_axe_le(timezone.localdate()).order_by("pk"):
        connus.suivis.setdefault(suivi.assure_id, []).append(suivi)
    with perimetre(TOUT):
        # Existence only: nothing else of another unit's dossier is read, and nothing of one in accès restreint.
        ailleurs = Assure.objects.filter(nir_index__in=nirs, acces_restreint=False).exclude(departement=unite)
        connus.ailleurs = {assure.nir_index for assure in ailleurs.only("nir_index") if assure.nir_index}
    return connus


def _decider(fichier: FichierSignalements, candidate: _Candidate, connus: _Connus) -> _Issue:
    """Never attaches on anything but the same NIR."""
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
        return _issue_connue(fichier, assure, connus.suivis.get(assure.pk, []))
    if candidate.nir_index in connus.ailleurs:
        return _Issue(ResultatLigne.AILLEURS, "Un dossier existe dans un autre département.")
    return _Issue(ResultatLigne.CREEE)


def _issue_connue(fichier: FichierSignalements, assure: Assure, suivis: Sequence[Accompagnement]) -> _Issue:
    if assure.decede_le is not None:
        return _Issue(ResultatLigne.REJETEE, "Le dossier de cette personne porte une date de décès.")
    if not suivis:
        return _Issue(ResultatLigne.CONNUE, "Même NIR qu'un dossier de l'unité.", assure=assure)
    if est_une_requete(fichier):
        # A request tells how long an arrêt has lasted: who follows the person knows it.
        return _Issue(ResultatLigne.DEJA_OUVERTE, "Un accompagnement est déjà en cours.")
    memes = [s for s in suivis if s.axe_du_jour == fichier.axe_propose]  # type: ignore[attr-defined]
    return _Issue(
        ResultatLigne.CONNUE,
        "Même NIR qu'un dossier de l'unité : rattachée à son accompagnement en cours.",
        assure=assure,
        suivi=(memes or list(suivis))[0],
    )


def _signalement(
    fichier: FichierSignalements, reglages: Reglages, candidate: _Candidate, issue: _Issue
) -> Signalement:
    lue = candidate.lue
    commune = candidate.prete.commune
    signalement = Signalement(
        departement_id=fichier.departement_id,
        site=reglages.communes.site_de(commune) or fichier.site,
        assure=issue.assure,
        nom=lue.nom,
        prenom=lue.prenom,
        sexe=lue.sexe,
        date_naissance=lue.date_naissance,
        telephone=lue.telephone,
        commune=commune,
        recu_le=fichier.recu_le,
        origine=fichier.origine,
        canal=reglages.canal,
        partenaire=fichier.partenaire,
        axe_propose=fichier.axe_propose,
        arret_depuis=lue.arret_depuis,
        accord=AccordPersonne.NON_REQUIS,
        echeance=reglages.echeance,
    )
    if lue.nir:
        signalement.poser_nir(lue.nir)
    if issue.suivi is not None:
        jour = timezone.localdate()
        signalement.etat = EtatSignalement.RATTACHE
        signalement.accompagnement = issue.suivi
        signalement.qualifie_le = signalement.clos_le = jour
    return signalement
