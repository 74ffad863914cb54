"""Which column of a list holds what: guessed from its titles, then chosen by whoever knows the sender."""

from collections.abc import Mapping, Sequence

from cases.enums_liste_recue import ColonneListeRecue
from cases.rules.noms import normaliser_nom

# Titles seen in the lists of CPAM and Service médical, as normaliser_nom writes them.
_TITRES: dict[ColonneListeRecue, tuple[str, ...]] = {
    ColonneListeRecue.NIR: (
        "nir",
        "nir cle",
        "nir assure",
        "numero nir",
        "n nir",
        "numero securite sociale",
        "numero de securite sociale",
        "n securite sociale",
        "no secu",
        "num secu",
        "matricule",
        "immatriculation",
        "nir beneficiaire",
        "nir complet",
    ),
    ColonneListeRecue.NOM: (
        "nom",
        "nom assure",
        "nom de l assure",
        "nom usage",
        "nom d usage",
        "nom famille",
    ),
    ColonneListeRecue.PRENOM: ("prenom", "prenom assure", "prenom de l assure", "prenoms"),
    ColonneListeRecue.SEXE: ("sexe", "genre", "civilite", "code sexe"),
    ColonneListeRecue.DATE_NAISSANCE: (
        "date naissance",
        "date de naissance",
        "naissance",
        "ne le",
        "nee le",
        "ne e le",
        "date nais",
        "ddn",
    ),
    ColonneListeRecue.TELEPHONE: (
        "telephone",
        "tel",
        "numero telephone",
        "numero de telephone",
        "mobile",
        "portable",
        "telephone mobile",
        "tel assure",
    ),
    ColonneListeRecue.CODE_COMMUNE: (
        "code commune",
        "code insee",
        "insee",
        "commune insee",
        "code commune insee",
    ),
    ColonneListeRecue.CODE_POSTAL: ("code postal", "cp", "code post"),
    ColonneListeRecue.COMMUNE: ("commune", "ville", "localite", "nom commune", "commune residence"),
    ColonneListeRecue.ARRET_DEPUIS: (
        "debut arret",
        "date debut arret",
        "date de debut arret",
        "date debut d arret",
        "date de debut d arret",
        "arret depuis",
        "arret depuis le",
        "en arret depuis",
        "en arret depuis le",
        "date arret",
        "date debut at",
        "debut ij",
        "date debut ij",
        "premier jour arret",
    ),
}


def deviner(entetes: Sequence[str]) -> dict[int, ColonneListeRecue]:
    """Returns the position of each column that its title lets recognise.

    Of two columns with the same meaning, the first is kept.
    """
    par_titre = {titre: colonne for colonne, titres in _TITRES.items() for titre in titres}
    trouvees: dict[int, ColonneListeRecue] = {}
    for position, entete in enumerate(entetes):
        colonne = par_titre.get(normaliser_nom(entete))
        if colonne is not None and colonne not in trouvees.values():
            trouvees[position] = colonne
    return trouvees


def refus_des_colonnes(colonnes: Mapping[int, ColonneListeRecue], *, requete: bool) -> str | None:
    """Returns the sentence that says why a list cannot be imported with these choices, or None.

    `requete` says that the list is a request on the length of the arrêt: it then needs the day the arrêt started
    (SLA-3).
    """
    choisies = list(colonnes.values())
    doubles = {colonne for colonne in choisies if choisies.count(colonne) > 1}
    if doubles:
        return f"« {min(doubles, key=choisies.index).label} » est choisi pour deux colonnes."
    manquent = [str(c.label) for c in (ColonneListeRecue.NOM, ColonneListeRecue.PRENOM) if c not in choisies]
    if ColonneListeRecue.NIR not in choisies and ColonneListeRecue.DATE_NAISSANCE not in choisies:
        manquent.append("NIR ou Date de naissance")
    if requete and ColonneListeRecue.ARRET_DEPUIS not in choisies:
        manquent.append(str(ColonneListeRecue.ARRET_DEPUIS.label))
    if manquent:
        return f"Indiquez la colonne qui contient : {', '.join(manquent)}."
    return None
