"""Sex, age and risk: exact for the PDP people of the year, plausible for everybody else (F4).

Serves the published shares of the profile.
"""

import datetime
from collections import Counter, defaultdict

from reporting.demo.calage.lecture import ChiffresInvalides
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR, Hasard
from reporting.demo.recit.modele import Dossier, Entretien, Jour, Personne
from reporting.demo.recit.parcours import PIEGES_VISES

AGE_SEUIL = 46
PARTAGEES_MAX = 2 * PIEGES_VISES
ATTEINT_DANS_L_ANNEE = 40
MALADIE = ("maladie",) * 10 + ("invalidite",)
ATMP = ("accident-travail",) * 6 + ("maladie-professionnelle",) * 3 + ("accident-trajet", "rechute-atmp")
# Outside the two published groups, hence unknown like an empty one.
SANS_GROUPE = ("", "", "maternite", "hors-risque")


def attribuer_profils(contexte: Contexte) -> None:
    """Each perimeter in turn; a person already described by another one counts there and here as she is."""
    for perimetre in contexte.perimetres:
        derniers = derniers_entretiens(contexte, perimetre)
        pdp = [e for e in derniers if e.dossier.axe_le(e.date) == "PDP"]
        contexte.alea.shuffle(pdp)
        # Those whom two units count come first, with known values: what they are here, they are there too.
        pdp.sort(key=lambda e: not _de_deux_unites(e.dossier, perimetre.annee))
        _sexes(contexte.alea, perimetre, pdp)
        _ages(contexte.alea, perimetre, pdp)
        _risques(contexte.alea, perimetre, pdp)
    for perimetre in contexte.perimetres:
        for personne in perimetre.personnes:
            completer(contexte.alea, personne, perimetre.annee)


def derniers_entretiens(contexte: Contexte, perimetre: Perimetre) -> list[Entretien]:
    """The last entretien of the year in the perimeter's sites of each person seen there."""
    sites = perimetre.codes_sites
    derniers: dict[str, Entretien] = {}
    for autre in contexte.perimetres:
        for dossier in autre.dossiers:
            for entretien in dossier.valables:
                if entretien.date.year != perimetre.annee or entretien.site.code not in sites:
                    continue
                connu = derniers.get(dossier.personne.uuid)
                if connu is None or entretien.date > connu.date:
                    derniers[dossier.personne.uuid] = entretien
    return list(derniers.values())


def _de_deux_unites(dossier: Dossier, annee: int) -> bool:
    return len({e.site.unite for e in dossier.valables if e.date.year == annee}) > 1


def _sexes(alea: Hasard, perimetre: Perimetre, pdp: list[Entretien]) -> None:
    profil = perimetre.plan.profils["sexe"]
    restes = Counter(F=profil.premiers, H=profil.seconds, N=profil.inconnus)
    personnes = [e.dossier.personne for e in pdp]
    restes.subtract(p.sexe for p in personnes if p.sexe)
    libres = [p for p in personnes if not p.sexe]
    for personne, sexe in zip(libres, _melange(alea, restes, "N"), strict=True):
        personne.sexe = sexe


def _ages(alea: Hasard, perimetre: Perimetre, pdp: list[Entretien]) -> None:
    profil = perimetre.plan.profils["age"]
    restes = Counter(jeunes=profil.premiers, agees=profil.seconds, inconnues=profil.inconnus)
    decrites = [e.dossier.personne for e in pdp if e.dossier.personne.naissance]
    restes.subtract(_classe_age(p, perimetre.annee) for p in decrites)
    libres = [e for e in pdp if not e.dossier.personne.naissance]
    juste = 0
    for entretien, classe in zip(libres, _melange(alea, restes, "inconnues"), strict=True):
        personne = entretien.dossier.personne
        if classe == "agees" and juste < ATTEINT_DANS_L_ANNEE and entretien.date.timetuple().tm_yday < 330:
            # 46 reached in the year, after the last entretien (F4: age on 31/12).
            juste += 1
            personne.naissance = _apres(alea, entretien.date, perimetre.annee - AGE_SEUIL)
        else:
            personne.naissance = _naissance(
                alea, perimetre.annee, *(46, 64) if classe == "agees" else (19, 45)
            )
            personne.naissance_inconnue = classe == "inconnues"


def _classe_age(personne: Personne, annee: int) -> str:
    if personne.naissance_inconnue or personne.naissance is None:
        return "inconnues"
    return "agees" if annee - personne.naissance.year >= AGE_SEUIL else "jeunes"


def _apres(alea: Hasard, jour: Jour, annee: int) -> Jour:
    debut = datetime.date(annee, 1, 1) + jour.timetuple().tm_yday * UN_JOUR
    return debut + alea.randint(1, max(1, (datetime.date(annee, 12, 31) - debut).days)) * UN_JOUR


def _naissance(alea: Hasard, annee: int, age_min: int, age_max: int) -> Jour:
    age = round(alea.triangular(age_min, age_max, age_max - 6))
    return datetime.date(annee - age, 1, 1) + alea.randint(0, 364) * UN_JOUR


def _risques(alea: Hasard, perimetre: Perimetre, pdp: list[Entretien]) -> None:
    profil = perimetre.plan.profils["risque"]
    restes = Counter(maladie=profil.premiers, atmp=profil.seconds, aucun=profil.inconnus)
    dossiers = [e.dossier for e in pdp]
    restes.subtract(_classe_risque(d.risque) for d in dossiers if d.risque_fixe)
    libres = [d for d in dossiers if not d.risque_fixe]
    for dossier, classe in zip(libres, _melange(alea, restes, "aucun"), strict=True):
        choix = {"maladie": MALADIE, "atmp": ATMP, "aucun": SANS_GROUPE}[classe]
        dossier.risque, dossier.risque_fixe = alea.choice(choix), True


def _classe_risque(risque: str) -> str:
    return "maladie" if risque in MALADIE else "atmp" if risque in ATMP else "aucun"


def _melange(alea: Hasard, restes: Counter[str], inconnue: str) -> list[str]:
    """What is left to give, in a drawn order; the first ones, who may be of two units, get known values."""
    if min(restes.values(), default=0) < 0:
        raise ChiffresInvalides(
            ["Les profils PDP de deux unités ne laissent pas place aux personnes qu'elles partagent."]
        )
    connues = [valeur for valeur, nombre in restes.items() if valeur != inconnue for _ in range(nombre)]
    alea.shuffle(connues)
    premieres, autres = connues[:PARTAGEES_MAX], connues[PARTAGEES_MAX:] + [inconnue] * restes[inconnue]
    alea.shuffle(autres)
    return premieres + autres


def completer(alea: Hasard, personne: Personne, annee: int) -> None:
    """Whatever the figures leave free."""
    if not personne.sexe:
        personne.sexe = "F" if alea.random() < 0.56 else "H"
    if personne.naissance is None:
        personne.naissance = _naissance(alea, annee, 22, 66)
    autres: dict[bool, list[Dossier]] = defaultdict(list)
    for dossier in personne.dossiers:
        autres[dossier.risque_fixe].append(dossier)
    for dossier in autres[False]:
        # Another accompagnement of a person counted in PDP bears another risk: only the last one counts.
        deja = autres[True][0].risque if autres[True] else ""
        choix = ATMP if deja in MALADIE and deja else MALADIE if deja else (*MALADIE * 4, *ATMP)
        dossier.risque, dossier.risque_fixe = alea.choice(choix), True
