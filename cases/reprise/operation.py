"""A reprise from end to end: read, check, then write in the same transaction, or write nothing."""

from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from cases.reprise import chargement, effectif
from cases.reprise.controle import Controle
from cases.reprise.format import Genre
from cases.reprise.lecture import ListeIllisible, Source, inventorier, lire_entete, lire_lignes
from cases.reprise.preparation import copier, creer_table, montrer, table
from cases.reprise.rapport import Rapport, Remarque
from cases.reprise.registre import genres as genres_declares
from cases.reprise.suivi import Suivi
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.typographie import nombre

# Any constant: two reprises at once would each check a base that the other is changing.
_VERROU = 7_310_251


class _Abandon(Exception):
    """Leaves the transaction without writing; the report says why."""


def reprendre(dossier: Path, *, essai: bool = False, suivi: Suivi | None = None) -> Rapport:
    """Checks the folder and loads it, whole or not at all; with `essai`, checks it and changes nothing.

    The report tells the errors (nothing was then loaded), or what is new and what was there already. A record that
    the base already holds is left as it is, so a folder may be given again.
    """
    genres = genres_declares()
    rapport = Rapport({genre.fichier: rang for rang, genre in enumerate(genres)})
    sources = inventorier(dossier, genres, rapport)
    suivi = suivi or Suivi()
    if sources:
        try:
            with transaction.atomic(), perimetre(TOUT), connection.cursor() as curseur:
                _derouler(curseur, genres, sources, rapport, suivi, essai=essai)
        except _Abandon:
            rapport.charge = False
        except DatabaseError as erreur:
            rapport.charge = False
            rapport.erreur(
                "La base a refusé un enregistrement que les contrôles avaient admis, rien n'est chargé : "
                f"{str(erreur).splitlines()[0]}"
            )
    _completer(rapport.erreurs() + rapport.avertissements(), sources)
    return rapport


def _derouler(
    curseur: CursorWrapper,
    genres: tuple[Genre, ...],
    sources: list[Source],
    rapport: Rapport,
    suivi: Suivi,
    *,
    essai: bool,
) -> None:
    curseur.execute("SELECT pg_try_advisory_xact_lock(%s)", [_VERROU])
    if not curseur.fetchone()[0]:
        rapport.erreur("Une autre reprise est en cours : relancer celle-ci quand elle sera finie.")
        raise _Abandon
    curseur.execute("SET LOCAL work_mem = '64MB'")
    for genre in genres:
        creer_table(curseur, genre)
    illisibles = frozenset(s.genre.nom for s in sources if not copier(curseur, s, rapport, suivi))
    presents = frozenset(source.genre.nom for source in sources)
    controle = Controle(curseur, genres, rapport, presents=presents, illisibles=illisibles)
    controle.lignes()
    if illisibles:
        rapport.avertir("Les contrôles entre fichiers seront faits quand tous les fichiers seront lisibles.")
    else:
        controle.dossiers()
    suivi.terminer("Contrôles terminés")
    if not rapport.total_erreurs:
        rapport.comptes = [chargement.compter(curseur, genre) for genre in genres if genre.nom in presents]
    if essai or rapport.total_erreurs:
        raise _Abandon
    _ecrire(curseur, genres, rapport, suivi)


def _ecrire(curseur: CursorWrapper, genres: tuple[Genre, ...], rapport: Rapport, suivi: Suivi) -> None:
    par_nom = {genre.nom: genre for genre in genres}
    for compte in rapport.comptes:
        if compte.nouveaux:
            chargement.charger(curseur, par_nom[compte.genre], compte.nouveaux)
            suivi.terminer(f"Chargement de {compte.genre}", compte.nouveaux)
    # The composite keys are checked now, while an error can still be told, and not at the commit.
    curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
    curseur.execute("SET CONSTRAINTS ALL DEFERRED")
    suivi.terminer("Liens vérifiés")
    nouveaux = sum(compte.nouveaux for compte in rapport.comptes)
    presents = sum(compte.presents for compte in rapport.comptes)
    journaliser(
        None,
        ActionJournal.REPRISE,
        ("dossier de reprise", None),
        precision=f"{nombre(nouveaux)} enregistrements chargés, {nombre(presents)} déjà présents",
    )
    # Inside a longer transaction the temporary tables would stay until its end.
    restants = [table(genre.nom) for genre in genres] + effectif.noms()
    curseur.execute(f"DROP TABLE {', '.join(restants)}")
    rapport.charge = True


def _completer(remarques: list[Remarque], sources: list[Source]) -> None:
    """Reads the files again for the cells that the checks in SQL name by line and column only."""
    for source in sources:
        voulues: dict[int, list[Remarque]] = {}
        for remarque in remarques:
            if remarque.fichier == source.genre.fichier and remarque.colonne and remarque.valeur is None:
                voulues.setdefault(remarque.ligne, []).append(remarque)
        if voulues:
            _relire(source, voulues)


def _relire(source: Source, voulues: dict[int, list[Remarque]]) -> None:
    places: dict[str, int] = {}
    try:
        for ligne, cellules in lire_lignes(source.chemin):
            if not places:
                places = dict(zip(source.genre.entete, lire_entete(source, cellules), strict=True))
                continue
            for remarque in voulues.pop(ligne, ()):
                place = places.get(remarque.colonne, -1)
                if 0 <= place < len(cellules) and cellules[place].strip():
                    remarque.valeur = montrer(source.genre.colonne(remarque.colonne), cellules[place].strip())
            if not voulues:
                return
    except ListeIllisible:
        # Already in the report: the values that could not be found are not shown.
        return
