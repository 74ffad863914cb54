"""The job that turns a list into signalements: it is checked as a whole, then done by tranches, each line once.

A tranche is one transaction that holds the job. A worker that is killed leaves whole tranches, and the next worker
goes on after them (docs/securite.md R1).
"""

import contextlib
import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction

from cases.chiffrement import dechiffrer
from cases.enums_liste_recue import EtatListeRecue
from cases.listes_recues.domain.deja_connus import LignePrete
from cases.listes_recues.domain.depot import colonnes_de
from cases.listes_recues.domain.lecture import ListeIllisible, ouvrir
from cases.listes_recues.domain.lignes import Reglages, enregistrer_tranche, regler
from cases.models import FichierSignalements, LigneFichier
from cases.rules.ligne_liste_recue import LigneLue, LigneRejetee, lire_ligne
from partners.models import Parametre
from servicesocial import travaux
from servicesocial.models import Travail
from servicesocial.perimetre import TOUT, perimetre

TRANCHE = 500
# Lines read between two signs of life.
PAS = 5_000
PART_DE_LA_VERIFICATION = 20
ECHEC = "L'import n'a pas pu aller au bout. Relancez-le : les lignes déjà faites ne le seront pas deux fois."
# Under this number a few faults say nothing of the file.
REJETS_MIN = 5


def importer_liste_recue(travail: Travail) -> None:
    """Does the import of a job that this process holds. Raises BailPerdu when another worker took over.

    A list that cannot be read to its end is refused before anything is created. So is one with too many rejected
    lines, because its columns have then shifted.
    """
    with perimetre(TOUT):
        liste_recue = FichierSignalements.objects.select_related(
            "site", "origine", "partenaire", "depose_par", "travail__demande_par"
        ).get(travail=travail)
        faites = set(LigneFichier.objects.filter(fichier=liste_recue).values_list("numero", flat=True))
    if liste_recue.contenu is None:
        return  # given up, or done by another worker
    lecture = _Lecture(liste_recue, dechiffrer(liste_recue.contenu, liste_recue.uuid), regler(liste_recue))
    try:
        total = _verifier(travail, lecture)
    except ListeIllisible as refus:
        _finir(travail, liste_recue, EtatListeRecue.REFUSE, " ".join(refus.messages))
        return
    for tranche, derniere in _tranches(lecture, faites):
        with transaction.atomic(), perimetre([liste_recue.departement_id]):
            part = (100 - PART_DE_LA_VERIFICATION) * derniere // max(total, 1)
            travaux.avancer(travail, min(PART_DE_LA_VERIFICATION + part, 99), f"Ligne {derniere} sur {total}")
            # Two files of one unit at once must not both create the same person.
            _verrouiller(liste_recue.departement_id)
            enregistrer_tranche(liste_recue, lecture.reglages, tranche)
    _finir(travail, liste_recue, EtatListeRecue.IMPORTE)


def echouer_import(travail: Travail, clore: travaux.Fin) -> None:
    """Ends an import that cannot go on.

    The list says so; the agent may launch it again, after the lines already done.
    """
    with perimetre(TOUT):
        if clore(travail, ECHEC):
            FichierSignalements.objects.filter(travail=travail, etat=EtatListeRecue.EN_COURS).update(
                etat=EtatListeRecue.REFUSE, motif_refus=ECHEC
            )


@dataclass
class _Vues:
    """The persons already met in this list: a second line for the same person is not done again."""

    par_nir: dict[str, int] = field(default_factory=dict)
    par_nom: dict[tuple[str, datetime.date], tuple[int, str]] = field(default_factory=dict)

    def premiere(self, numero: int, lue: LigneLue) -> int | None:
        """Returns the number of the line that already holds this person; None when she is new, and then notes her.

        Two NIR that differ are two persons.
        """
        if lue.nir and lue.nir in self.par_nir:
            return self.par_nir[lue.nir]
        cle = (lue.nom_normalise, lue.date_naissance) if lue.date_naissance else None
        if cle is not None and cle in self.par_nom:
            autre, nir = self.par_nom[cle]
            if not (nir and lue.nir):
                return autre
        if lue.nir:
            self.par_nir[lue.nir] = numero
        if cle is not None:
            self.par_nom.setdefault(cle, (numero, lue.nir))
        return None


