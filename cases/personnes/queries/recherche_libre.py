"""The search for a person from any page, by whatever the agent knows of her, among what the agent may read."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from cases.chiffrement import indexer_nir
from cases.models import Assure, MotDuNom, Signalement
from cases.models.personnes.assure import FIN_DE_NUMERO
from cases.models.socle.base import LECTEURS_DOSSIER
from cases.personnes.queries.rapprochement import lire_suivis
from cases.rules.noms import normaliser_nom
from cases.rules.recherche_libre import LETTRES_POUR_UNE_FAUTE, Cherche, a_une_faute, moities
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.telephone import normaliser_telephone

MONTRES = 20
MOTS_LUS = 3_000  # half a word names at most some hundreds of others
SIGNALEMENTS_LUS = 5_000
PROCHE = 2  # after the whole words, and the beginnings of words
APRES_Z = "{"  # follows « z » in the order of the base: what begins by a word is between the two


@dataclass(frozen=True)
class DossierTrouve:
    """A person found. `pourquoi` says on the page why she was found; `exact` tells an exact match from a near one."""

    assure: Assure
    pourquoi: str
    exact: bool


@dataclass(frozen=True)
class ResultatsDeRecherche:
    """The persons found. `autres`: more were found than are shown.

    `ailleurs`: another unit follows somebody of this NIR.
    """

    dossiers: Sequence[DossierTrouve]
    signalements: Sequence[Signalement]
    autres: bool
    ailleurs: bool


def recherche_libre(agent: Agent, cherche: Cherche, jour: datetime.date) -> ResultatsDeRecherche:
    """Returns the dossiers of the agent's units, then the signalements of the agent's territory that have no dossier.

    Everything typed must agree. Each word is the beginning of a word of the name, or is one fault away from one, in
    any order. Whole words come first, then beginnings, then near words, each by name; MONTRES at most. The number of
    queries is the same whatever is found. It writes the line of consultation of those shown, without what was typed.
    """
    voisins = _mots_voisins(agent, cherche)
    lus = list(_filtrer(agent, cherche, voisins).select_related("commune")[: MONTRES + 1])
    montres = lus[:MONTRES]
    lire_suivis(montres, jour)
    signalements = _signalements(agent, cherche)
    trouves = ResultatsDeRecherche(
        [_dossier_trouve(cherche, assure) for assure in montres],
        signalements,
        len(lus) > MONTRES,
        bool(cherche.nir) and not lus and _ailleurs(agent, cherche),
    )
    precision = f"Recherche : {len(montres)} dossiers, {len(signalements)} signalements"
    journaliser(agent, ActionJournal.LISTE, ("assure", None), precision=precision)
    return trouves


def _mots_voisins(agent: Agent, cherche: Cherche) -> dict[str, set[str]]:
    """Returns, for each word long enough, the words of names in the agent's units that are one fault away."""
    longs = [mot for mot in cherche.mots if len(mot) >= LETTRES_POUR_UNE_FAUTE]
    bloc = Q(pk__in=[])
    for mot in longs:
        debut, fin = moities(mot)
        bloc |= Q(mot__gte=debut, mot__lt=debut + APRES_Z) | Q(inverse__gte=fin, inverse__lt=fin + APRES_Z)
    candidats = list(
        MotDuNom.objects.filter(departement__in=agent.unites(*LECTEURS_DOSSIER))
        .filter(bloc)
        .order_by()
        .values_list("mot", flat=True)
        .distinct()[:MOTS_LUS]
    )
    return {mot: {autre for autre in candidats if a_une_faute(mot, autre)} for mot in longs}


def _filtrer(agent: Agent, cherche: Cherche, voisins: dict[str, set[str]]) -> QuerySet[Assure]:
    mots = MotDuNom.objects.filter(departement__in=agent.unites(*LECTEURS_DOSSIER))
    assures = Assure.objects.visible_to(agent)
    entiers, debuts = Q(), Q()
    for mot in cherche.mots:
        commence = Q(mot__gte=mot, mot__lt=mot + APRES_Z)
        porteurs = mots.filter(commence | Q(mot__in=voisins.get(mot, ()))).values("assure")
        assures = assures.filter(pk__in=porteurs)
        debuts &= Q(Exists(mots.filter(commence, assure=OuterRef("pk"))))
        entiers &= Q(Exists(mots.filter(mot=mot, assure=OuterRef("pk"))))
    if cherche.naissance:
        assures = assures.filter(date_naissance=cherche.naissance)
    if cherche.annee:
        assures = assures.filter(
            date_naissance__gte=datetime.date(cherche.annee, 1, 1),
            date_naissance__lte=datetime.date(cherche.annee, 12, 31),
        )
    if cherche.nir:
        assures = assures.filter(nir_index=indexer_nir(cherche.nir))
    if cherche.telephone:
        assures = assures.filter(fin_telephone=cherche.telephone[-FIN_DE_NUMERO:])
    rang = Case(When(entiers, then=0), When(debuts, then=1), default=PROCHE) if cherche.mots else Value(0)
    return assures.annotate(rang=rang).order_by("rang", "nom_recherche", "pk")


def _dossier_trouve(cherche: Cherche, assure: Assure) -> DossierTrouve:
    exact = assure.rang < PROCHE  # type: ignore[attr-defined]
    raisons = [
        (bool(cherche.nir), "Même NIR"),
        (bool(cherche.telephone), "Même téléphone"),
        (cherche.naissance is not None, "Même date de naissance"),
        (cherche.annee is not None, "Même année de naissance"),
        (bool(cherche.mots), "Nom" if exact else "Nom proche"),
    ]
    return DossierTrouve(assure, ", ".join(raison for vraie, raison in raisons if vraie), exact)


def _signalements(agent: Agent, cherche: Cherche) -> list[Signalement]:
    """Returns the signalements that wait on the territory and designate no dossier.

    The queue is short: all of it is read.
    """
    attendent = (
        Signalement.objects.visible_to(agent)
        .a_traiter()
        .filter(assure__isnull=True)
        .select_related("origine")
        .en_file()
    )
    if cherche.nir:
        attendent = attendent.filter(nir_index=indexer_nir(cherche.nir))
    return [s for s in attendent[:SIGNALEMENTS_LUS] if _convient(cherche, s)][:MONTRES]


def _convient(cherche: Cherche, signalement: Signalement) -> bool:
    if cherche.naissance and signalement.date_naissance != cherche.naissance:
        return False
    if cherche.annee and (
        signalement.date_naissance is None or signalement.date_naissance.year != cherche.annee
    ):
        return False
    if cherche.telephone:
        fin = normaliser_telephone(signalement.telephone)[-FIN_DE_NUMERO:]
        if fin != cherche.telephone[-FIN_DE_NUMERO:]:
            return False
    mots = normaliser_nom(f"{signalement.nom} {signalement.prenom}").split()
    return _tous_proches(cherche.mots, mots)


def _tous_proches(cherches: Iterable[str], mots: Sequence[str]) -> bool:
    return all(
        any(
            autre.startswith(mot) or (len(mot) >= LETTRES_POUR_UNE_FAUTE and a_une_faute(mot, autre))
            for autre in mots
        )
        for mot in cherches
    )


def _ailleurs(agent: Agent, cherche: Cherche) -> bool:
    """Says whether another unit follows somebody of this NIR. A dossier in accès restreint is not told of."""
    with perimetre(TOUT):
        return (
            Assure.objects.non_fusionnes()
            .filter(nir_index=indexer_nir(cherche.nir), acces_restreint=False)
            .exclude(departement__in=agent.unites(*LECTEURS_DOSSIER))
            .exists()
        )
