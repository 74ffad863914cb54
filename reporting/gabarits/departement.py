"""The gabarit « département »: the seven blocks of the Rhône-Alpes 2023 chapters, in order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cases.enums import Axe
from reporting import controles
from reporting.gabarits import etapes
from reporting.gabarits.document import (
    Bloc,
    Definition,
    Document,
    LigneControle,
    Phrase,
    Tableau,
    TexteRedige,
)
from reporting.gabarits.ecriture import Chiffres, ecrire_declare, en_minuscule
from reporting.indicateurs.catalogue import CATALOGUE

_ESSENTIEL = ("assures_accompagnes_individuel", "entretiens_total", "assures_pdp")


def construire(
    figures: Mapping[str, Any],
    *,
    service: str,
    version: int,
    produit_le: datetime,
    texte: str = "",
    empreinte: str = "",
) -> Document:
    """The document of a bilan, from its frozen figures alone: page and PDF render this one."""
    chiffres = Chiffres(figures)
    if "entretiens_total" not in chiffres:
        blocs: tuple[Bloc, ...] = (_sans_activite(chiffres, figures["departement_nom"]),)
        if equipe := etapes.equipe(chiffres):
            blocs = (equipe, *blocs)
    else:
        blocs = tuple(bloc for construit in etapes.BLOCS if (bloc := construit(chiffres)) is not None)
    document = Document(
        titre="L’essentiel de l’activité",
        service=service,
        region=figures["region"],
        unite=figures["departement_nom"],
        code_unite=figures["departement"],
        annee=chiffres.annee,
        version=version,
        produit_le=produit_le,
        statut="Bilan annuel",
        ouverture=(TexteRedige("Le mot du manager", texte),) if texte.strip() else (),
        essentiel=tuple(chiffres.chiffre(cle) for cle in chiffres.presentes(_ESSENTIEL)),
        blocs=blocs,
        controles=tuple(_ligne(controle) for controle in controles.controler(figures)),
        annexes=_annexes(chiffres),
        empreinte=empreinte,
    )
    return _avec_definitions(document, chiffres)


def _sans_activite(chiffres: Chiffres, unite: str) -> Bloc:
    return Bloc(
        "activite",
        "Activité",
        (Phrase(f"Aucun entretien individuel n'est enregistré pour {unite} en {chiffres.annee}."),),
    )


def _ligne(controle: controles.Controle) -> LigneControle:
    return LigneControle(
        controle.libelle,
        controle.gauche,
        controle.droite,
        controle.verifie,
        controle.detail,
        bloquant=controle.gravite == controles.Gravite.BLOQUANT,
        information=controle.gravite == controles.Gravite.INFORMATION,
    )


def _avec_definitions(document: Document, chiffres: Chiffres) -> Document:
    """One entry per definition, whose label names the figures of the document that follow it."""
    par_texte: dict[str, list[str]] = {}
    for cle in CATALOGUE:
        if cle in chiffres and CATALOGUE[cle].definition:
            par_texte.setdefault(CATALOGUE[cle].definition, []).append(cle)
    definitions = tuple(
        Definition(
            cles[0],
            _nommer(cles),
            texte,
            CATALOGUE[cles[0]].regle,
        )
        for texte, cles in par_texte.items()
    )
    return replace(document, definitions=definitions)


def _nommer(cles: list[str]) -> str:
    """The counts that follow a definition, without their shares and former years; the shares when it has no count."""
    courantes = [cle for cle in cles if not cle.endswith(("_n1", "_n2"))]
    comptes = [cle for cle in courantes if not cle.endswith("_pct")]
    libelles = [CATALOGUE[cle].libelle for cle in comptes or courantes or cles]
    return ", ".join([libelles[0], *map(en_minuscule, libelles[1:])])


def _annexes(chiffres: Chiffres) -> tuple[Tableau, ...]:
    tableaux = []
    lignes_axes = tuple(
        (
            axe.label,
            *(
                chiffres.texte(cle) if (cle := f"{prefixe}_{axe.lower()}") in chiffres else "–"
                for prefixe in _PREFIXES
            ),
        )
        for axe in Axe
        if any(f"{prefixe}_{axe.lower()}" in chiffres for prefixe in _PREFIXES)
    )
    if lignes_axes:
        tableaux.append(
            Tableau(
                "axes-detail",
                "Assurés et entretiens par axe",
                ("Axe", "Assurés", "Entretiens"),
                lignes_axes,
                "Un assuré est classé selon l'axe de son dernier entretien de l'année ; un entretien selon l'axe du "
                "jour. Les entretiens PDP ne sont donc pas seulement ceux des assurés comptés en PDP.",
            )
        )
    modes = chiffres.presentes(
        ["entretiens_lieu_accueil", "entretiens_domicile", "entretiens_telephone", "entretiens_visio"]
    )
    if modes:
        tableaux.append(
            Tableau(
                "modes-detail",
                "Entretiens par mode, en détail",
                ("Mode", "Entretiens"),
                tuple(
                    (
                        CATALOGUE[cle].libelle.removeprefix("Entretiens par mode : ").capitalize(),
                        chiffres.texte(cle),
                    )
                    for cle in modes
                ),
            )
        )
    declares = chiffres.complements.get("declares", {})
    if declares:
        tableaux.append(
            Tableau(
                "declares",
                "Chiffres déclarés par l'unité",
                ("Indicateur", "Valeur", "Source"),
                tuple(
                    (CATALOGUE[cle].libelle, ecrire_declare(cle, d["valeur"]), d["source"])
                    for cle, d in declares.items()
                ),
            )
        )
    return tuple(tableaux)


_PREFIXES = ("assures", "entretiens")