@dataclass(frozen=True)
class _Lecture:
    """The lines of the list. They are read from the beginning each time they are asked for."""

    liste_recue: FichierSignalements
    contenu: bytes
    reglages: Reglages

    def lignes(self) -> Iterator[LignePrete]:
        colonnes = colonnes_de(self.liste_recue)
        vues = _Vues()
        for ligne in ouvrir(self.contenu).lignes:
            try:
                if ligne.faute:
                    raise LigneRejetee(ligne.faute)
                lue = lire_ligne(
                    {colonne: ligne.cellules[position] for position, colonne in colonnes.items()},
                    recu_le=self.liste_recue.recu_le,
                    arret_minimal=self.reglages.arret_minimal,
                )
                commune = self.reglages.communes.trouver(*lue.commune)
            except LigneRejetee as faute:
                yield LignePrete(ligne.numero, rejet=str(faute))
                continue
            premiere = vues.premiere(ligne.numero, lue)
            if premiere is not None:
                yield LignePrete(ligne.numero, lue, commune, double_de=premiere)
            else:
                yield LignePrete(ligne.numero, lue, commune)


def apercevoir(liste_recue: FichierSignalements, nombre: int) -> list[tuple[LignePrete, list[str]]]:
    """Returns the first lines as they would be read now, with their cells, for the page before the import."""
    if liste_recue.contenu is None:
        return []
    contenu = dechiffrer(liste_recue.contenu, liste_recue.uuid)
    reglages = regler(liste_recue, _communes_nommees(liste_recue, contenu, nombre))
    pretes = _Lecture(liste_recue, contenu, reglages).lignes()
    brutes = ouvrir(contenu).lignes
    return [
        (prete, brute.cellules)
        for prete, brute in itertools.islice(zip(pretes, brutes, strict=False), nombre)
    ]


def _communes_nommees(
    liste_recue: FichierSignalements, contenu: bytes, nombre: int
) -> list[tuple[str, str, str]]:
    """Returns what the first lines say of their commune; a line that cannot be read says nothing."""
    colonnes = colonnes_de(liste_recue)
    dites = []
    for ligne in itertools.islice(ouvrir(contenu).lignes, nombre):
        cellules = {} if ligne.faute else {c: ligne.cellules[position] for position, c in colonnes.items()}
        with contextlib.suppress(LigneRejetee):
            dites.append(lire_ligne(cellules, recu_le=liste_recue.recu_le, arret_minimal=None).commune)
    return dites


def _verifier(travail: Travail, lecture: _Lecture) -> int:
    """Reads the whole file and counts its lines. Raises ListeIllisible when it must not be imported."""
    total = rejets = 0
    premier = ""
    seuil = int(Parametre.valeur_le("part-lignes-rejetees", lecture.liste_recue.recu_le))
    for prete in lecture.lignes():
        total += 1
        if prete.rejet:
            rejets += 1
            premier = premier or f"Ligne {prete.numero} : {prete.rejet}"
        if total % PAS == 0:
            travaux.avancer(
                travail, min(total // PAS, PART_DE_LA_VERIFICATION), f"Vérification : {total} lignes"
            )
    if rejets == total or (rejets >= REJETS_MIN and rejets * 100 > seuil * total):
        raise ListeIllisible(
            f"{rejets} lignes sur {total} sont rejetées : vérifiez les colonnes, ou redemandez le fichier. {premier}"[
                :300
            ]
        )
    return total


def _tranches(lecture: _Lecture, faites: set[int]) -> Iterator[tuple[list[LignePrete], int]]:
    """Gives the tranches of lines still to be done, each with the rank of its last line."""
    restent = ((rang, prete) for rang, prete in enumerate(lecture.lignes(), 1) if prete.numero not in faites)
    while tranche := list(itertools.islice(restent, TRANCHE)):
        yield [prete for _, prete in tranche], tranche[-1][0]


def _finir(travail: Travail, liste_recue: FichierSignalements, etat: EtatListeRecue, refus: str = "") -> None:
    with transaction.atomic(), perimetre([liste_recue.departement_id]):
        travaux.terminer(travail)
        champs = {"etat": etat, "motif_refus": refus[:300]}
        if etat == EtatListeRecue.IMPORTE:
            champs["contenu"] = None  # type: ignore[assignment]
        FichierSignalements.objects.filter(pk=liste_recue.pk).update(**champs)


def _verrouiller(departement_code: str) -> None:
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"fichiers:{departement_code}"])
