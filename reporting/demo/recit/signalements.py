"""Signalements: exact for the Service médical over three years (F10), plausible for the other origins.

Serves the three published years of signalements and their traps, and the délais of these years.
"""

import datetime
from collections import defaultdict

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.identites import instant, telephone
from reporting.demo.recit.modele import Dossier, Jour, Ligne, Site
from reporting.demo.recit.parcours import PIEGES_MIN, PIEGES_VISES
from reporting.demo.recit.premiers import AVANT_OUVERTURE, JOURS_PRADO, PRADO, joindre

SERVICE_MEDICAL = "service-medical"
ORIGINES = (
    ("assure", "appel-3646"),
    ("assure", "accueil"),
    ("cpam-misas", "courriel"),
    ("cpam-ij90", "requete"),
    ("cpam-ij90", "requete"),
    ("cpam-prado", "fiche-liaison"),
    ("cpam-referent-pdp", "courriel"),
    ("spst-medecin", "fiche-liaison"),
    ("spst-infirmier", "courriel"),
    ("medecin-traitant", "courrier"),
    ("etablissement-sante", "fiche-liaison"),
    ("cap-emploi", "fiche-liaison"),
    ("employeur", "courriel"),
    ("ccas", "courriel"),
    ("conseil-departemental", "courrier"),
    ("entourage", "appel-3646"),
    ("urssaf-help", "formulaire"),
)
MOTIFS = (
    "Arrêt de plus de trois mois, inquiétude pour la reprise",
    "Reprise du poste incertaine, souhaite être conseillé",
    "Difficultés financières depuis l'arrêt",
    "Demande d'information sur l'invalidité et l'emploi",
    "Retour à domicile à préparer",
    "Restrictions annoncées par le médecin du travail",
    "Renoncement à des soins pour raison de coût",
    "Souhaite changer de métier",
    "Situation administrative bloquée",
    "Fin de contrat pendant l'arrêt",
)
# The coded reason of each outcome of somebody who has no dossier, and its precision.
SUITES = {
    "repondu": ("information-donnee", "Information donnée au téléphone"),
    "reoriente": ("partenaire-competent", None),
    "sans_suite": ("refus", None),
}
DELAI = 14
IDENTITE = ("nom", "prenom", "sexe", "date_naissance", "telephone", "commune")
COPIES = ("site", "assure", *IDENTITE, "motif", "axe_propose")
PART_SERVICE_MEDICAL = 0.58


