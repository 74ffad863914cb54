"""The years around: who was seen the year before only, who came the year after.

Serves the published share of modes of N-1 (F5), and the edges of the year: without people before and after it, a wrong
first or last day would count nobody more.
"""

from reporting.demo.calage.inversion import paires_possibles
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.modele import Dossier
from reporting.demo.recit.parcours import ENTRETIENS_MAX
from reporting.demo.recit.realisation import Realisation

ENTRETIENS_PAR_PERSONNE = 2.7
# N-1 holds this share of the entretiens of N, N+1 that one of a whole year.
PART_AVANT, PART_APRES = (0.92, 1.07), (0.86, 0.95)
PART_OUVERT_SANS_ENTRETIEN = 0.03


def peupler_annees_voisines(contexte: Contexte, perimetre: Perimetre) -> None:
    """Brings the entretiens of N-1 and N+1 near those of N. Touches no record of N."""
    voisinage = Voisinage(contexte, perimetre)
    voisinage.avant()
    voisinage.apres()


def entretiens_de(contexte: Contexte, perimetre: Perimetre, decalage: int) -> int:
    """Entretiens already made in the perimeter's sites that year."""
    annee, sites = perimetre.annee + decalage, perimetre.codes_sites
    return sum(
        1
        for autre in contexte.perimetres
        for dossier in autre.dossiers
        for entretien in dossier.entretiens
        if entretien.date.year == annee and entretien.site.code in sites and not entretien.annule
    )


class Voisinage(Realisation):
    def avant(self) -> None:
        """People of N-1, closed in it, and a few left open through N without an entretien."""
        total = self.perimetre.plan.total_entretiens
        deja = entretiens_de(self.contexte, self.perimetre, -1)
        vise = max(deja, round(total * self.alea.uniform(*PART_AVANT)))
        part = self.perimetre.plan.part_physique_n1
        while part is not None and not paires_possibles(part, vise):
            vise += 1
        reste = vise - deja
        if reste <= 0:
            return
        nombres = self.alea.parts(reste, max(1, round(reste / ENTRETIENS_PAR_PERSONNE)), ENTRETIENS_MAX)
        oublies = max(min(24, len(nombres) // 4), int(len(nombres) * PART_OUVERT_SANS_ENTRETIEN))
        for rang, nombre in enumerate(nombres):
            self._personne_avant(nombre, oubliee=rang < oublies)

    def _axe(self) -> str:
        personnes = self.perimetre.plan.personnes
        return (
            self.alea.choices(list(personnes), list(personnes.values()))[0]
            if any(personnes.values())
            else "PDP"
        )

    def _personne_avant(self, nombre: int, *, oubliee: bool) -> None:
        debut, fin = self.perimetre.jour(-1, 1, 1), self.perimetre.jour(-1, 12, 31)
        clos_le = self.calendrier.tirer(self.alea, debut + min(330, 11 * nombre) * UN_JOUR, fin)
        duree = 10 * nombre + int(self.alea.gammavariate(1.9, 80))
        ouvert_le = self.calendrier.tirer(
            self.alea, clos_le - (duree + 3) * UN_JOUR, clos_le - duree * UN_JOUR
        )
        personne = self.contexte.personne(self.perimetre)
        dossier = self.contexte.dossier(self.perimetre, personne, ouvert_le, self._axe())
        if ouvert_le < debut:
            for jour in self.calendrier.plusieurs(
                self.alea,
                ouvert_le,
                debut - UN_JOUR,
                min(4, 14 - nombre, self.alea.poisson((debut - ouvert_le).days / 60)),
            ):
                self.contexte.entretien(dossier, jour)
        for jour in self.calendrier.plusieurs(self.alea, max(ouvert_le, debut), clos_le, nombre):
            self.contexte.entretien(dossier, jour)
        if oubliee:
            self._laisser_ouvert(dossier)
        else:
            self.clore(dossier, clos_le, personne.site)

    def _laisser_ouvert(self, dossier: Dossier) -> None:
        """Open all through the year without an entretien in it: in no figure, printed as a control (F2)."""
        lendemain, horizon = self.fin + UN_JOUR, self.contexte.horizon(self.perimetre)
        if (horizon - lendemain).days >= 10:
            self.clore(dossier, self.calendrier.tirer(self.alea, lendemain, horizon), dossier.site)

    def apres(self) -> None:
        """People who came in N+1, up to the horizon."""
        lendemain, horizon = self.fin + UN_JOUR, self.contexte.horizon(self.perimetre)
        jours = (horizon - lendemain).days + 1
        if jours < 30:
            return
        vise = round(self.perimetre.plan.total_entretiens * self.alea.uniform(*PART_APRES) * jours / 366)
        reste = vise - entretiens_de(self.contexte, self.perimetre, 1)
        if reste <= 0:
            return
        for nombre in self.alea.parts(reste, max(1, round(reste / ENTRETIENS_PAR_PERSONNE)), ENTRETIENS_MAX):
            self._personne_apres(nombre)

    def _personne_apres(self, nombre: int) -> None:
        lendemain, horizon = self.fin + UN_JOUR, self.contexte.horizon(self.perimetre)
        marge = max(0, (horizon - lendemain).days - 12 * nombre - 10)
        ouvert_le = self.calendrier.tirer(self.alea, lendemain, lendemain + marge * UN_JOUR)
        dossier = self.contexte.dossier(
            self.perimetre, self.contexte.personne(self.perimetre), ouvert_le, self._axe()
        )
        duree = min(14 * nombre + int(self.alea.gammavariate(1.6, 55)), (horizon - ouvert_le).days)
        dernier = ouvert_le + duree * UN_JOUR
        for jour in self.calendrier.plusieurs(self.alea, ouvert_le, dernier, nombre):
            self.contexte.entretien(dossier, jour)
        if self.alea.random() >= 0.05:
            self.clore(dossier, self._cloture_ouvree(dossier, dernier), dossier.site)
