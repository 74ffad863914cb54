"""The blocks of the gabarit « département », one function each, from the frozen figures."""

from cases.enums import Axe
from reporting.charts import Part, Serie, anneau, barre_empilee, barres, barres_comparees, courbe
from reporting.gabarits import phrases
from reporting.gabarits.document import (
    Avertissement,
    Bloc,
    Colonnes,
    Element,
    FamilleActions,
    Figure,
    Groupe,
    ListeChiffres,
    Phrase,
)
from reporting.gabarits.ecriture import Chiffres
from reporting.indicateurs import actions as indicateurs_actions
from reporting.indicateurs import equipe as indicateurs_equipe
from reporting.indicateurs.clotures import ISSUES
from servicesocial.typographie import pourcent

_MODES = ("part_rdv_physique_pct", "part_rdv_telephone_pct")

_LIBELLES_ISSUES = {
    "issue_activite_pct": "conservent une activité professionnelle, dans la même entreprise ou une autre",
    "issue_licenciement_pct": "ont été accompagnés jusqu'au licenciement, avec un relais vers France Travail",
    "issue_formation_pct": "vont mettre en œuvre un projet de formation",
    "issue_invalidite_retraite_pct": "bénéficient d'une pension d'invalidité sans reprise ou de la retraite",
}

_PROFILS = (
    ("sexe", "Sexe", (("femmes_pct", "Femmes"), ("hommes_pct", "Hommes"))),
    (
        "age",
        "Âge",
        (("moins_46_pct", "Moins de 46\u00a0ans"), ("46_et_plus_pct", "46\u00a0ans et\u00a0plus")),
    ),
    ("risque", "Risque", (("maladie_invalidite_pct", "Maladie, invalidité"), ("atmp_pct", "AT / MP"))),
)


def equipe(chiffres: Chiffres) -> Bloc | None:
    cles = chiffres.presentes(indicateur.cle for indicateur in indicateurs_equipe.INDICATEURS)
    if not cles:
        return None
    return Bloc(
        "equipe",
        "L'équipe",
        (
            Phrase(f"Les professionnels affectés à l'unité au 31 décembre {chiffres.annee}."),
            ListeChiffres(tuple(chiffres.chiffre(cle) for cle in cles)),
        ),
    )


def accompagnes(chiffres: Chiffres) -> Bloc:
    axes = [axe for axe in Axe if f"assures_{axe.lower()}" in chiffres]
    parts = []
    for axe in axes:
        cle = f"assures_{axe.lower()}"
        parts.append(
            Part(
                f"{axe.label} ({axe.value})",
                chiffres[cle],
                chiffres.texte(f"{cle}_pct"),
                f"{chiffres.texte(cle)} assurés",
            )
        )
    ring = anneau("axes", "Assurés accompagnés selon l'axe", parts, entete="Axe", colonne="Part", large=408)
    return Bloc(
        "accompagnes",
        "Assurés accompagnés individuellement",
        (
            Colonnes(
                (
                    (
                        chiffres.chiffre("assures_accompagnes_individuel"),
                        Phrase(
                            "Une personne compte une fois dans l'année, selon l'axe de son dernier entretien."
                        ),
                    ),
                    (Figure(ring),),
                ),
                (4, 8),
            ),
        ),
    )


def entretiens(chiffres: Chiffres) -> Bloc:
    precedents = tuple(chiffres.get(f"{cle}_n1") for cle in _MODES)
    annee_n1 = chiffres.annee - 1
    figure = barres_comparees(
        "modes",
        f"Modes d'entretien, {chiffres.annee} et {annee_n1}",
        ["Rendez-vous physique", phrases.libelle_telephone(chiffres)],
        Serie(
            str(chiffres.annee),
            tuple(chiffres[cle] for cle in _MODES),
            tuple(chiffres.texte(c) for c in _MODES),
        ),
        Serie(str(annee_n1), precedents, tuple("" if p is None else pourcent(p) for p in precedents)),
        entete="Mode",
        maximum=100,
        large=408,
    )
    parts = tuple(
        chiffres.chiffre(
            cle, f"{pourcent(precedent)} en {annee_n1}" if precedent is not None else f"{annee_n1} non connu"
        )
        for cle, precedent in zip(_MODES, precedents, strict=True)
    )
    return Bloc(
        "entretiens",
        "Entretiens réalisés",
        (
            Colonnes(
                (
                    (chiffres.chiffre("entretiens_total"), ListeChiffres(parts)),
                    (Figure(figure, note=phrases.note_n1(chiffres, annee_n1)),),
                ),
                (4, 8),
            ),
        ),
    )


