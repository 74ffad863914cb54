"""One run, from the figures to every record, in memory.

Serves every published figure: what it makes ends with the year after the published one.
"""

import datetime
from collections.abc import Callable, Sequence

from reporting.demo.calage.lecture import Fichier
from reporting.demo.calage.plan import planifier
from reporting.demo.recit import partenaires
from reporting.demo.recit.actions import Actions
from reporting.demo.recit.autour import peupler_annees_voisines
from reporting.demo.recit.brouillons import brouillons_oublies
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.equipe import Annuaire, Recrutement, affecter_regions, composer
from reporting.demo.recit.hasard import Calendrier, Hasard
from reporting.demo.recit.identites import EtatCivil
from reporting.demo.recit.lieux import installer_sites, region_de
from reporting.demo.recit.modele import Agent, Jour, Site
from reporting.demo.recit.modes import attribuer_modes
from reporting.demo.recit.parcours import repartir_parcours
from reporting.demo.recit.pieges import tendre
from reporting.demo.recit.premiers import rapprocher
from reporting.demo.recit.profils import attribuer_profils
from reporting.demo.recit.realisation import Realisation
from reporting.demo.recit.signalements import Signalements
from reporting.demo.recit.transferts import Transferts, circuits, faire_partir
from reporting.demo.recit.vie import Vie


def generer(
    fichiers: Sequence[Fichier], graine: int, date: Jour, avancer: Callable[[str, int], None] | None = None
) -> Contexte:
    """Everything that the folder will hold. Same files, seed and date, same records.

    `avancer` is told each step and its number of records. Raises ChiffresInvalides.
    """
    alea = Hasard(graine)
    annees = [fichier.annee for fichier in fichiers]
    calendrier = Calendrier(datetime.date(min(annees) - 4, 1, 1), date + datetime.timedelta(days=420))
    etat_civil = EtatCivil(alea)
    contexte = Contexte(alea, calendrier, etat_civil, Annuaire(alea, etat_civil), date)
    for fichier in fichiers:
        if _declare_seulement(fichier, fichiers):
            contexte.declaratifs.append(fichier)
        else:
            installer(contexte, fichier)
    affecter_regions(contexte.annuaire, {p.region.code for p in contexte.perimetres}, max(annees))
    voisin = _relier(contexte)
    _peupler(contexte, voisin)
    for perimetre in contexte.perimetres:
        tendre(contexte, perimetre)
    attribuer_modes(contexte)
    if avancer:
        avancer("Entretiens datés", sum(len(d.entretiens) for p in contexte.perimetres for d in p.dossiers))
    _raconter(contexte)
    if avancer:
        avancer("Dossiers racontés", sum(len(p.dossiers) for p in contexte.perimetres))
    return contexte


def _declare_seulement(fichier: Fichier, fichiers: Sequence[Fichier]) -> bool:
    """A région whose units are in the run: its people are theirs, only its declared figures are its own."""
    return fichier.departement is None and any(
        autre.departement and autre.region == fichier.region for autre in fichiers
    )


def _raconter(contexte: Contexte) -> None:
    """Everything that is written around people, dossiers and entretiens."""
    entreprises = [partenaires.installer(contexte, perimetre) for perimetre in contexte.perimetres]
    for perimetre in contexte.perimetres:
        for dossier in perimetre.dossiers:
            rapprocher(contexte, dossier)
    attribuer_profils(contexte)
    for perimetre, sirets in zip(contexte.perimetres, entreprises, strict=True):
        for personne in perimetre.personnes:
            fiche = contexte.etat_civil.ligne(personne)
            contexte.fiches[personne.uuid] = fiche
            contexte.lignes["assures"].append(fiche)
        Signalements(contexte, perimetre).generer()
        Actions(contexte, perimetre, sirets).generer()
        brouillons_oublies(contexte, perimetre)
        vie = Vie(contexte, perimetre)
        for personne in perimetre.personnes:
            vie.situer(personne)
        for dossier in perimetre.dossiers:
            vie.raconter(dossier)


def _peupler(contexte: Contexte, voisin: Site | None) -> None:
    parcours = {id(p): repartir_parcours(p.plan, contexte.alea) for p in contexte.perimetres}
    transferts = Transferts(contexte, parcours, voisin)
    for depart, arrivee in circuits(contexte):
        transferts.relier(depart, arrivee)
    for perimetre in contexte.perimetres:
        realisation = Realisation(contexte, perimetre)
        for un in parcours[id(perimetre)]:
            realisation.realiser(un)
    for perimetre in contexte.perimetres:
        peupler_annees_voisines(contexte, perimetre)
        faire_partir(contexte, perimetre)


def _relier(contexte: Contexte) -> Site | None:
    """Where people of a unit may come from or go: the other units, or a neighbouring one without figures."""
    unites = [p for p in contexte.perimetres if p.fichier.departement]
    if len(unites) > 1:
        for perimetre in unites:
            perimetre.ailleurs = [s for autre in unites if autre is not perimetre for s in autre.sites]
        return None
    if not unites:
        return None
    seul = unites[0]
    voisine = next((u for u in seul.region.unites if u.code != seul.fichier.departement), None)
    if voisine is None:
        return None
    sites = installer_sites(voisine, 1)
    besoin = Recrutement(contexte.alea, contexte.calendrier, contexte.annuaire, seul.annee, [voisine], sites)
    contexte.voisine = voisine
    contexte.sites_voisins = sites
    equipe = composer(besoin, {"ass": 2, "csam": 1})
    contexte.ass |= equipe.ass
    contexte.csam |= equipe.csam
    seul.ailleurs = sites
    return sites[0]


def installer(contexte: Contexte, fichier: Fichier) -> Perimetre:
    """Places and team of one file."""
    region = region_de(fichier)
    plan = planifier(fichier, contexte.alea)
    unites = [unite for unite in region.unites if fichier.departement in (None, unite.code)]
    ass = max(2, plan.equipe["ass"])
    unites = unites[: max(1, ass // 2)]
    sites = [site for unite in unites for site in installer_sites(unite, max(1, ass // (2 * len(unites))))]
    perimetre = Perimetre(fichier, plan, region, unites, sites)
    besoin = Recrutement(contexte.alea, contexte.calendrier, contexte.annuaire, plan.annee, unites, sites)
    besoin.partages = _partages(contexte)
    perimetre.equipe = composer(besoin, plan.equipe)
    contexte.ass |= perimetre.equipe.ass
    contexte.csam |= perimetre.equipe.csam
    contexte.perimetres.append(perimetre)
    return perimetre


def _partages(contexte: Contexte) -> list[Agent]:
    """ASS of the former unit who also work in this one: they count in each (F9)."""
    if not contexte.perimetres:
        return []
    equipe = contexte.perimetres[-1].equipe
    comptes = set(equipe.comptes.values())
    candidats = [agent for agents in equipe.ass.values() for agent in agents if agent not in comptes]
    return candidats[-1:]
