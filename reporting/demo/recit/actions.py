"""Remobilisation actions: exact by type in the year (F8), with their accords, companies and renewals.

Serves every published count of actions, and its traps: planned, annulled, renewed, of the year before.
"""

import calendar
import datetime
from dataclasses import dataclass, field

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.identites import instant
from reporting.demo.recit.lieux import abrege
from reporting.demo.recit.modele import Dossier, Jour, Ligne
from reporting.demo.recit.parcours import PIEGES_MIN, PIEGES_VISES

TYPES = {
    "formations_plus_6_mois": "formation",
    "formations_moins_6_mois": "formation",
    "vae": "vae",
    "inclu_pro": "inclu_pro",
    "dispositifs_locaux": "dispositif_local",
    "dispositifs_locaux_am": "dispositif_local",
    "bilans_competences": "bilan_competences",
    "handibtp": "handibtp",
    "essais_encadres": "essai_encadre",
    "pmsmp": "pmsmp",
    "stages_immersion": "stage_immersion",
    "crpe": "crpe",
}
DUREES = {
    "formation": (20, 150),
    "vae": (120, 300),
    "inclu_pro": (45, 130),
    "dispositif_local": (20, 90),
    "bilan_competences": (45, 100),
    "handibtp": (5, 20),
    "essai_encadre": (7, 17),
    "pmsmp": (5, 27),
    "stage_immersion": (5, 14),
    "crpe": (180, 500),
    "psop": (40, 100),
    "moaij": (45, 49),
    "premij": (30, 35),
}
EN_ENTREPRISE = frozenset(("essai_encadre", "pmsmp", "stage_immersion", "crpe"))
INTITULES = (
    "Secrétaire assistant",
    "Gestionnaire de paie",
    "Conducteur de bus",
    "Agent de médiation",
    "Technicien informatique",
    "Assistant commercial",
    "Conseiller en insertion",
    "Remise à niveau et projet professionnel",
)
PARTIES = ("cpam", "medecin_conseil", "medecin_traitant", "medecin_travail")
DISPOSITIFS = {"dispositifs_locaux": "Atelier Nouveau cap", "dispositifs_locaux_am": "Parcours Rebond"}


def ajouter_mois(jour: Jour, mois: int) -> Jour:
    """Calendar months, clamped to the end of the month, as PostgreSQL's interval does."""
    rang = jour.month - 1 + mois
    annee, mois = jour.year + rang // 12, rang % 12 + 1
    return datetime.date(annee, mois, min(jour.day, calendar.monthrange(annee, mois)[1]))


