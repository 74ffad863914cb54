"""Records that a wrong reading of the definitions would count (docs/regles.md, F0 to F7).

Serves the proof of the published figures: bench/clauses.py removes a clause, and these records make a figure wrong.
"""

from collections.abc import Callable

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.modele import Dossier, Entretien, Jour
from reporting.demo.recit.parcours import PIEGES_MIN, PIEGES_VISES
from reporting.demo.recit.realisation import SITUATIONS_PDP


def tendre(contexte: Contexte, perimetre: Perimetre) -> None:
    """Moves dates to the edges of the years and adds annulled acts and dossiers nobody was seen in."""
    effectif = perimetre.plan.total_personnes
    nombre = PIEGES_VISES + 2 if effectif >= PIEGES_MIN else effectif // 20
    piege = Pieges(contexte, perimetre, nombre)
    piege.bords_d_annee()
    piege.dossiers_sans_entretien()
    piege.entretiens_annules()
    piege.accompagnements_annules()


class Pieges:
    def __init__(self, contexte: Contexte, perimetre: Perimetre, nombre: int) -> None:
        self.contexte, self.perimetre, self.nombre = contexte, perimetre, nombre
        self.alea = contexte.alea
        self.simples = [
            d
            for d in perimetre.dossiers
            if len(d.axes) == 1 and len(d.personne.dossiers) == 1 and d.site is d.personne.site
        ]
        self.alea.shuffle(self.simples)

    def bords_d_annee(self) -> None:
        """Entretiens on 31/12 and 1/1 of both sides of the year."""
        for decalage in (-1, 0):
            dernier = self.perimetre.jour(decalage, 12, 31)
            ouverts = [
                d for d in self.simples if d.ouvert_le <= dernier and (not d.clos_le or d.clos_le > dernier)
            ]
            self._deplacer(ouverts, dernier, lambda dates: dates[-1])
            self._deplacer(ouverts[::-1], dernier + UN_JOUR, lambda dates: dates[0])
        for dossier in self._oublies()[: self.nombre]:
            avant = [e for e in dossier.entretiens if e.date < self.perimetre.jour(0, 1, 1)]
            avant[-1].date = max(avant[-1].date, self.perimetre.jour(-1, 12, 31 - self.alea.randrange(4)))

    def _deplacer(
        self, dossiers: list[Dossier], jour: Jour, choisir: Callable[[list[Entretien]], Entretien]
    ) -> None:
        """Moves to `jour` the entretien of its year that the choice names, in as many dossiers as needed."""
        faits = 0
        for dossier in dossiers:
            annee = [e for e in dossier.entretiens if e.date.year == jour.year]
            if not annee or dossier.ouvert_le > jour or faits >= self.nombre:
                continue
            entretien = choisir(annee)
            if entretien.date.month in {1, 12} and entretien.date.day in {1, 31}:
                continue
            entretien.date = jour
            faits += 1

    def _oublies(self) -> list[Dossier]:
        """Open through the whole year without an entretien in it."""
        debut, fin = self.perimetre.jour(0, 1, 1), self.perimetre.jour(0, 12, 31)
        return [
            d
            for d in self.simples
            if d.ouvert_le < debut
            and (not d.clos_le or d.clos_le > fin)
            and any(e.date < debut for e in d.entretiens)
            and not any(debut <= e.date <= fin for e in d.entretiens)
        ]

    def dossiers_sans_entretien(self) -> None:
        """Dossiers opened in the year where the person never came, and some forgotten ones seen again on 1/1 of N+1."""
        contexte, debut = self.contexte, self.perimetre.jour(0, 2, 1)
        horizon = contexte.horizon(self.perimetre)
        lendemain = self.perimetre.jour(1, 1, 1)
        for _ in range(self.nombre):
            personne = contexte.personne(self.perimetre)
            ouvert_le = contexte.calendrier.tirer(self.alea, debut, self.perimetre.jour(0, 12, 1))
            dossier = contexte.dossier(self.perimetre, personne, ouvert_le, "PDP")
            if (horizon - lendemain).days >= 20:
                dossier.clos_le = contexte.calendrier.tirer(self.alea, lendemain + 10 * UN_JOUR, horizon)
                dossier.site_cloture, dossier.situation = dossier.site, "sans-nouvelles"
        for dossier in self._oublies():
            if horizon >= lendemain and dossier.clos_le and dossier.clos_le > lendemain + 6 * UN_JOUR:
                contexte.entretien(dossier, lendemain + self.alea.randrange(6) * UN_JOUR)
                dossier.entretiens.sort(key=lambda e: e.date)

    def entretiens_annules(self) -> None:
        """Annulled entretiens: of people seen otherwise, of people seen by them only, and third ones at closing."""
        annee = self.perimetre.annee
        vus = [d for d in self.simples if any(e.date.year == annee for e in d.entretiens)]
        deux = [
            d
            for d in vus
            if d.clos_le
            and d.clos_le.year == annee
            and len(d.valables) == 2
            and d.axes[0][1] == "PDP"
            and d.entretiens[-1].date.year == annee
        ]
        for dossier in (*deux[: self.nombre], *vus[: self.nombre], *self._oublies()[: self.nombre]):
            debut = max(dossier.ouvert_le, self.perimetre.jour(0, 1, 2))
            fin = min(dossier.clos_le or self.perimetre.jour(0, 12, 30), self.perimetre.jour(0, 12, 30))
            jour = self.contexte.calendrier.tirer(self.alea, debut, fin)
            if debut <= jour <= fin:
                self.contexte.entretien(dossier, jour).annule = True

    def accompagnements_annules(self) -> None:
        """Opened by mistake, closed within days: neither a closing nor a length (F6)."""
        hotes = [d for d in self.simples if d.personne.dossiers == [d]][-self.nombre :] if self.nombre else []
        for hote in hotes:
            clos_le = self.contexte.calendrier.tirer(
                self.alea, self.perimetre.jour(0, 2, 1), self.perimetre.jour(0, 12, 15)
            )
            ouvert_le = clos_le - self.alea.randint(1, 12) * UN_JOUR
            dossier = self.contexte.dossier(self.perimetre, hote.personne, ouvert_le, "PDP", hote.site)
            dossier.clos_le, dossier.site_cloture, dossier.annule = clos_le, hote.site, True
            dossier.situation = self.alea.choice(SITUATIONS_PDP)
            for jour in self.contexte.calendrier.plusieurs(self.alea, ouvert_le, clos_le, 3):
                self.contexte.entretien(dossier, jour).annule = True
