"""Identities that must hold before a bilan is published. A violated one names the records that cause it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cases.enums import Axe, ModeEntretien
from reporting.gabarits.ecriture import Chiffres
from reporting.indicateurs.actions import FAMILLES
from reporting.indicateurs.catalogue import CATALOGUE
from servicesocial.typographie import nombre, pourcent

SEUIL_INCONNUS_PCT = 5

PARTITIONS = (
    ("axes des assurés", tuple(f"assures_{axe.lower()}_pct" for axe in Axe)),
    ("modes d'entretien", ("part_rdv_physique_pct", "part_rdv_telephone_pct")),
    ("sexe", ("femmes_pct", "hommes_pct")),
    ("âge", ("moins_46_pct", "46_et_plus_pct")),
    ("risque", ("maladie_invalidite_pct", "atmp_pct")),
    (
        "issues",
        (
            "issue_activite_pct",
            "issue_licenciement_pct",
            "issue_formation_pct",
            "issue_invalidite_retraite_pct",
        ),
    ),
)


class Gravite(StrEnum):
    BLOQUANT = "bloquant"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Controle:
    """One check: both sides as they are written, whether it holds, and the uuids of the records that break it."""

    code: str
    libelle: str
    gauche: str
    droite: str
    verifie: bool
    gravite: Gravite = Gravite.BLOQUANT
    detail: str = ""
    enregistrements: tuple[str, ...] = ()

    @property
    def bloque(self) -> bool:
        return not self.verifie and self.gravite == Gravite.BLOQUANT


def controler(figures: Mapping[str, Any]) -> list[Controle]:
    """Returns all the checks of a bilan, from its frozen figures."""
    chiffres = Chiffres(figures)
    return [*_sommes(chiffres), *_partitions(chiffres), *_anomalies(chiffres), *_inconnus(chiffres)]


def _sommes(chiffres: Chiffres) -> list[Controle]:
    axes = tuple(tuple(f"{prefixe}_{axe.lower()}" for axe in Axe) for prefixe in ("assures", "entretiens"))
    sommes = (
        ("assures_accompagnes_individuel", axes[0], "Assurés : somme des axes"),
        ("entretiens_total", axes[1], "Entretiens : somme des axes"),
        (
            "entretiens_total",
            tuple(f"entretiens_{mode.value}" for mode in ModeEntretien),
            "Entretiens : somme des modes",
        ),
        *(
            (total, items, f"{CATALOGUE[total].libelle} : somme des actions")
            for total, items in FAMILLES.items()
        ),
    )
    resultats = []
    for total, items, libelle in sommes:
        if total in chiffres:
            valeurs = [int(chiffres[item]) for item in items if item in chiffres]
            resultats.append(
                Controle(
                    f"somme_{total}_{items[0]}",
                    f"{libelle} = total",
                    " + ".join(nombre(valeur) for valeur in valeurs) or "0",
                    chiffres.texte(total),
                    sum(valeurs) == chiffres[total],
                    # A sum of axes can only lack what has no axis that day.
                    enregistrements=_trouvees(chiffres, "entretien_sans_axe") if items in axes else (),
                )
            )
    return resultats


def _partitions(chiffres: Chiffres) -> list[Controle]:
    resultats = []
    for nom, cles in PARTITIONS:
        presentes = chiffres.presentes(cles)
        if presentes:
            parts = [int(chiffres[cle]) for cle in presentes]
            resultats.append(
                Controle(
                    f"partition_{presentes[0]}",
                    f"Parts ({nom}) : somme = 100 %",
                    " + ".join(map(str, parts)),
                    pourcent(100),
                    sum(parts) == 100,
                )
            )
    return resultats


_ANOMALIES = (
    ("entretien_sans_axe", "Entretiens dont l'accompagnement n'a pas d'axe ce jour-là", Gravite.BLOQUANT),
    ("entretien_hors_accompagnement", "Entretiens hors des dates de leur accompagnement", Gravite.BLOQUANT),
    (
        "dossier_ouvert_sans_entretien",
        "Accompagnements ouverts au 31 décembre sans entretien dans l'année",
        Gravite.INFORMATION,
    ),
)


def _trouvees(chiffres: Chiffres, code: str) -> tuple[str, ...]:
    return tuple(chiffres.complements.get("anomalies", {}).get(code, ()))


def _anomalies(chiffres: Chiffres) -> list[Controle]:
    resultats = []
    for code, libelle, gravite in _ANOMALIES:
        uuids = _trouvees(chiffres, code)
        if gravite == Gravite.INFORMATION:
            resultats.append(
                Controle(
                    code,
                    libelle,
                    nombre(len(uuids)),
                    "",
                    True,
                    gravite,
                    "Ils ne sont pas comptés parmi les assurés accompagnés.",
                    uuids,
                )
            )
        else:
            resultats.append(
                Controle(code, libelle, nombre(len(uuids)), "0", not uuids, gravite, enregistrements=uuids)
            )
    return resultats


def _inconnus(chiffres: Chiffres) -> list[Controle]:
    """Warns when the unknown values of a profile pass 5 % (F4)."""
    resultats = []
    for nom, libelle in (("sexe", "Sexe"), ("age", "Âge"), ("risque", "Risque")):
        connus = chiffres.complement(f"profil_{nom}_connus")
        inconnus = chiffres.complement(f"profil_{nom}_inconnus")
        if connus + inconnus:
            resultats.append(
                Controle(
                    f"inconnus_{nom}",
                    f"{libelle} inconnu parmi les assurés PDP : au plus {SEUIL_INCONNUS_PCT} %",
                    nombre(inconnus),
                    f"{SEUIL_INCONNUS_PCT} % de {nombre(connus + inconnus)}",
                    inconnus * 100 <= SEUIL_INCONNUS_PCT * (connus + inconnus),
                    Gravite.AVERTISSEMENT,
                )
            )
    return resultats
