"""Who the people of the year are: how many entretiens each has, on which axis, and how it ends.

Serves the published people, entretiens and closings (F2, F3, F6, F7).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.demo.calage.lecture import ChiffresInvalides
from reporting.demo.calage.plan import Plan
from reporting.demo.recit.hasard import Hasard

ENTRETIENS_MAX = 13
# Below these numbers of people a unit is too small for each trap to have its 20 records.
PIEGES_MIN, PIEGES_VISES = 300, 24
DUREE_SUR_DEUX_ANNEES = 130

SITUATIONS = {
    "activite": (
        "maintien-poste",
        "maintien-poste",
        "reprise-tpt",
        "autre-entreprise",
        "invalidite-activite",
        "crpe",
    ),
    "licenciement": ("licenciement-relais",),
    "formation": ("formation",),
    "invalidite_retraite": ("invalidite-sans-reprise", "invalidite-sans-reprise", "retraite"),
    "hors_groupe": (
        "toujours-en-arret",
        "sans-nouvelles",
        "refus",
        "demenagement",
        "reoriente",
        "droits-ouverts",
    ),
    "autre": (
        "droits-ouverts",
        "droits-ouverts",
        "droits-ouverts",
        "maintien-poste",
        "reoriente",
        "sans-nouvelles",
    ),
}


@dataclass(slots=True, eq=False)
class Parcours:
    """One person in the year. `nombre`: entretiens on her axis; `avant`: on the other axis, before.

    `sorte`: simple; passage (SPS then PDP in one accompagnement); double (a PDP accompagnement, then a SPS one);
    passage_apres (SPS all year, PDP after the last entretien); ancien (closed in the year without entretien).
    """

    axe: str
    nombre: int
    sorte: str = "simple"
    avant: int = 0
    situation: str = ""
    duree: int = 0
    deux_annees: bool = False
    minimum: int = 0
    maximum_avant: int = 99
    venu_d_ailleurs: bool = False

    @property
    def clos(self) -> bool:
        return bool(self.situation)

    @property
    def total(self) -> int:
        return self.nombre + (self.avant if self.sorte == "passage" else 0)


def repartir_parcours(plan: Plan, alea: Hasard) -> list[Parcours]:
    """One Parcours per person of the plan, plus the « anciens »; closings and lengths assigned."""
    parcours = {axe: [Parcours(axe, 0) for _ in range(nombre)] for axe, nombre in plan.personnes.items()}
    recus = _croiser(plan, parcours, alea)
    for axe, liste in parcours.items():
        nombres = alea.parts(plan.entretiens[axe] - recus.get(axe, 0), len(liste), ENTRETIENS_MAX)
        for un, nombre in zip(liste, nombres, strict=True):
            un.nombre = nombre
    anciens = _cloturer(plan, parcours, alea)
    tous = [un for liste in parcours.values() for un in liste] + anciens
    _mesurer(plan, tous, alea)
    alea.shuffle(tous)
    return tous


def _vises(effectif: int) -> int:
    return max(PIEGES_VISES, effectif // 40) if effectif >= PIEGES_MIN else effectif // 20


def _croiser(plan: Plan, parcours: dict[str, list[Parcours]], alea: Hasard) -> dict[str, int]:
    """People with entretiens on two axes. Returns, by axis, the entretiens that others than its people have."""
    pdp, sps = parcours.get("PDP", []), parcours.get("SPS", [])
    recus = {"PDP": 0, "SPS": 0}
    for liste, sorte, vers in ((pdp, "passage", "SPS"), (sps, "double", "PDP")):
        if vers not in parcours:
            continue
        reste = (plan.entretiens[vers] - plan.personnes[vers]) // 3
        for un in liste[: _vises(len(liste))]:
            avant = min(alea.randint(1, 3), reste)
            if avant <= 0:
                break
            un.sorte, un.avant = sorte, avant
            recus[vers] += avant
            reste -= avant
    if pdp:
        simples = [un for un in sps if un.sorte == "simple"]
        for un in simples[: _vises(len(sps))]:
            un.sorte = "passage_apres"
    return recus


def _cloturer(plan: Plan, parcours: dict[str, list[Parcours]], alea: Hasard) -> list[Parcours]:
    """Chooses who closes in the year, and makes the people closed in it whom nobody saw in it."""
    clotures = plan.clotures
    groupes = [groupe for groupe, nombre in clotures.issues.items() for _ in range(nombre)]
    groupes += ["hors_groupe"] * clotures.hors_groupe
    alea.shuffle(groupes)
    pdp = list(parcours.get("PDP", ()))
    alea.shuffle(pdp)
    anciens: list[Parcours] = []
    _clore_retenues(groupes, pdp, anciens, alea)
    _clore_peu(clotures.peu, pdp, anciens, alea)
    autres = [un for axe, liste in parcours.items() if axe != "PDP" for un in liste if un.sorte == "simple"]
    alea.shuffle(autres)
    nombre_anciens = max(clotures.autres - len(autres) * 4 // 5, clotures.autres // 16)
    for un in autres[: clotures.autres - nombre_anciens]:
        un.situation = alea.choice(SITUATIONS["autre"])
    axes = [axe for axe in plan.personnes if axe != "PDP"] or ["SPS"]
    anciens += [
        Parcours(axes[0], 0, "ancien", situation=alea.choice(SITUATIONS["autre"]), minimum=1, maximum_avant=4)
        for _ in range(clotures.autres - sum(1 for un in autres if un.clos))
    ]
    return anciens


def _clore_retenues(
    groupes: Sequence[str], pdp: list[Parcours], anciens: list[Parcours], alea: Hasard
) -> None:
    """PDP closings with three entretiens or more over all years: within the year, over two, or all before (F7)."""
    trois = [un for un in pdp if un.total >= 3]
    moins = [un for un in pdp if un.total < 3 and un.sorte == "simple"]
    vises = _vises(len(groupes)) if len(groupes) < PIEGES_MIN else 2 * PIEGES_VISES
    nombre_anciens = min(len(groupes), _vises(len(groupes)))
    # Some of those seen three times stay open, or the year would close everybody who was followed closely.
    possibles = min(len(trois) * 9 // 10, max(0, len(groupes) - nombre_anciens - min(vises, len(moins) // 2)))
    choisis = trois[:possibles]
    reste = len(groupes) - len(choisis) - nombre_anciens
    deux_annees = moins[: min(len(moins) * 2 // 3, max(0, reste))]
    for un in deux_annees:
        un.deux_annees = True
    retenus = [*choisis, *deux_annees]
    for un in retenus:
        un.minimum = 3
    alea.shuffle(retenus)
    while len(retenus) < len(groupes):
        ancien = Parcours("PDP", 0, "ancien", minimum=3)
        anciens.append(ancien)
        retenus.append(ancien)
    for un, groupe in zip(retenus, groupes, strict=True):
        un.situation = alea.choice(SITUATIONS[groupe])
    for un in [un for un in deux_annees if un.sorte == "simple"][
        : PIEGES_VISES if len(groupes) >= PIEGES_MIN else 0
    ]:
        un.venu_d_ailleurs = True


def _clore_peu(nombre: int, pdp: list[Parcours], anciens: list[Parcours], alea: Hasard) -> None:
    """PDP closings with one or two entretiens: most end by a dismissal, so that counting them would show."""
    disponibles = [un for un in pdp if not un.clos and un.sorte == "simple" and un.nombre <= 2]
    choisis = disponibles[: max(0, nombre - _vises(nombre) // 2)]
    while len(choisis) < nombre:
        ancien = Parcours("PDP", 0, "ancien", minimum=1)
        anciens.append(ancien)
        choisis.append(ancien)
    for un in choisis:
        un.maximum_avant = 2 - un.nombre
        groupe = alea.choice(("licenciement",) * 5 + ("activite", "activite", "hors_groupe"))
        un.situation = alea.choice(SITUATIONS[groupe])


def _mesurer(plan: Plan, tous: Sequence[Parcours], alea: Hasard) -> None:
    """Gives each closing its length: the longest to those who need room."""
    for axe_pdp, somme in ((True, plan.clotures.jours_pdp), (False, plan.clotures.jours_autres)):
        clos = [un for un in tous if un.clos and (un.axe == "PDP") is axe_pdp]
        durees = sorted(alea.durees(somme, len(clos)))
        clos.sort(key=lambda un: _besoin(un) * alea.lognormvariate(0, 0.45))
        for un, duree in zip(clos, durees, strict=True):
            un.duree = duree
        _faire_place(clos)


def _faire_place(clos: Sequence[Parcours]) -> None:
    """Swaps lengths so that who needs time before the year, or two axes, has it."""
    contraints = [un for un in clos if _exige_du_temps(un) and un.duree < DUREE_SUR_DEUX_ANNEES]
    donneurs = iter([un for un in clos if not _exige_du_temps(un) and un.duree >= DUREE_SUR_DEUX_ANNEES])
    for un in contraints:
        donneur = next(donneurs, None)
        if donneur is not None:
            un.duree, donneur.duree = donneur.duree, un.duree
        elif un.duree < 2:
            raise ChiffresInvalides(
                ["duree_moyenne_mois : la durée publiée ne laisse pas la place aux entretiens des clôtures."]
            )


def _exige_du_temps(un: Parcours) -> bool:
    return un.deux_annees or un.sorte in {"ancien", "passage"}


def _besoin(un: Parcours) -> float:
    if un.maximum_avant <= 2:
        return 60
    return 70 + 22 * un.total