@dataclass(slots=True)
class Actions:
    contexte: Contexte
    perimetre: Perimetre
    entreprises: list[str]
    hotes: dict[int, list[Dossier]] = field(default_factory=dict)
    dispositifs: dict[str, str] = field(default_factory=dict)
    comptees: int = 0

    @property
    def dossiers(self) -> list[Dossier]:
        return self.perimetre.dossiers

    @property
    def lignes(self) -> list[Ligne]:
        return self.contexte.lignes["actions"]

    def generer(self) -> None:
        self._installer_dispositifs()
        plan, annee, alea = self.perimetre.plan, self.perimetre.annee, self.contexte.alea
        for decalage in (-1, 0, 1):
            self.hotes[decalage] = self._hotes(annee + decalage)
        for cle, nombre in plan.actions.items():
            for rang in range(nombre):
                self._compter(cle, rang, nombre)
            for decalage in (-1, 1):
                for _ in range(round(nombre * alea.uniform(0.75, 1.0)) if self.hotes[decalage] else 0):
                    self._ordinaire(cle, decalage)
        self._ecarts()

    def _hotes(self, annee: int) -> list[Dossier]:
        """PDP dossiers of the perimeter's sites in that year; those followed elsewhere now come first (F8)."""
        sites = self.perimetre.codes_sites
        debut, fin = datetime.date(annee, 1, 1), datetime.date(annee, 12, 31)
        hotes = [
            d
            for d in self.dossiers
            if not d.annule
            and d.site.code in sites
            and d.axes[0][1] == "PDP"
            and (min(d.clos_le or fin, fin) - max(d.ouvert_le, debut)).days >= 25
        ]
        self.contexte.alea.shuffle(hotes)
        partis = [d for d in hotes if d.personne.unite != d.site.unite]
        return [*partis, *partis, *(d for d in hotes if d.personne.unite == d.site.unite)]

    def _hote(self, decalage: int, rang: int | None = None) -> tuple[Dossier, Jour]:
        """A dossier, and a working day of the year when it was open."""
        annee = self.perimetre.annee + decalage
        hotes = self.hotes[decalage] or [d for d in self.dossiers if not d.annule]
        dossier = hotes[rang % len(hotes)] if rang is not None else self.contexte.alea.choice(hotes)
        debut, fin = datetime.date(annee, 1, 1), datetime.date(annee, 12, 31)
        du = max(dossier.ouvert_le + 3 * UN_JOUR, debut)
        au = min((dossier.clos_le or fin), fin)
        jour = self.contexte.calendrier.tirer(self.contexte.alea, min(du, au), au)
        return dossier, min(max(jour, debut), fin)

    def _compter(self, cle: str, rang: int, nombre: int) -> None:
        """An action of the year. Formations: some exactly of 6 months, some a day shorter (F8)."""
        dossier, du = self._hote(0, self.comptees)
        self.comptees += 1
        exacte = cle == "formations_plus_6_mois" and rang < max(1, nombre // 2)
        if exacte:
            # Every month has this day: six months later is the same day, not the end of a shorter month.
            du = du.replace(day=min(du.day, 28))
        ligne = self._ligne(cle, dossier, du)
        if cle == "formations_plus_6_mois":
            plus = 0 if exacte else self.contexte.alea.randint(5, 200)
            ligne["au"] = ajouter_mois(du, 6) + plus * UN_JOUR
        elif cle == "formations_moins_6_mois" and rang < min(22, nombre * 2 // 3):
            ligne["au"] = ajouter_mois(du, 6) - UN_JOUR
        self._ajouter(ligne)

    def _ordinaire(self, cle: str, decalage: int) -> Ligne:
        dossier, du = self._hote(decalage)
        ligne = self._ligne(cle, dossier, du)
        if cle == "formations_plus_6_mois":
            ligne["au"] = ajouter_mois(du, 6 + self.contexte.alea.randint(0, 6))
        return self._ajouter(ligne)

    def _ligne(self, cle: str, dossier: Dossier, du: Jour, type_action: str = "") -> Ligne:
        alea = self.contexte.alea
        type_action = type_action or TYPES[cle]
        au = du + alea.randint(*DUREES[type_action]) * UN_JOUR
        etat = "terminee" if alea.random() < 0.93 else "abandonnee"
        ligne: Ligne = {
            "reference": alea.uuid(),
            "accompagnement": dossier.uuid,
            "site": dossier.site.code,
            "type": type_action,
            "du": du,
            "au": au,
            "etat": etat if au < self.contexte.date else "en_cours",
        }
        if type_action == "dispositif_local":
            ligne["dispositif"] = self.dispositifs[cle]
        if type_action == "formation":
            ligne["intitule"] = alea.choice(INTITULES)
        if type_action in EN_ENTREPRISE:
            ligne |= {"entreprise": alea.choice(self.entreprises), "tuteur": alea.choice(TUTEURS)}
        return ligne

    def _ajouter(self, ligne: Ligne) -> Ligne:
        self.lignes.append(ligne)
        if ligne["etat"] in {"en_cours", "terminee", "abandonnee"} and "renouvelle" not in ligne:
            self._accords(ligne)
        return ligne

    def _accords(self, ligne: Ligne) -> None:
        parties = PARTIES if ligne["type"] == "essai_encadre" else PARTIES[:2]
        for partie in parties:
            le = ligne["du"] - self.contexte.alea.randint(2, 25) * UN_JOUR
            self.contexte.lignes["accords"].append(
                {"action": ligne["reference"], "partie": partie, "sens": "accord", "le": le}
            )

    def _installer_dispositifs(self) -> None:
        code = (self.perimetre.fichier.departement or self.perimetre.region.code).lower()
        for cle, libelle in DISPOSITIFS.items():
            nom = self.perimetre.plan.dispositifs.get(cle) or libelle
            self.dispositifs[cle] = f"{abrege(nom)}-{code}" + ("-am" if cle.endswith("_am") else "")
            self.contexte.lignes["dispositifs_locaux"].append(
                {
                    "code": self.dispositifs[cle],
                    "libelle": nom,
                    "ordre": 10,
                    "departement": self.perimetre.fichier.departement,
                    "finance_am": cle.endswith("_am"),
                    "valide_du": "2015-01-01",
                }
            )

    def _ecarts(self) -> None:
        """Never started, annulled, started the year before, renewals, prestations: in no count of the year (F8)."""
        plan, alea = self.perimetre.plan, self.contexte.alea
        cles = [cle for cle, nombre in plan.actions.items() if nombre] or ["bilans_competences"]
        nombre = PIEGES_VISES if plan.total_personnes >= PIEGES_MIN else 1
        if not self.hotes[0]:
            return
        for rang in range(nombre):
            cle = cles[rang % len(cles)]
            dossier, du = self._hote(0)
            self._ajouter(self._ligne(cle, dossier, du) | {"etat": "non_demarree" if rang % 5 else "prevue"})
            self._annuler(self._ligne(cle, *self._hote(0)))
            self._ajouter(
                self._ligne("", *self._hote(0), type_action=alea.choice(("psop", "moaij", "premij")))
            )
            self._de_l_annee_d_avant(cle)
        self._renouveler(nombre)

    def _annuler(self, ligne: Ligne) -> None:
        agent = self.contexte.ass[ligne["site"]][0].courriel
        self._ajouter(
            ligne
            | {
                "annule_le": instant(ligne["du"], self.contexte.alea, 18),
                "annule_par": agent,
                "motif_annulation": "Saisie sur un autre dossier",
            }
        )

    def _de_l_annee_d_avant(self, cle: str) -> None:
        """Running on 1/1, hence counted in the year of its first day."""
        dernier = self.perimetre.jour(-1, 12, 31)
        hotes = [
            d
            for d in self.hotes[-1]
            if d.ouvert_le < dernier - 30 * UN_JOUR and (d.clos_le is None or d.clos_le > dernier)
        ]
        if not hotes:
            return
        dossier = self.contexte.alea.choice(hotes)
        du = max(dossier.ouvert_le, dernier - self.contexte.alea.randint(1, 45) * UN_JOUR)
        ligne = self._ligne(cle, dossier, min(du, dernier))
        ligne["au"] = dernier + self.contexte.alea.randint(3, 60) * UN_JOUR
        if cle == "formations_plus_6_mois":
            ligne["au"] = ajouter_mois(ligne["du"], 7)
        self._ajouter(ligne)

    def _renouveler(self, nombre: int) -> None:
        """Renewals of essais encadrés and PMSMP: the day after the first ends, still in the year."""
        annee, alea = self.perimetre.annee, self.contexte.alea
        sites = self.perimetre.codes_sites
        clotures = {d.uuid: d.clos_le for d in self.dossiers}
        premieres = [
            ligne
            for ligne in self.lignes
            if ligne["site"] in sites
            and ligne["type"] in {"essai_encadre", "pmsmp"}
            and ligne["etat"] == "terminee"
            and "annule_le" not in ligne
            and (ligne["au"] + UN_JOUR).year == annee
            and ligne["au"] < (clotures[ligne["accompagnement"]] or self.contexte.date)
        ]
        for premiere in premieres[:nombre]:
            du = premiere["au"] + UN_JOUR
            suite = {cle: valeur for cle, valeur in premiere.items() if cle != "reference"}
            suite |= {
                "reference": alea.uuid(),
                "du": du,
                "au": du + alea.randint(5, 13) * UN_JOUR,
                "renouvelle": premiere["reference"],
            }
            self._ajouter(suite)


TUTEURS = ("Chef d'atelier", "Responsable d'équipe", "Cheffe de service", "Gérant", "Responsable logistique")
