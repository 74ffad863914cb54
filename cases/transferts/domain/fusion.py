"""Two dossiers of one person become one (docs/decisions/2026-11-transfert-et-fusion.md)."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.transferts import peut_fusionner
from cases.enums import Cote, EtatDemande
from cases.models import Assure, DemandeTransfert, Fusion, Signalement
from cases.models.personnes.situation import ArretTravail, Situation
from cases.personnes.domain.ce_qui_suit import actualiser_urgence
from cases.personnes.domain.nir import poser_nir
from cases.socle.acte import enregistrer, modifier, tenir_toutes
from cases.transferts.domain.demande_transfert import repondre_demande
from cases.transferts.queries.fusion import (
    Comparaison,
    comparer,
    fait_en_clair,
    liens_vers_une_personne,
    valeur_en_clair,
)
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

DEMANDE_EN_DOUBLE = "Ce dossier n'en fait plus qu'un avec un autre, que votre unité demande aussi."


@transaction.atomic
def fusionner_dossiers(
    *,
    agent: Agent,
    garde: Assure,
    absorbe: Assure,
    choix: Mapping[str, Cote],
    empreinte: str,
    nir: Cote | str = "",
    motif_nir: str = "",
    nir_explique: str = "",
) -> Fusion:
    """Gives `garde` all that hangs on `absorbe`, which stays as a trace, no longer read, found or counted (ACC-5).

    `choix` gives a side for each field that differs and for each conflict; what it leaves out stays as proposed. Two
    NIR are two people, unless the agent says which one is wrong, and why. An accès restreint on either side holds for
    the whole. `empreinte` is that of what the page showed. Refuses dossiers of two units, one already merged, and an
    axis open in both.
    """
    exiger(peut_fusionner(agent, garde) and peut_fusionner(agent, absorbe))
    if garde.pk == absorbe.pk:
        raise RefusMetier("Un dossier ne se fusionne pas avec lui-même.", champ="absorbe")
    garde, absorbe = _verrouiller(garde, absorbe)
    relu = copy.copy(garde)
    comparaison = comparer(garde, absorbe)
    if comparaison.refus:
        raise RefusMetier(comparaison.refus, code="axe_occupe")
    if comparaison.empreinte != empreinte:
        raise RefusMetier(
            "L'un des deux dossiers a changé entre-temps : relisez avant de fusionner.", code="etat"
        )
    _exiger_choix(comparaison, choix)
    fusion = Fusion(
        departement_id=garde.departement_id, assure=garde, absorbe=absorbe, le=timezone.now(), par=agent
    )
    fusion.ecartes = [*_ecarter(comparaison, choix)]
    _fermer_les_demandes_en_double(agent, garde, absorbe)
    fusion.rattaches = _rattacher(garde, absorbe)
    # From here on its NIR is free for the dossier kept.
    Assure.objects.filter(pk=absorbe.pk).update(fusionne_dans=garde)
    fusion.remplaces = [*_completer(comparaison, choix)]
    _choisir_nir(comparaison, fusion, nir, motif_nir, nir_explique)
    modifier(garde, **_ce_qui_change(relu, garde))
    enregistrer(fusion)
    actualiser_urgence(Signalement.objects.filter(assure=garde))
    journaliser(agent, ActionJournal.MODIFICATION, garde, precision=f"Fusion : reçoit {absorbe.uuid}")
    journaliser(agent, ActionJournal.MODIFICATION, absorbe, precision=f"Fusion : absorbé par {garde.uuid}")
    return fusion


def _verrouiller(garde: Assure, absorbe: Assure) -> tuple[Assure, Assure]:
    """Returns both dossiers as they are now, held until the end, so that nothing new hangs on them.

    The order does not depend on which one is kept: two merges of the same dossiers wait for one another.
    """
    paires = Assure.objects.filter(pk__in=[garde.pk, absorbe.pk]).select_related("commune", "departement")
    relus = {assure.pk: assure for assure in tenir_toutes(paires, sans_rien_de_neuf=True)}
    if len(relus) != 2 or any(assure.fusionne_dans_id is not None for assure in relus.values()):
        raise RefusMetier("L'un de ces dossiers a déjà été fusionné, ou a changé d'unité.", code="etat")
    garde, absorbe = relus[garde.pk], relus[absorbe.pk]
    if garde.departement_id != absorbe.departement_id:
        raise RefusMetier("Ces dossiers sont suivis par deux unités : transférez d'abord l'un des deux.")
    return garde, absorbe


def _ce_qui_change(avant: Assure, apres: Assure) -> dict[str, Any]:
    champs = [champ.attname for champ in Assure._meta.concrete_fields]
    return {nom: getattr(apres, nom) for nom in champs if getattr(apres, nom) != getattr(avant, nom)}


def _exiger_choix(comparaison: Comparaison, choix: Mapping[str, Cote]) -> None:
    for conflit in comparaison.conflits:
        if conflit.cle not in choix:
            raise RefusMetier(f"{conflit.titre} : choisissez ce qui est gardé.", code="conflit")


def _ecarter(comparaison: Comparaison, choix: Mapping[str, Cote]) -> Iterable[dict[str, str]]:
    """Removes what cannot stand beside what is kept; its words stay in the trace. A fact said by both stays once."""
    for fait in comparaison.doubles:
        type(fait)._base_manager.filter(pk=fait.pk).delete()
    for conflit in comparaison.conflits:
        perdants = conflit.absorbes if choix[conflit.cle] == Cote.GARDE else conflit.gardes
        for perdant in perdants:
            yield _trace(perdant, Cote.ABSORBE if perdants is conflit.absorbes else Cote.GARDE)
            type(perdant)._base_manager.filter(pk=perdant.pk).delete()


def _trace(fait: Situation | ArretTravail, cote: Cote) -> dict[str, str]:
    return {"quoi": str(fait._meta.model_name), "cote": cote.value, "dit": fait_en_clair(fait)}


def _fermer_les_demandes_en_double(agent: Agent, garde: Assure, absorbe: Assure) -> None:
    """Keeps one demande when a unit asked for both dossiers: its other signalement is answered."""
    en_cours = DemandeTransfert.objects.en_cours()
    for demande in en_cours.filter(
        assure=absorbe, vers__in=list(en_cours.filter(assure=garde).values_list("vers", flat=True))
    ):
        repondre_demande(agent, demande, EtatDemande.REFUSEE, DEMANDE_EN_DOUBLE)


def _rattacher(garde: Assure, absorbe: Assure) -> dict[str, list[str]]:
    """Gives everything to the dossier kept, whatever its model. Returns the rows by model: their uuid or their key."""
    # Its name is looked for no more: the words of the other one are those of the dossier.
    absorbe.mots.all().delete()
    rattaches: dict[str, list[str]] = {}
    for modele, champ in liens_vers_une_personne():
        lignes = modele._base_manager.filter(**{champ: absorbe})
        cle = "uuid" if hasattr(modele, "uuid") else "pk"
        touchees = [str(valeur) for valeur in lignes.order_by("pk").values_list(cle, flat=True)]
        if touchees:
            rattaches.setdefault(str(modele._meta.model_name), []).extend(touchees)
            lignes.update(**{champ: garde})
    return rattaches


def _completer(comparaison: Comparaison, choix: Mapping[str, Cote]) -> Iterable[dict[str, str]]:
    """Gives the dossier kept the fields chosen from the other one; what it said before stays in the trace."""
    garde, absorbe = comparaison.garde, comparaison.absorbe
    for champ in comparaison.champs:
        if choix.get(champ.nom, champ.propose) != Cote.ABSORBE:
            continue
        if avant := valeur_en_clair(garde, champ.nom):
            yield {"champ": champ.nom, "libelle": champ.libelle, "dit": avant}
        setattr(garde, champ.nom, getattr(absorbe, champ.nom))
    if absorbe.acces_restreint and not garde.acces_restreint:
        garde.acces_restreint, garde.manager_habilite = True, absorbe.manager_habilite


def _choisir_nir(
    comparaison: Comparaison, fusion: Fusion, nir: Cote | str, motif: str, explication: str
) -> None:
    """Chooses the NIR of the dossier kept.

    A known NIR is never lost: of two, the one set aside stays encrypted in the trace.
    """
    garde, absorbe = comparaison.garde, comparaison.absorbe
    if not comparaison.porte_nir:
        return
    retenu = garde.nir if garde.nir_index else absorbe.nir
    if comparaison.nir_differents:
        motif = motif.strip()
        if nir not in Cote.values:
            raise RefusMetier("Les deux NIR diffèrent : choisissez celui qui est juste.", champ="nir")
        if not motif:
            raise RefusMetier("Dites pourquoi l'autre NIR est faux.", champ="motif_nir", code="motif")
        retenu, ecarte = (garde.nir, absorbe.nir) if nir == Cote.GARDE else (absorbe.nir, garde.nir)
        fusion.chiffrer_et_indexer_nir(ecarte)
        fusion.motif_nir = motif
    explications: Any = (explication, garde.nir_explique, absorbe.nir_explique)
    poser_nir(
        garde,
        retenu,
        sexe=garde.sexe,
        naissance=garde.date_naissance,
        explication=next((dite for dite in explications if dite), ""),
    )
