"""A whole report made from the published figures of a real unit (Ain, 2023) and fictional texts."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from reporting.charts import Part, Serie, anneau, barre_empilee, barres, barres_comparees, courbe
from reporting.gabarits.document import (
    Avertissement,
    Bloc,
    ChiffreCle,
    Colonnes,
    Document,
    FamilleActions,
    Figure,
    Groupe,
    ListeChiffres,
    Phrase,
    TexteRedige,
)
from servicesocial.typographie import mois, nombre, pourcent
from tests.reporting.document.donnees_document import CONTROLES, DEFINITIONS, EDITO, ISSUES, LIBELLES

PRODUIT_LE = datetime(2024, 3, 12, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
CHIFFRES = Path(__file__).parents[3] / "reporting" / "donnees" / "chiffres"


def valeurs_publiees(departement: str) -> dict[str, int | Decimal]:
    """Published figures of a unit of Rhône-Alpes, and invented ones for the charts lost in print."""
    fichier = CHIFFRES / f"2023-rhone-alpes-{departement}.json"
    lus = json.loads(fichier.read_text(encoding="utf-8"), parse_float=Decimal)["chiffres"]
    valeurs = {cle: chiffre["valeur"] for cle, chiffre in lus.items()}
    return valeurs | {
        "assures_sps": valeurs["assures_accompagnes_individuel"] - valeurs["assures_pdp"],
        "signalements_sm": 1874,
        "signalements_sm_n1": 2126,
        "signalements_sm_n2": 1942,
        "duree_moyenne_pdp_mois": Decimal("10.2"),
    }


AIN = valeurs_publiees("ain")
FAMILLES = {
    "actions_formation_total": ("formations_plus_6_mois", "formations_moins_6_mois", "vae"),
    "actions_remobilisation_total": ("inclu_pro", "dispositifs_locaux", "dispositifs_locaux_am"),
    "actions_bilans_total": ("bilans_competences", "handibtp"),
    "mises_en_situation_total": ("essais_encadres", "pmsmp", "stages_immersion"),
}


def ecrire(cle: str, valeur: int | Decimal) -> str:
    """The figure as a gabarit writes it, from its unit."""
    if cle.endswith(("_pct", "_pct_n1")):
        return pourcent(valeur)
    return mois(valeur) if cle.startswith("duree_") else nombre(valeur)


def document_ain(
    *,
    valeurs: dict[str, int | Decimal] | None = None,
    unite: str = "Ain",
    edito: str = EDITO,
    temps_forts: str = "Une demi-journée avec les infirmiers de santé au travail en octobre.",
) -> Document:
    """The seven blocks of the departmental chapter of Ain; `valeurs` replaces published figures."""
    return document(AIN | (valeurs or {}), unite=unite, edito=edito, temps_forts=temps_forts)


def document(
    valeurs: dict[str, int | Decimal], *, unite: str, edito: str = EDITO, temps_forts: str = ""
) -> Document:
    """The same chapter for any unit; families without action are left out."""
    return _Fabrique(valeurs).document(unite, edito, temps_forts)


class _Fabrique:
    def __init__(self, valeurs: dict[str, int | Decimal]) -> None:
        self.valeurs = valeurs

    def texte(self, cle: str) -> str:
        return ecrire(cle, self.valeurs[cle])

    def chiffre(self, cle: str, precision: str = "") -> ChiffreCle:
        return ChiffreCle(cle, self.texte(cle), LIBELLES[cle], precision)

    def part(self, cle: str, libelle: str) -> Part:
        return Part(libelle, self.valeurs[cle], self.texte(cle))

    def part_axe(self, cle: str, libelle: str) -> Part:
        total = self.valeurs["assures_pdp"] + self.valeurs["assures_sps"]
        part = pourcent(Decimal(100 * self.valeurs[cle]) / (total or 1))
        return Part(libelle, self.valeurs[cle], part, f"{self.texte(cle)} assurés")

    def document(self, unite: str, edito: str, temps_forts: str) -> Document:
        return Document(
            titre="L’essentiel de l’activité",
            service="Service social de l’Assurance Maladie",
            region="Rhône-Alpes",
            unite=unite,
            code_unite="01",
            annee=2023,
            version=2,
            produit_le=PRODUIT_LE,
            statut="Version de travail",
            ouverture=(TexteRedige("Édito", edito, "La responsable du Service social de l’Ain"),),
            essentiel=(
                self.chiffre("assures_accompagnes_individuel"),
                self.chiffre("entretiens_total"),
                self.chiffre("assures_pdp"),
            ),
            blocs=(
                self.equipe(),
                self.accompagnes(),
                self.entretiens(),
                self.etape_1(temps_forts),
                self.etape_2(),
                self.actions(),
                self.etape_3(),
            ),
            definitions=DEFINITIONS,
            controles=CONTROLES,
            empreinte="9f2c" * 16,
        )

    def equipe(self) -> Bloc:
        cles = [cle for cle in self.valeurs if cle.startswith("equipe_")]
        return Bloc(
            "equipe",
            "L’équipe",
            (
                Phrase("Les professionnels du Service social de l’Ain au 31 décembre 2023."),
                ListeChiffres(tuple(self.chiffre(cle) for cle in cles)),
            ),
        )

    def accompagnes(self) -> Bloc:
        ring = anneau(
            "axes",
            "Assurés accompagnés selon l’axe",
            [
                self.part_axe("assures_pdp", "Prévention de la désinsertion professionnelle\u00a0(PDP)"),
                self.part_axe("assures_sps", "Sécurisation des parcours en santé (SPS)"),
            ],
            entete="Axe",
            colonne="Part",
            large=408,
        )
        return Bloc(
            "accompagnes",
            "Assurés accompagnés individuellement",
            (
                Colonnes(
                    (
                        (
                            self.chiffre("assures_accompagnes_individuel"),
                            Phrase("Une personne compte une fois, dès son premier entretien."),
                        ),
                        (Figure(ring),),
                    ),
                    (4, 8),
                ),
            ),
        )

    def entretiens(self) -> Bloc:
        modes = ("part_rdv_physique_pct", "part_rdv_telephone_pct")
        figure = barres_comparees(
            "modes",
            "Modes d’entretien, 2023 et 2022",
            ["Rendez-vous physique", "Rendez-vous téléphonique"],
            Serie("2023", tuple(self.valeurs[c] for c in modes), tuple(map(self.texte, modes))),
            Serie(
                "2022",
                tuple(self.valeurs[f"{c}_n1"] for c in modes),
                tuple(self.texte(f"{c}_n1") for c in modes),
            ),
            entete="Mode",
            maximum=100,
            large=408,
        )
        chiffres = tuple(self.chiffre(cle, f"{self.texte(f'{cle}_n1')} en 2022") for cle in modes)
        return Bloc(
            "entretiens",
            "Entretiens réalisés",
            (
                Colonnes(
                    (
                        (self.chiffre("entretiens_total"), ListeChiffres(chiffres)),
                        (
                            Figure(
                                figure,
                                note="Les parts de 2022 sont celles du bilan publié.",
                            ),
                        ),
                    ),
                    (4, 8),
                ),
            ),
        )

    def etape_1(self, temps_forts: str) -> Bloc:
        cles = ("signalements_sm_n2", "signalements_sm_n1", "signalements_sm")
        figure = courbe(
            "signalements",
            "Signalements reçus du Service médical",
            ["2021", "2022", "2023"],
            [Serie("Signalements", tuple(self.valeurs[cle] for cle in cles))],
            large=627,
        )
        return Bloc(
            "etape-1",
            "Entrer en relation avec les assurés en arrêt de travail",
            (
                Phrase(
                    "Le Service médical a signalé 1 874 assurés en 2023, contre 2 126 en 2022 : "
                    "une baisse de 12 %, après une hausse de 9 % l’année précédente."
                ),
                Figure(figure, note="Signalements reçus dans l’année, doublons écartés."),
                TexteRedige("Temps forts", temps_forts),
            ),
            surtitre="Étape 1",
        )

    def etape_2(self) -> Bloc:
        profils = (
            ("sexe", "Sexe", (("femmes_pct", "Femmes"), ("hommes_pct", "Hommes"))),
            ("age", "Âge", (("moins_46_pct", "Moins de 46\u00a0ans"), ("46_et_plus_pct", "46\u00a0ans et\u00a0plus"))),
            ("risque", "Risque", (("maladie_invalidite_pct", "Maladie, invalidité"),
                                  ("atmp_pct", "AT / MP"))),
        )  # fmt: skip
        colonnes = tuple(
            (Figure(barre_empilee(code, titre, [self.part(cle, nom) for cle, nom in classes], large=189)),)
            for code, titre, classes in profils
        )
        return Bloc(
            "etape-2",
            "Accompagner les assurés et se coordonner avec les partenaires",
            (
                self.chiffre("assures_pdp"),
                Groupe(
                    "Profil des assurés accompagnés en PDP",
                    (Colonnes(colonnes, (4, 4, 4)),),
                ),
                Avertissement("Le risque n’est pas connu pour 38 assurés, laissés hors du calcul."),
            ),
            surtitre="Étape 2",
        )

    def actions(self) -> Bloc:
        familles = {
            total: [cle for cle in items if cle in self.valeurs]
            for total, items in FAMILLES.items()
            if total in self.valeurs
        }
        figure = barres(
            "actions",
            "Actions de remobilisation par famille",
            [self.part(cle, LIBELLES[cle].capitalize()) for cle in familles],
            entete="Famille",
            large=627,
        )
        blocs = tuple(
            FamilleActions(self.chiffre(total), tuple(self.chiffre(item) for item in items))
            for total, items in familles.items()
        )
        return Bloc("actions", "Les actions de remobilisation accompagnées", (*blocs, Figure(figure)))

    def etape_3(self) -> Bloc:
        figure = barres(
            "issues",
            "Situation à l’issue de l’accompagnement",
            [self.part(cle, libelle) for cle, libelle in ISSUES.items()],
            entete="Situation",
            colonne="Part",
            maximum=100,
            large=627,
        )
        return Bloc(
            "etape-3",
            "Évaluer les effets du processus PDP",
            (
                ListeChiffres((self.chiffre("duree_moyenne_mois"), self.chiffre("duree_moyenne_pdp_mois"))),
                Figure(
                    figure,
                    note="Accompagnements PDP clos en 2023 après trois entretiens ou plus."
                    " 52 situations hors de ces quatre groupes ne sont pas comptées.",
                ),
            ),
            surtitre="Étape 3",
        )
