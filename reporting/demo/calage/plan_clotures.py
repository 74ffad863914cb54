"""Closings of the year: how many, how long, towards what (F6, F7).

Serves the published mean length and the shares of the four outcomes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from reporting.demo.calage.cles import ISSUES, cle_issue
from reporting.demo.calage.inversion import comptes_au_bord, comptes_pour_parts, jours_pour_moyenne
from reporting.demo.calage.lecture import ChiffresInvalides, Fichier

# A mean of n lengths is an exact half of a tenth of month only when n is a multiple of this (487/16 days, F11).
PAS_DEMI_DIXIEME = 320
MOYENNE_AUTRES_MIN, MOYENNE_AUTRES_MAX = 20, 1_100
PIEGES = 24


@dataclass(frozen=True, slots=True)
class Clotures:
    """`issues`: PDP closings with three entretiens or more, by group; `hors_groupe`: the same outside the groups;
    `peu`: PDP closings with one or two entretiens; `autres`: closings on another axis. Sums of days of both."""

    issues: dict[str, int]
    hors_groupe: int
    peu: int
    autres: int
    jours_pdp: int
    jours_autres: int

    @property
    def pdp(self) -> int:
        return sum(self.issues.values()) + self.hors_groupe + self.peu


def planifier_clotures(fichier: Fichier, personnes: Mapping[str, int], alea: Random) -> Clotures:
    """Raises ChiffresInvalides when no set of closings gives the figures."""
    pdp, total = personnes.get("PDP", 0), sum(personnes.values())
    issues = _issues(fichier, pdp, alea)
    retenues = sum(issues.values())
    hors = max(PIEGES if pdp >= 400 else 0, round(retenues * alea.uniform(0.14, 0.18)))
    peu = max(PIEGES if pdp >= 400 else 0, round(retenues * alea.uniform(0.22, 0.28)))
    nombre_pdp = retenues + hors + peu
    moyenne, moyenne_pdp = (
        None if (valeur := fichier.decimal(cle)) is None else int(valeur * 10)
        for cle in ("duree_moyenne_mois", "duree_moyenne_pdp_mois")
    )
    if moyenne_pdp is None:
        moyenne_pdp = alea.randint(98, 112) if moyenne is None else round(moyenne * 1.15)
    jours_pdp = jours_pour_moyenne(moyenne_pdp, nombre_pdp)[0]
    if moyenne is None:
        libres = round((total - pdp) * alea.uniform(0.42, 0.5))
        return Clotures(issues, hors, peu, libres, jours_pdp, libres * alea.randint(170, 220))
    voulu = round(total * 0.46) - nombre_pdp
    autres = _nombre_autres(moyenne, nombre_pdp, jours_pdp, max(0, voulu))
    if autres is None and fichier.decimal("duree_moyenne_pdp_mois") is None:
        # The PDP mean is ours to choose: alone, the PDP closings give the published mean.
        jours_pdp, autres = jours_pour_moyenne(moyenne, nombre_pdp)[0], 0
    if autres is None:
        donnees = ", ".join(
            f"{cle} ({fichier.decimal(cle)})" for cle in ("duree_moyenne_pdp_mois", "duree_moyenne_mois")
        )
        raise ChiffresInvalides([f"{fichier.nom} : aucune clôture d'un autre axe ne concilie {donnees}."])
    jours = jours_pour_moyenne(moyenne, nombre_pdp + autres)[0]
    return Clotures(issues, hors, peu, autres, jours_pdp, jours - jours_pdp)


def _issues(fichier: Fichier, pdp: int, alea: Random) -> dict[str, int]:
    donnees = [fichier.entier(cle_issue(issue)) for issue in ISSUES]
    voulu = max(1, round(pdp * 0.36)) if pdp else 0
    if all(part is None for part in donnees):
        if not voulu:
            return dict.fromkeys(ISSUES, 0)
        parts = [32 + alea.randint(-4, 4), 33 + alea.randint(-3, 3), 5]
        donnees = [*parts, 100 - sum(parts)]
        comptes = comptes_pour_parts([part or 0 for part in donnees], voulu, alea)
        if comptes is None:
            comptes = [voulu // 3, voulu - voulu // 3 - voulu // 4, 0, voulu // 4]
        return dict(zip(ISSUES, comptes, strict=True))
    manquantes = [i for i, part in enumerate(donnees) if part is None]
    parts = [part or 0 for part in donnees]
    if manquantes:
        # An outcome that is not printed has nobody in it (F12), unless the printed ones leave room.
        parts[manquantes[0]] = 100 - sum(parts)
    for centaines in range(voulu // 100 if voulu // 100 % 2 else voulu // 100 - 1, 2, -2):
        comptes = comptes_au_bord(parts, centaines)
        if comptes is not None:
            return dict(zip(ISSUES, comptes, strict=True))
    for effectif in sorted(range(1, voulu + 400), key=lambda n: abs(n - voulu)):
        comptes = comptes_pour_parts(parts, effectif, alea)
        if comptes is not None:
            return dict(zip(ISSUES, comptes, strict=True))
    raise ChiffresInvalides(
        [f"{fichier.nom} : les parts des issues ({parts}) ne sont celles d'aucun effectif."]
    )


def _nombre_autres(moyenne: int, nombre_pdp: int, jours_pdp: int, voulu: int) -> int | None:
    """How many closings on other axes give the mean of all, near `voulu`; exact halves of a tenth first."""
    borne = 4 * (nombre_pdp + voulu) + PAS_DEMI_DIXIEME
    proches = sorted(range(borne), key=lambda n: abs(n - voulu))
    au_demi = [
        n for n in proches if (n + nombre_pdp) % PAS_DEMI_DIXIEME == 0 and abs(n - voulu) <= max(voulu, 1)
    ]
    for nombre in (*au_demi, *proches):
        bas, haut = jours_pour_moyenne(moyenne, nombre_pdp + nombre)
        if bas > haut:
            continue
        if nombre == 0:
            if bas <= jours_pdp <= haut:
                return 0
        elif MOYENNE_AUTRES_MIN <= (bas - jours_pdp) / nombre <= MOYENNE_AUTRES_MAX:
            return nombre
    return None
