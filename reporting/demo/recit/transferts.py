"""People followed in one unit, then in another: acts stay where they were done (F1).

Serves the place where a published figure is counted: that of the act, not of the unit that follows now.
"""

from itertools import pairwise

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.modele import Site
from reporting.demo.recit.parcours import PIEGES_VISES, Parcours
from reporting.demo.recit.realisation import Realisation

PARTIS_ENSUITE = 64


def circuits(contexte: Contexte) -> list[tuple[Perimetre | None, Perimetre | None]]:
    """Pairs of units between which people move in the year; None stands for the neighbouring unit without figures."""
    unites: list[Perimetre | None] = [p for p in contexte.perimetres if p.fichier.departement]
    if not unites:
        return []
    if len(unites) == 1:
        unites.append(None)
    return [*pairwise(unites), (unites[-1], unites[0])]


class Transferts:
    """Takes, in the parcours of two units, those that are one and the same person moving from one to the other."""

    def __init__(self, contexte: Contexte, parcours: dict[int, list[Parcours]], voisin: Site | None) -> None:
        self.contexte, self.parcours, self.voisin = contexte, parcours, voisin
        self.alea, self.calendrier = contexte.alea, contexte.calendrier

    def relier(self, depart: Perimetre | None, arrivee: Perimetre | None) -> None:
        connu = depart or arrivee
        if connu is None:
            return
        partants, arrivants = self._reserver(depart, 5), self._reserver(arrivee, 5)
        for partant, arrivant in zip(partants, arrivants, strict=False):
            self._realiser(connu, depart, arrivee, partant.nombre, arrivant.nombre)
            self._retirer(depart, partant)
            self._retirer(arrivee, arrivant)

    def _reserver(self, perimetre: Perimetre | None, maximum: int) -> list[Parcours]:
        if perimetre is None:
            return [Parcours("PDP", self.alea.randint(1, 3)) for _ in range(PIEGES_VISES)]
        profils = perimetre.plan.profils.values()
        if min(min(profil.premiers, profil.seconds) for profil in profils) < 2 * PIEGES_VISES:
            return []
        candidats = [
            un
            for un in self.parcours[id(perimetre)]
            if un.axe == "PDP" and un.sorte == "simple" and not un.clos and un.nombre <= maximum
        ]
        return candidats[: min(PIEGES_VISES, len(candidats) // 8)]

    def _retirer(self, perimetre: Perimetre | None, un: Parcours) -> None:
        if perimetre is not None:
            self.parcours[id(perimetre)].remove(un)

    def _realiser(
        self, connu: Perimetre, depart: Perimetre | None, arrivee: Perimetre | None, avant: int, apres: int
    ) -> None:
        """One accompagnement, opened and first held in one unit, gone on in the other from the summer on."""
        contexte = self.contexte
        debut = connu.jour(0, 1, 1)
        site_depart = contexte.site(depart) if depart else self.voisin
        site_arrivee = contexte.site(arrivee) if arrivee else self.voisin
        if site_depart is None or site_arrivee is None:
            return
        suivi_par = arrivee or connu
        personne = contexte.personne(suivi_par, site_arrivee)
        ouvert_le = self.calendrier.tirer(self.alea, debut - 150 * UN_JOUR, debut + 40 * UN_JOUR)
        dossier = contexte.dossier(suivi_par, personne, ouvert_le, "PDP", site_depart)
        if ouvert_le < debut - 20 * UN_JOUR:
            contexte.entretien(dossier, self.calendrier.tirer(self.alea, ouvert_le, ouvert_le + 10 * UN_JOUR))
        transfert = self.calendrier.tirer(self.alea, connu.jour(0, 6, 5), connu.jour(0, 7, 10))
        for jour in self.calendrier.plusieurs(self.alea, max(ouvert_le, debut), transfert - UN_JOUR, avant):
            contexte.entretien(dossier, jour)
        dossier.referents.append((transfert, self.alea.choice(contexte.ass[site_arrivee.code])))
        for jour in self.calendrier.plusieurs(self.alea, transfert, connu.jour(0, 12, 20), apres):
            contexte.entretien(dossier, jour, site_arrivee)
        Realisation(contexte, suivi_par).suite(dossier)


def faire_partir(contexte: Contexte, perimetre: Perimetre) -> None:
    """After the year, some people of the unit move: another unit follows them now, their acts stay (F1, F7)."""
    if not perimetre.ailleurs or not perimetre.fichier.departement:
        return
    candidats = [
        personne
        for personne in perimetre.personnes
        if personne.unite == perimetre.fichier.departement
        and all(dossier.clos_le and dossier.site.unite == personne.unite for dossier in personne.dossiers)
        and any(dossier.clos_le and dossier.clos_le.year == perimetre.annee for dossier in personne.dossiers)
    ]
    contexte.alea.shuffle(candidats)
    # Half of them were signalled and opened in the year itself: their signalement stays too (F10).
    candidats.sort(key=lambda personne: all(d.ouvert_le.year < perimetre.annee for d in personne.dossiers))
    nombre = min(PARTIS_ENSUITE, len(candidats) // 8)
    for personne in (*candidats[: nombre - nombre // 2], *candidats[len(candidats) - nombre // 2 :]):
        personne.unite = contexte.alea.choice(perimetre.ailleurs).unite
