"""The dossiers that may be of the person signalled, for the agent who triages.

Except in lire_doubles, nothing here is journalled: the page that asks writes the line of consultation.
"""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Prefetch, Q, QuerySet, When, prefetch_related_objects

from cases.models import Accompagnement, Assure, ReferentAccompagnement, Signalement
from cases.models.personnes.assure import FIN_DE_NUMERO
from cases.rules.noms import normaliser_nom
from cases.rules.rapprochement import (
    Certitude,
    Personne,
    Rapprochement,
    inverser,
    rapprocher,
)
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.telephone import normaliser_telephone

MONTRES = 6
CANDIDATS = 200
MOTS_PERMUTES = 4  # 24 orders; a longer name is looked for in two orders
DESIGNE = Rapprochement(Certitude.PROBABLE, ("Dossier désigné",))


@dataclass(frozen=True)
class DossierRapproche:
    """A dossier that may be the person's. `suivis` are its open accompagnements.

    Each accompagnement has `site`, `axe_du_jour` and `referent_du_jour` (an Agent or None).
    """

    assure: Assure
    rapprochement: Rapprochement
    suivis: Sequence[Accompagnement]


def rapprochements(agent: Agent, signalement: Signalement, jour: datetime.date) -> list[DossierRapproche]:
    """Returns the dossiers of the unit that the agent may read and that may be of the person, six at most.

    The surest come first, then by name. When the signalement already designates a dossier, only that one is returned.
    Three queries at most.
    """
    if signalement.assure_id is None:
        retenus = _trouves(agent, signalement)
    else:
        retenus = [(a, DESIGNE) for a in Assure.objects.visible_to(agent).filter(pk=signalement.assure_id)]
    lire_suivis([assure for assure, _ in retenus], jour)
    return [
        DossierRapproche(assure, rapprochement, assure.suivis)  # type: ignore[attr-defined]
        for assure, rapprochement in retenus
    ]


def lire_doubles(agent: Agent, assure: Assure, jour: datetime.date) -> list[DossierRapproche]:
    """Returns the other dossiers of the unit that may be of the same person, and journals that they were shown."""
    trouves = [paire for paire in _trouves(agent, assure, MONTRES + 1) if paire[0] != assure][:MONTRES]
    lire_suivis([autre for autre, _ in trouves], jour)
    journaliser(
        agent,
        ActionJournal.LISTE,
        ("assure", None),
        departement_code=assure.departement_id,
        precision=f"Double emploi : {len(trouves)} dossiers",
    )
    return [
        DossierRapproche(autre, rapprochement, autre.suivis)  # type: ignore[attr-defined]
        for autre, rapprochement in trouves
    ]


def connu_ailleurs(signalement: Signalement) -> bool:
    """Says only whether another unit has a dossier of this NIR, or of exactly this name and birth date (DOS-8)."""
    with perimetre(TOUT):
        return dossiers_ailleurs(signalement).exists()


def dossiers_ailleurs(signalement: Signalement) -> QuerySet[Assure]:
    """Returns the dossiers of other units of which connu_ailleurs tells, for an act that shows nothing of them.

    The scope of the caller must hold those units. A dossier in accès restreint is left out: the name and the birth
    date of a colleague are easily known.
    """
    memes = Q(pk__in=[])
    if signalement.nir_index:
        memes |= Q(nir_index=signalement.nir_index)
    if signalement.date_naissance:
        nom = normaliser_nom(f"{signalement.nom} {signalement.prenom}")
        meme_personne = Q(nom_recherche=nom, date_naissance=signalement.date_naissance)
        memes |= meme_personne & Q(nir_index=None) if signalement.nir_index else meme_personne
    return (
        Assure.objects.non_fusionnes()
        .filter(memes, acces_restreint=False)
        .exclude(departement=signalement.departement_id)
    )


def _trouves(
    agent: Agent, qui: Assure | Signalement, combien: int = MONTRES
) -> list[tuple[Assure, Rapprochement]]:
    cherchee = _personne(qui)
    paires = [(assure, rapprocher(cherchee, _personne(assure))) for assure in _candidats(agent, qui)]
    trouves = [(assure, rapprochement) for assure, rapprochement in paires if rapprochement is not None]
    trouves.sort(key=lambda paire: (-paire[1].certitude, paire[0].nom_recherche, paire[0].pk))
    return trouves[:combien]


def _personne(qui: Assure | Signalement) -> Personne:
    return Personne(qui.nom, qui.prenom, qui.date_naissance, qui.telephone, qui.nir_index)


def _candidats(agent: Agent, qui: Assure | Signalement) -> QuerySet[Assure]:
    """Returns every dossier that the rule could keep, CANDIDATS at most.

    A block is enough, because the rule never keeps a near name without the same birth date or telephone.
    """
    meme_nom = Q(nom_recherche__in=_ordres(qui))
    meme_telephone = Q()
    bloc = meme_nom
    rangs = []
    if qui.nir_index:
        bloc |= Q(nir_index=qui.nir_index)
        rangs.append(When(nir_index=qui.nir_index, then=-1))
    if telephone := normaliser_telephone(qui.telephone):
        meme_telephone = Q(fin_telephone=telephone[-FIN_DE_NUMERO:])
        bloc |= meme_telephone
    if qui.date_naissance:
        dates = [qui.date_naissance, inverser(qui.date_naissance)]
        bloc |= Q(date_naissance__in=[date for date in dates if date])
    # Should a date be shared by many (1 January of a year), the best ones are read before the bound.
    rangs += [When(meme_nom, then=0), *([When(meme_telephone, then=1)] if meme_telephone else [])]
    return (
        Assure.objects.visible_to(agent)
        .filter(departement=qui.departement_id)
        .filter(bloc)
        .order_by(Case(*rangs, default=2), "nom_recherche", "id")[:CANDIDATS]
    )


def _ordres(qui: Assure | Signalement) -> set[str]:
    """Returns the normalised name with its words in every order: an equality uses the index, a resemblance does not."""
    mots = normaliser_nom(f"{qui.nom} {qui.prenom}").split()
    if len(mots) <= MOTS_PERMUTES:
        return {" ".join(ordre) for ordre in itertools.permutations(mots)}
    return {" ".join(mots), normaliser_nom(f"{qui.prenom} {qui.nom}")}


def lire_suivis(assures: list[Assure], jour: datetime.date) -> None:
    """Sets `suivis` on each person: her open accompagnements. Two queries for all of them."""
    referents = ReferentAccompagnement.objects.filter(du__lte=jour).select_related("agent").order_by("du")
    suivis = (
        Accompagnement.objects.comptent()
        .ouverts()
        .avec_axe_le(jour)
        .select_related("site")
        .prefetch_related(Prefetch("referents", referents, "referents_lus"))
    )
    prefetch_related_objects(assures, Prefetch("accompagnements", suivis, "suivis"))
    for assure in assures:
        for suivi in assure.suivis:  # type: ignore[attr-defined]
            suivi.referent_du_jour = suivi.referents_lus[-1].agent if suivi.referents_lus else None
