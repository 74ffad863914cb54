"""From a Parcours to dated records: opening, entretiens of each year, closing.

Serves the published people, entretiens and closings (F2, F3, F6, F7).
"""

import datetime

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.modele import Dossier, Jour, Site
from reporting.demo.recit.parcours import Parcours

JOURS_ENTRE_DEUX = 42
ENTRETIENS_MAX = 15
PART_JAMAIS_CLOS = 0.04


class Realisation:
    """Makes the records of the people of one perimeter and year."""

    def __init__(self, contexte: Contexte, perimetre: Perimetre) -> None:
        self.contexte, self.perimetre = contexte, perimetre
        self.alea, self.calendrier = contexte.alea, contexte.calendrier
        self.debut, self.fin = perimetre.jour(0, 1, 1), perimetre.jour(0, 12, 31)

    def realiser(self, un: Parcours) -> None:
        if un.clos:
            self._clos(un)
        elif un.sorte == "double":
            self._double(un)
        else:
            self._ouvert(un)

    def _clos(self, un: Parcours) -> None:
        clos_le = self._jour_cloture(un)
        ouvert_le = clos_le - un.duree * UN_JOUR
        personne = self.contexte.personne(self.perimetre)
        site = (
            self.alea.choice(self.perimetre.ailleurs)
            if self._vient_d_ailleurs(un, ouvert_le)
            else personne.site
        )
        axe = "SPS" if un.sorte == "passage" else un.axe
        dossier = self.contexte.dossier(self.perimetre, personne, ouvert_le, axe, site)
        dossier.clos_le, dossier.site_cloture, dossier.situation = clos_le, personne.site, un.situation
        voulus = self._nombre_avant(un, ouvert_le)
        self._annees_avant(dossier, voulus, limite=max(0, un.maximum_avant))
        dates = self.calendrier.plusieurs(self.alea, max(ouvert_le, self.debut), clos_le, un.total)
        self._tenir(dossier, dates, un, personne.site)

    def _vient_d_ailleurs(self, un: Parcours, ouvert_le: Jour) -> bool:
        return un.venu_d_ailleurs and bool(self.perimetre.ailleurs) and ouvert_le < self.debut - 30 * UN_JOUR

    def _jour_cloture(self, un: Parcours) -> Jour:
        """A working day that leaves room to the entretiens, and an opening on a working day when it can be."""
        premier, dernier = 1, 365
        if un.sorte == "ancien":
            dernier = max(1, min(75, un.duree - 25))
        elif un.deux_annees:
            dernier = max(1, min(330, un.duree - 40))
            premier = min(dernier, 7 * un.total)
        else:
            premier = min(340, 9 * un.total)
        jour = self.debut
        for _ in range(12):
            jour = self.calendrier.tirer(
                self.alea, self.debut + (premier - 1) * UN_JOUR, self.debut + (dernier - 1) * UN_JOUR
            )
            if self.calendrier.est_ouvre(jour - un.duree * UN_JOUR):
                break
        return jour

    def _nombre_avant(self, un: Parcours, ouvert_le: Jour) -> int:
        """Entretiens before the year: what the three of F7 ask for, then one every six weeks or so."""
        exiges = max(0, un.minimum - un.total)
        if ouvert_le >= self.debut:
            return 0
        naturels = self.alea.poisson((self.debut - ouvert_le).days / (JOURS_ENTRE_DEUX * 1.6))
        place = self.alea.randint(0, max(0, ENTRETIENS_MAX - un.total))
        return max(exiges, min(naturels, un.maximum_avant, place))

    def _annees_avant(self, dossier: Dossier, nombre: int, limite: int = 99) -> None:
        """Entretiens from the opening to the eve of the year, the first soon after the opening."""
        nombre = min(nombre, limite)
        veille = self.debut - UN_JOUR
        if nombre <= 0 or dossier.ouvert_le > veille:
            return
        premier = self.calendrier.tirer(
            self.alea, dossier.ouvert_le, min(veille, dossier.ouvert_le + 12 * UN_JOUR)
        )
        self.contexte.entretien(dossier, premier)
        for jour in self.calendrier.plusieurs(self.alea, premier, veille, nombre - 1):
            self.contexte.entretien(dossier, jour)

    def _tenir(self, dossier: Dossier, dates: list[Jour], un: Parcours, site: Site) -> None:
        for jour in dates:
            self.contexte.entretien(dossier, jour, site)
        if un.sorte == "passage":
            self._changer_axe(dossier, dates, un.avant)

    def _changer_axe(self, dossier: Dossier, dates: list[Jour], avant: int) -> None:
        """SPS for the first `avant` dates, PDP from the next one on."""
        if dates[avant - 1] == dates[avant]:
            raise AssertionError("Deux entretiens d'axes différents tombent le même jour.")
        dossier.axes.append((dates[avant], "PDP"))

    def _ouvert(self, un: Parcours) -> None:
        """Open on 31/12: opened before the year or in it, closed the year after but for a few."""
        personne = self.contexte.personne(self.perimetre)
        ouvert_le = self.ouverture(un.total)
        axe = "SPS" if un.sorte in {"passage", "passage_apres"} else un.axe
        dossier = self.contexte.dossier(self.perimetre, personne, ouvert_le, axe)
        self._annees_avant(dossier, self._nombre_avant(un, ouvert_le))
        fin = self.fin - 40 * UN_JOUR if un.sorte == "passage_apres" else self.fin
        dates = self.calendrier.plusieurs(self.alea, max(ouvert_le, self.debut), fin, un.total)
        self._tenir(dossier, dates, un, personne.site)
        if un.sorte == "passage_apres":
            dossier.axes.append((self.calendrier.tirer(self.alea, dates[-1] + UN_JOUR, self.fin), "PDP"))
        self.suite(dossier)

    def ouverture(self, total: int) -> Jour:
        """An opening date that leaves room to `total` entretiens before 31/12."""
        if self.alea.random() < 0.42:
            return self.calendrier.tirer(self.alea, *self._autour(self.debut - self._recul() * UN_JOUR))
        marge = max(1, 350 - 14 * min(total, 20) - 20)
        return self.calendrier.tirer(self.alea, self.debut, self.debut + marge * UN_JOUR)

    def _recul(self) -> int:
        return 8 + min(600, int(self.alea.expovariate(1 / 110)))

    @staticmethod
    def _autour(jour: Jour) -> tuple[Jour, Jour]:
        return jour - 4 * UN_JOUR, jour

    def suite(self, dossier: Dossier) -> None:
        """The year after: some entretiens, then the closing, before the horizon but for a few per cent."""
        lendemain = self.fin + UN_JOUR
        horizon = self.contexte.horizon(self.perimetre)
        if (horizon - lendemain).days < 10:
            return
        ferme = self.alea.random() >= PART_JAMAIS_CLOS
        jours = min(int(self.alea.expovariate(1 / 120)) + 8, (horizon - lendemain).days)
        dernier = lendemain + jours * UN_JOUR if ferme else horizon
        site = dossier.entretiens[-1].site if dossier.entretiens else dossier.site
        place = self.alea.randint(0, max(0, ENTRETIENS_MAX - len(dossier.entretiens)))
        nombre = min(self.alea.poisson((dernier - lendemain).days / JOURS_ENTRE_DEUX), place)
        for jour in self.calendrier.plusieurs(self.alea, lendemain + 7 * UN_JOUR, dernier, nombre):
            self.contexte.entretien(dossier, min(jour, dernier), site)
        if ferme:
            self.clore(dossier, self._cloture_ouvree(dossier, dernier), site)

    def _cloture_ouvree(self, dossier: Dossier, jour: Jour) -> Jour:
        dernier = max((e.date for e in dossier.entretiens), default=dossier.ouvert_le)
        while not self.calendrier.est_ouvre(jour) and jour - UN_JOUR > dernier:
            jour -= UN_JOUR
        return max(jour, dernier, dossier.axes[-1][0])

    def clore(self, dossier: Dossier, jour: Jour, site: Site) -> None:
        """Closes outside the calibrated year, with a situation of the axis."""
        pdp = dossier.axe_le(jour) == "PDP"
        dossier.clos_le, dossier.site_cloture = jour, site
        dossier.situation = self.alea.choice(SITUATIONS_PDP if pdp else SITUATIONS_SPS)

    def _double(self, un: Parcours) -> None:
        """A PDP accompagnement and, later in the year, a SPS one: her last entretien is on SPS."""
        personne = self.contexte.personne(self.perimetre)
        milieu = self.debut + datetime.timedelta(days=self.alea.randint(120, 200))
        ouvert_le = self.calendrier.tirer(self.alea, self.debut - 200 * UN_JOUR, self.debut + 40 * UN_JOUR)
        premier = self.contexte.dossier(self.perimetre, personne, ouvert_le, "PDP")
        self._annees_avant(premier, min(5, self.alea.poisson(max(0, (self.debut - ouvert_le).days) / 60)))
        for jour in self.calendrier.plusieurs(self.alea, max(ouvert_le, self.debut), milieu, un.avant):
            self.contexte.entretien(premier, jour)
        second = self.contexte.dossier(self.perimetre, personne, milieu + UN_JOUR, un.axe)
        for jour in self.calendrier.plusieurs(self.alea, milieu + UN_JOUR, self.fin, un.nombre):
            self.contexte.entretien(second, jour)
        self.suite(second)
        lendemain, horizon = self.fin + UN_JOUR, self.contexte.horizon(self.perimetre)
        if (horizon - lendemain).days >= 10:
            self.clore(premier, self.calendrier.tirer(self.alea, lendemain, horizon), premier.site)


SITUATIONS_PDP = (
    "maintien-poste",
    "maintien-poste",
    "reprise-tpt",
    "autre-entreprise",
    "licenciement-relais",
    "licenciement-relais",
    "licenciement-relais",
    "invalidite-sans-reprise",
    "invalidite-sans-reprise",
    "formation",
    "retraite",
    "toujours-en-arret",
    "sans-nouvelles",
)
SITUATIONS_SPS = (
    "droits-ouverts",
    "droits-ouverts",
    "droits-ouverts",
    "reoriente",
    "sans-nouvelles",
    "refus",
)
