"""People seen and entretiens held (F0 to F3, F5), and the profile of the PDP people (F4)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cases.enums import MODES_A_DISTANCE, MODES_PHYSIQUES, Axe, ModeEntretien, Sexe
from partners.enums import RISQUES_ATMP, RISQUES_MALADIE_INVALIDITE
from reporting.arrondis import repartir
from reporting.indicateurs.base import Figures, Indicateur, lignes

AGE_SEUIL = 46

_F2 = (
    "Personnes distinctes ayant eu dans l'unité et dans l'année au moins un entretien individuel mené à son terme et "
    "non annulé."
)
_F3_PERSONNE = (
    "Personnes classées selon l'axe de leur accompagnement le jour de leur dernier entretien de l'année dans "
    "l'unité ; de deux entretiens d'un même jour, le dernier enregistré."
)
_F0 = (
    "Entretiens individuels menés à leur terme et non annulés, datés de l'année, comptés dans l'unité du site de "
    "l'acte. Absences, tentatives, brouillons et séances collectives ne comptent pas."
)
_F3_ENTRETIEN = "Entretiens classés selon l'axe de l'accompagnement ce jour-là, quelle que soit la suite."
_F5 = (
    "Part des entretiens de l'année. Physique : lieu d'accueil et domicile. Téléphonique : téléphone et visio. "
    "Pour N-1 : le bilan publié de l'année précédente s'il existe, sinon un nouveau calcul selon la même définition."
)
_F4 = (
    "Personnes accompagnées en PDP (dernier entretien de l'année). La part porte sur les valeurs connues ; "
    "les inconnues sont imprimées."
)
_AGE = " Âge atteint au 31 décembre : année du bilan moins année de naissance."
_RISQUE = (
    " Risque de l'accompagnement du dernier entretien : maladie et invalidité, ou accident du travail et maladie "
    "professionnelle. Un autre risque (maternité, hors risque) est laissé avec les inconnues."
)

_CLES_MODE = {mode: f"entretiens_{mode.value}" for mode in ModeEntretien}
_CLES_PART = ("part_rdv_physique_pct", "part_rdv_telephone_pct")

_LIBELLES_AXE_PERSONNES = {
    Axe.PDP: "Assurés accompagnés au titre de la PDP",
    Axe.SPS: "Assurés accompagnés pour sécuriser leur parcours en santé",
    Axe.RAD: "Assurés accompagnés au retour à domicile",
    Axe.BV: "Assurés accompagnés pour le bien-vieillir",
}


def _cle_axe(prefixe: str, axe: str, suffixe: str = "") -> str:
    return f"{prefixe}_{axe.lower()}{suffixe}"


INDICATEURS = (
    Indicateur(
        "assures_accompagnes_individuel",
        "Assurés accompagnés individuellement",
        "assurés",
        _F2,
        "F2",
        total_de=tuple(_cle_axe("assures", axe) for axe in Axe),
    ),
    *(
        Indicateur(_cle_axe("assures", axe), _LIBELLES_AXE_PERSONNES[axe], "assurés", _F3_PERSONNE, "F3")
        for axe in Axe
    ),
    *(
        Indicateur(
            _cle_axe("assures", axe, "_pct"),
            f"Part des assurés accompagnés : {axe.label}",
            "%",
            _F3_PERSONNE,
            "F3",
        )
        for axe in Axe
    ),
    Indicateur(
        "entretiens_total",
        "Entretiens réalisés",
        "entretiens",
        _F0,
        "F0",
        total_de=tuple(_cle_axe("entretiens", axe) for axe in Axe),
    ),
    *(
        Indicateur(
            _cle_axe("entretiens", axe), f"Entretiens : {axe.label}", "entretiens", _F3_ENTRETIEN, "F3"
        )
        for axe in Axe
    ),
    *(
        Indicateur(cle, f"Entretiens par mode : {mode.label.lower()}", "entretiens", _F0, "F0")
        for mode, cle in _CLES_MODE.items()
    ),
    Indicateur("part_rdv_physique_pct", "Rendez-vous physiques", "%", _F5, "F5"),
    Indicateur("part_rdv_telephone_pct", "Rendez-vous téléphoniques", "%", _F5, "F5"),
    Indicateur("part_rdv_physique_pct_n1", "Rendez-vous physiques, année précédente", "%", _F5, "F5"),
    Indicateur("part_rdv_telephone_pct_n1", "Rendez-vous téléphoniques, année précédente", "%", _F5, "F5"),
    Indicateur("femmes_pct", "Femmes", "%", _F4, "F4"),
    Indicateur("hommes_pct", "Hommes", "%", _F4, "F4"),
    Indicateur("moins_46_pct", "Moins de 46 ans", "%", _F4 + _AGE, "F4"),
    Indicateur("46_et_plus_pct", "46 ans et plus", "%", _F4 + _AGE, "F4"),
    Indicateur("maladie_invalidite_pct", "Maladie ou invalidité", "%", _F4 + _RISQUE, "F4"),
    Indicateur("atmp_pct", "Accident du travail ou maladie professionnelle", "%", _F4 + _RISQUE, "F4"),
)


def calculer(annee: int, figures: dict[str, Figures]) -> None:
    _entretiens(annee, figures)
    _personnes(annee, figures)


def _entretiens(annee: int, figures: dict[str, Figures]) -> None:
    par_axe: dict[str, Counter[str | None]] = defaultdict(Counter)
    par_mode: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for ligne in lignes("entretiens", annee=annee):
        suffixe = "" if ligne["de_l_annee"] else "_n1"
        par_mode[ligne["unite"], suffixe][ligne["mode"]] += ligne["nombre"]
        if ligne["de_l_annee"]:
            par_axe[ligne["unite"]][ligne["axe"]] += ligne["nombre"]
    for unite, comptes in par_axe.items():
        chiffres = figures[unite].chiffres
        chiffres["entretiens_total"] = sum(comptes.values())
        chiffres |= {_cle_axe("entretiens", axe): comptes[axe] for axe in Axe if comptes[axe]}
        modes = par_mode[unite, ""]
        chiffres |= {cle: modes[mode] for mode, cle in _CLES_MODE.items() if modes[mode]}
    for (unite, suffixe), modes in par_mode.items():
        groupes = [sum(modes[mode] for mode in groupe) for groupe in (MODES_PHYSIQUES, MODES_A_DISTANCE)]
        parts = zip(_CLES_PART, repartir(groupes), strict=True)
        figures[unite].chiffres |= {cle + suffixe: part for cle, part in parts}
        figures[unite].complements[f"entretiens_visio{suffixe}"] = modes[ModeEntretien.VISIO]
        figures[unite].complements[f"entretiens_modes{suffixe}"] = sum(modes.values())


def _personnes(annee: int, figures: dict[str, Figures]) -> None:
    par_unite: dict[str, list] = defaultdict(list)
    for ligne in lignes("personnes", annee=annee):
        par_unite[ligne["unite"]].append(ligne)
    for unite, personnes in par_unite.items():
        chiffres = figures[unite].chiffres
        axes: Counter[str | None] = Counter()
        for ligne in personnes:
            axes[ligne["axe"]] += ligne["nombre"]
        chiffres["assures_accompagnes_individuel"] = sum(axes.values())
        presents = [axe for axe in Axe if axes[axe]]
        chiffres |= {_cle_axe("assures", axe): axes[axe] for axe in presents}
        if presents:
            parts = repartir([axes[axe] for axe in presents])
            chiffres |= {
                _cle_axe("assures", axe, "_pct"): part for axe, part in zip(presents, parts, strict=True)
            }
        _profil(figures[unite], [ligne for ligne in personnes if est_du_profil(ligne["axe"])])


def est_du_profil(axe: str | None) -> bool:
    """Says whether the profile of the year counts this person, by the axis of her last entretien (F4)."""
    return axe == Axe.PDP


def classe_sexe(sexe: str) -> str | None:
    return {Sexe.FEMME: "femmes_pct", Sexe.HOMME: "hommes_pct"}.get(Sexe(sexe))


def classe_age(age: int | None) -> str | None:
    if age is None:
        return None
    return "moins_46_pct" if age < AGE_SEUIL else "46_et_plus_pct"


def classe_risque(classe: str | None) -> str | None:
    if classe in RISQUES_MALADIE_INVALIDITE:
        return "maladie_invalidite_pct"
    return "atmp_pct" if classe in RISQUES_ATMP else None


def _profil(figures: Figures, personnes: Iterable[dict]) -> None:
    """Computes the three partitions of the PDP people. The denominator is the known values (F4)."""
    partitions: Sequence = (
        ("sexe", ("femmes_pct", "hommes_pct"), lambda p: classe_sexe(p["sexe"])),
        ("age", ("moins_46_pct", "46_et_plus_pct"), lambda p: classe_age(p["age"])),
        ("risque", ("maladie_invalidite_pct", "atmp_pct"), lambda p: classe_risque(p["classe"])),
    )
    personnes = list(personnes)
    for nom, cles, classer in partitions:
        comptes: Counter[str | None] = Counter()
        for personne in personnes:
            comptes[classer(personne)] += personne["nombre"]
        connus = [comptes[cle] for cle in cles]
        if sum(connus):
            figures.chiffres |= dict(zip(cles, repartir(connus), strict=True))
        if personnes:
            figures.complements[f"profil_{nom}_connus"] = sum(connus)
            figures.complements[f"profil_{nom}_inconnus"] = comptes[None]