class Signalements:
    def __init__(self, contexte: Contexte, perimetre: Perimetre) -> None:
        self.contexte, self.perimetre = contexte, perimetre
        self.alea, self.calendrier = contexte.alea, contexte.calendrier
        self.lignes = contexte.lignes["signalements"]

    def generer(self) -> None:
        """All of N-2 to N+1, a part of which opened a dossier."""
        par_annee = self._convertis()
        plan, annee = self.perimetre.plan, self.perimetre.annee
        horizon = self.contexte.horizon(self.perimetre)
        jours = max(0, (horizon - self.perimetre.jour(1, 1, 1)).days + 1)
        vises = dict(zip((annee, annee - 1, annee - 2), plan.signalements, strict=True))
        vises[annee + 1] = round(plan.signalements[0] * self.alea.uniform(0.97, 1.08) * jours / 366)
        for une_annee, vise in sorted(vises.items()):
            deja = self._convertir(par_annee.get(une_annee, []), round(vise * 0.78))
            for _ in range(vise - deja):
                self._non_converti(self._jour(une_annee), SERVICE_MEDICAL, "fiche-liaison")
            for _ in range(round(vise * 0.35)):
                self._non_converti(self._jour(une_annee), *self.alea.choice(ORIGINES))
            if vise:
                self._ecartes(une_annee)

    def _jour(self, annee: int) -> Jour:
        fin = min(datetime.date(annee, 12, 31), self.contexte.horizon(self.perimetre))
        return self.calendrier.tirer(
            self.alea, datetime.date(annee, 1, 1), max(datetime.date(annee, 1, 1), fin)
        )

    def _convertis(self) -> dict[int, list[tuple[Dossier, Jour]]]:
        """Dossiers that a signalement opened, by the year it was received."""
        par_annee: dict[int, list[tuple[Dossier, Jour]]] = defaultdict(list)
        for dossier in self.perimetre.dossiers:
            if dossier.annule or self.alea.random() > 0.86 or dossier.site not in self.perimetre.sites:
                continue
            recu_le = self.calendrier.tirer(
                self.alea,
                dossier.ouvert_le - AVANT_OUVERTURE[1] * UN_JOUR,
                dossier.ouvert_le - AVANT_OUVERTURE[0] * UN_JOUR,
            )
            if recu_le.year >= self.perimetre.annee - 2:
                par_annee[recu_le.year].append((dossier, recu_le))
        return par_annee

    def _convertir(self, candidats: list[tuple[Dossier, Jour]], maximum: int) -> int:
        """Returns how many are of the Service médical, at most `maximum`."""
        nombre = 0
        # First those whose person another unit follows now: the signalement stays where it was received (F10).
        for dossier, recu_le in sorted(candidats, key=lambda un: un[0].personne.unite == un[0].site.unite):
            parti = dossier.personne.unite != dossier.site.unite
            service_medical = nombre < maximum and (parti or self.alea.random() < PART_SERVICE_MEDICAL)
            nombre += service_medical
            origine, canal = (
                (SERVICE_MEDICAL, "fiche-liaison") if service_medical else self.alea.choice(ORIGINES)
            )
            self._converti(dossier, recu_le, origine, canal)
        return nombre

    def _converti(self, dossier: Dossier, recu_le: Jour, origine: str, canal: str) -> None:
        """The signalement that opened the dossier."""
        ligne = self._base(dossier.site, recu_le, origine, canal)
        agent = dossier.referents[0][1]
        qualifie_le = min(self.calendrier.decaler(recu_le, self.alea.randint(0, 3)), dossier.ouvert_le)
        fiche = self.contexte.fiches[dossier.personne.uuid]
        ligne |= {cle: fiche[cle] for cle in IDENTITE}
        ligne |= {
            "assure": dossier.personne.uuid,
            "etat": "converti",
            "qualifie_le": qualifie_le,
            "affecte_le": qualifie_le,
            "affecte_a": agent.courriel,
            "clos_le": dossier.ouvert_le,
            "accompagnement": dossier.uuid,
            "axe_propose": dossier.axes[0][1],
            "risque": dossier.risque or None,
            "accord": "recueilli",
        }
        self.lignes.append(ligne)
        joindre(self.contexte, self.perimetre, dossier, recu_le, origine)

    def _base(self, site: Site, recu_le: Jour, origine: str, canal: str) -> Ligne:
        """What every signalement says."""
        return {
            "reference": self.alea.uuid(),
            "site": site.code,
            "recu_le": recu_le,
            "origine": origine,
            "canal": canal,
            "motif": self.alea.choice(MOTIFS),
            "arret_depuis": recu_le - self.alea.randint(35, 400) * UN_JOUR
            if self.alea.random() < 0.6
            else None,
            "accord": "recueilli" if self.alea.random() < 0.8 else "non_requis",
            "echeance": recu_le + (JOURS_PRADO if origine == PRADO else DELAI) * UN_JOUR,
            "axe_propose": "PDP" if self.alea.random() < 0.7 else "SPS",
        }

    def _inconnu(self, site: Site) -> Ligne:
        """Who somebody without dossier is, as far as the signalement says it."""
        sexe = "F" if self.alea.random() < 0.55 else "H"
        etat_civil = self.contexte.etat_civil
        annee = self.perimetre.annee - self.alea.randint(22, 64)
        return {
            "nom": etat_civil.nom(),
            "prenom": etat_civil.prenom(sexe),
            "sexe": sexe,
            "date_naissance": datetime.date(annee, self.alea.randint(1, 12), self.alea.randint(1, 28)),
            "telephone": telephone(self.alea),
            "commune": self.alea.choice(site.communes[:40])["code"],
        }

    def _non_converti(self, recu_le: Jour, origine: str, canal: str) -> Ligne:
        site = self.contexte.site(self.perimetre)
        etat = self.alea.choice(tuple(SUITES))
        horizon = self.contexte.horizon(self.perimetre)
        qualifie_le = min(horizon, self.calendrier.decaler(recu_le, self.alea.randint(0, 3)))
        ligne = self._base(site, recu_le, origine, canal) | self._inconnu(site)
        ligne |= {
            "etat": etat,
            "qualifie_le": qualifie_le,
            "clos_le": min(horizon, self.calendrier.decaler(qualifie_le, self.alea.randint(1, 12))),
            "raison": SUITES[etat][0],
            "motif_suite": SUITES[etat][1],
        }
        if etat == "sans_suite":
            ligne["accord"] = "refuse"
        if etat == "reoriente":
            partenaires = self.contexte.partenaires[site.unite]
            ligne["oriente_vers"] = partenaires["ccas"]
            ligne["orientation_accompagnee"] = recu_le.day % 2 == 0
        self.lignes.append(ligne)
        return ligne

    def _ecartes(self, annee: int) -> None:
        """Duplicates and annulled signalements of the Service médical: they do not count (F10)."""
        nombre = PIEGES_VISES if self.perimetre.plan.total_personnes >= PIEGES_MIN else 1
        for rang in range(2 * nombre):
            recu_le = self._jour(annee)
            if rang < nombre:
                self._doublon(recu_le)
            else:
                ligne = self._non_converti(recu_le, SERVICE_MEDICAL, "fiche-liaison")
                ligne |= {
                    "annule_le": instant(recu_le, self.alea, 18),
                    "annule_par": self.alea.choice(self.contexte.csam[self._unite(ligne)]).courriel,
                    "motif_annulation": "Saisi par erreur",
                }

    def _unite(self, ligne: Ligne) -> str:
        return next(site.unite for site in self.perimetre.sites if site.code == ligne["site"])

    def _doublon(self, recu_le: Jour) -> None:
        """The same person signalled twice in the year: the second one designates the first."""
        original = next(
            (ligne for ligne in reversed(self.lignes) if self._peut_etre_double(ligne, recu_le)), None
        )
        if original is None:
            return
        self.lignes.append(
            self._base(self.perimetre.sites[0], recu_le, SERVICE_MEDICAL, "requete")
            | {cle: original.get(cle) for cle in COPIES}
            | {
                "etat": "doublon",
                "clos_le": recu_le,
                "doublon_de": original["reference"],
                "raison": "autre-canal",
                "accord": "non_requis",
            }
        )

    def _peut_etre_double(self, ligne: Ligne, recu_le: Jour) -> bool:
        return (
            ligne["origine"] == SERVICE_MEDICAL
            and ligne["etat"] != "doublon"
            and "annule_le" not in ligne
            and ligne["recu_le"].year == recu_le.year
            and ligne["recu_le"] <= recu_le
            and ligne["site"] in self.perimetre.codes_sites
            and self.alea.random() < 0.2
        )