def etape_1(chiffres: Chiffres) -> Bloc:
    cles = ("signalements_sm_n2", "signalements_sm_n1", "signalements_sm")
    valeurs = tuple(chiffres.get(cle) for cle in cles)
    annees = [str(chiffres.annee - recul) for recul in (2, 1, 0)]
    elements: list[Element] = [Phrase(phrases.phrase_signalements(chiffres))]
    if any(valeurs):
        figure = courbe(
            "signalements",
            "Signalements reçus du Service médical",
            annees,
            [Serie("Signalements", valeurs)],
            large=627,
            haut=190,
        )
        elements.append(
            Figure(
                figure, note="Signalements reçus dans l'année, quelle qu'en soit la suite, doublons exclus."
            )
        )
    return Bloc(
        "etape-1", "Entrer en relation avec les assurés en arrêt de travail", tuple(elements), "Étape 1"
    )


def etape_2(chiffres: Chiffres) -> Bloc:
    titre = "Accompagner les assurés et se coordonner avec les partenaires"
    if "assures_pdp" not in chiffres:
        phrase = Phrase(f"Aucun assuré n'a été accompagné au titre de la PDP en {chiffres.annee}.")
        return Bloc("etape-2", titre, (phrase,), "Étape 2")
    colonnes = tuple(
        (
            Figure(
                barre_empilee(
                    code, nom, [chiffres.part(cle, lib) for cle, lib in classes if cle in chiffres], large=189
                )
            ),
        )
        for code, nom, classes in _PROFILS
    )
    elements: list[Element] = [
        chiffres.chiffre("assures_pdp"),
        Groupe("Profil des assurés accompagnés en PDP", (Colonnes(colonnes, (4, 4, 4)),)),
    ]
    inconnus = phrases.phrase_inconnus(chiffres)
    if inconnus:
        elements.append(Avertissement(inconnus))
    return Bloc("etape-2", titre, tuple(elements), "Étape 2")


def actions(chiffres: Chiffres) -> Bloc:
    familles = []
    for total, items in indicateurs_actions.FAMILLES.items():
        if total in chiffres:
            presents = tuple(chiffres.chiffre(item) for item in chiffres.presentes(items))
            familles.append(FamilleActions(chiffres.chiffre(total), presents))
    crpe = (chiffres.chiffre("crpe"),) if "crpe" in chiffres else ()
    titre = "Les actions de remobilisation accompagnées"
    if not familles and not crpe:
        phrase = Phrase(f"Aucune action de remobilisation n'a démarré en {chiffres.annee}.")
        return Bloc("actions", titre, (phrase,))
    figure = barres(
        "actions",
        "Actions démarrées dans l'année, par famille",
        [
            Part(_majuscule(famille.total.libelle), chiffres[famille.total.cle], famille.total.valeur_texte)
            for famille in familles
        ],
        entete="Famille",
        large=627,
    )
    return Bloc("actions", titre, (*familles, *crpe, Figure(figure)))


def _majuscule(libelle: str) -> str:
    return libelle[0].upper() + libelle[1:]


def etape_3(chiffres: Chiffres) -> Bloc:
    durees = chiffres.presentes(["duree_moyenne_mois", "duree_moyenne_pdp_mois"])
    elements: list[Element] = (
        [ListeChiffres(tuple(chiffres.chiffre(cle) for cle in durees))] if durees else []
    )
    if ISSUES.keys() <= set(chiffres.presentes(ISSUES)):
        figure = barres(
            "issues",
            "Situation à l'issue de l'accompagnement",
            [chiffres.part(cle, _LIBELLES_ISSUES[cle]) for cle in ISSUES],
            entete="Situation",
            colonne="Part",
            maximum=100,
            large=627,
        )
        elements.append(Figure(figure, note=phrases.note_issues(chiffres)))
    else:
        elements.append(
            Phrase(f"Aucun accompagnement PDP d'au moins trois entretiens n'a été clos en {chiffres.annee}.")
        )
    return Bloc("etape-3", "Évaluer les effets du processus PDP", tuple(elements), "Étape 3")


BLOCS = (equipe, accompagnes, entretiens, etape_1, etape_2, actions, etape_3)
