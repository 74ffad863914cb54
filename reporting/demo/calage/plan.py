"""From the figures of a file, given or chosen, to whole numbers of people, acts and closings to make.

Serves every published figure; what a file leaves out is chosen, and printed nowhere as published.
"""

from dataclasses import dataclass, field
from random import Random

from reporting.demo.calage.cles import FONCTIONS, ITEMS_ACTIONS, PARTS, SIGNALEMENTS
from reporting.demo.calage.coherence import contradictions
from reporting.demo.calage.inversion import repartir_entiers
from reporting.demo.calage.lecture import ChiffresInvalides, Fichier
from reporting.demo.calage.plan_activite import planifier_entretiens, planifier_modes, planifier_personnes
from reporting.demo.calage.plan_clotures import Clotures, planifier_clotures
from reporting.demo.calage.plan_profil import Profil, planifier_profils
from reporting.indicateurs.actions import FAMILLES


@dataclass(slots=True)
class Plan:
    """What a unit (or a région taken as a whole) must count in the year, exactly."""

    annee: int
    personnes: dict[str, int]
    entretiens: dict[str, int]
    modes: dict[str, int]
    part_physique_n1: int | None
    profils: dict[str, Profil]
    clotures: Clotures
    actions: dict[str, int]
    dispositifs: dict[str, str]
    signalements: tuple[int, int, int]
    equipe: dict[str, int]
    remarques: list[str] = field(default_factory=list)

    @property
    def total_personnes(self) -> int:
        return sum(self.personnes.values())

    @property
    def total_entretiens(self) -> int:
        return sum(self.entretiens.values())


def planifier(fichier: Fichier, alea: Random) -> Plan:
    """Raises ChiffresInvalides when the figures contradict one another or cannot be those of any records."""
    raisons = contradictions(fichier)
    if raisons:
        raise ChiffresInvalides(raisons)
    remarques: list[str] = []
    personnes = planifier_personnes(fichier, alea)
    entretiens = planifier_entretiens(fichier, personnes, alea)
    total = sum(personnes.values())
    return Plan(
        annee=fichier.annee,
        personnes=personnes,
        entretiens=entretiens,
        modes=planifier_modes(fichier, sum(entretiens.values()), alea),
        part_physique_n1=_part_n1(fichier),
        profils=planifier_profils(fichier, personnes.get("PDP", 0), alea),
        clotures=planifier_clotures(fichier, personnes, alea),
        actions=_actions(fichier, total, alea),
        dispositifs={
            cle: fichier.chiffres[cle].dispositif
            for cle in ("dispositifs_locaux", "dispositifs_locaux_am")
            if cle in fichier.chiffres
        },
        signalements=_signalements(fichier, total, alea),
        equipe=_equipe(fichier, total, alea, remarques),
        remarques=remarques,
    )


def _part_n1(fichier: Fichier) -> int | None:
    physique, telephone = (fichier.entier(f"{cle}_n1") for cle in PARTS)
    if physique is not None:
        return physique
    return 100 - telephone if telephone is not None else None


def _actions(fichier: Fichier, personnes: int, alea: Random) -> dict[str, int]:
    """Actions by item. A file that gives the total of a family lists them all: an absent one is empty (F12)."""
    liste = any(total in fichier.chiffres for total in FAMILLES)
    usuels = _actions_usuelles(personnes, alea)
    actions: dict[str, int] = {}
    for cle in ITEMS_ACTIONS:
        valeur = fichier.entier(cle)
        actions[cle] = valeur if valeur is not None else 0 if liste else usuels[cle]
    for total, items in FAMILLES.items():
        attendu = fichier.entier(total)
        if attendu and not any(item in fichier.chiffres for item in items):
            actions |= repartir_entiers(attendu, {item: usuels[item] or 1 for item in items})
    return actions


def _actions_usuelles(personnes: int, alea: Random) -> dict[str, int]:
    pour_mille = {
        "formations_plus_6_mois": 1,
        "formations_moins_6_mois": 10,
        "vae": 1,
        "inclu_pro": 18,
        "dispositifs_locaux": 3,
        "dispositifs_locaux_am": 3,
        "bilans_competences": 18,
        "handibtp": 3,
        "essais_encadres": 9,
        "pmsmp": 2,
        "stages_immersion": 1,
        "crpe": 1,
    }
    return {cle: round(taux * personnes * alea.uniform(0.7, 1.3) / 1000) for cle, taux in pour_mille.items()}


def _signalements(fichier: Fichier, personnes: int, alea: Random) -> tuple[int, int, int]:
    """Service médical signalements of N, N-1 and N-2; by default a drop in N after a steady rise."""
    donnes = [fichier.entier(cle) for cle in SIGNALEMENTS]
    if donnes[0] is None and any(valeur is not None for valeur in donnes):
        donnes[0] = 0
    base = donnes[0] if donnes[0] is not None else round(personnes * alea.uniform(0.40, 0.47))
    usuels = (base, round(base * alea.uniform(1.05, 1.15)), round(base * alea.uniform(0.98, 1.06)))
    if fichier.entier(SIGNALEMENTS[0]) is not None:
        usuels = (base, 0, 0)
    n, n1, n2 = (usuel if donne is None else donne for donne, usuel in zip(donnes, usuels, strict=True))
    return n, n1, n2


def _equipe(fichier: Fichier, personnes: int, alea: Random, remarques: list[str]) -> dict[str, int]:
    """Heads by function. As soon as the file names one, a function it leaves out is absent from the unit."""
    equipes = fichier.entier("equipes") or 1
    donnes = {cle: fichier.chiffres[cle] for cle in FONCTIONS.values() if cle in fichier.chiffres}
    ass = max(2, round(personnes / alea.uniform(200, 230)))
    usuels = {"managers": max(1, ass // 14), "ass": ass, "csam": max(1, ass // 3), "secretariat": 1}
    effectifs = {}
    for fonction, cle in FONCTIONS.items():
        minimum, maximum = fichier.entier(f"{cle}_min"), fichier.entier(f"{cle}_max")
        if cle in donnes:
            par_equipe = equipes if donnes[cle].par_equipe else 1
            effectifs[fonction] = int(donnes[cle].valeur) * par_equipe
            if donnes[cle].par_equipe:
                remarques.append(
                    f"{cle} : {donnes[cle].valeur} par équipe, {effectifs[fonction]} dans l'unité."
                )
        elif minimum is not None and maximum is not None:
            effectifs[fonction] = sum(alea.randint(minimum, maximum) for _ in range(equipes))
            remarques.append(f"{cle} : {minimum} à {maximum} par équipe, {effectifs[fonction]} dans l'unité.")
        else:
            effectifs[fonction] = 0 if donnes else usuels.get(fonction, 0)
    return effectifs
