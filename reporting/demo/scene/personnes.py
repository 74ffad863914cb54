"""Who is signalled and followed in the scene: names and NIR that nobody bears, a commune that the site serves.

Gives life to every screen that names somebody; feeds no published figure.
"""

import datetime
from dataclasses import dataclass
from typing import TypedDict

from cases.enums import Sexe
from partners.models import Commune
from reporting.demo.recit.hasard import UN_JOUR, Hasard
from reporting.demo.recit.identites import EtatCivil, telephone
from reporting.demo.recit.lieux import RUES

AGES = (22, 64)


class Signalee(TypedDict):
    """What whoever signals her says of her."""

    nom: str
    prenom: str
    sexe: Sexe
    date_naissance: datetime.date
    telephone: str
    commune: Commune


class Connue(Signalee):
    """What her dossier says."""

    nir: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Identite:
    signalee: Signalee
    nir: str
    adresse: str

    @property
    def connue(self) -> Connue:
        return {**self.signalee, "nir": self.nir, "adresse": self.adresse}


def inventer(
    alea: Hasard, etat_civil: EtatCivil, communes: list[Commune], unite: str, jour: datetime.date
) -> Identite:
    """Somebody of working age on that day. `etat_civil` gives no NIR twice, the rows of the recit included."""
    sexe = Sexe.FEMME if alea.random() < 0.55 else Sexe.HOMME
    naissance = jour - alea.randint(AGES[0] * 366, AGES[1] * 365) * UN_JOUR
    return Identite(
        signalee={
            "nom": etat_civil.nom(),
            "prenom": etat_civil.prenom(sexe),
            "sexe": sexe,
            "date_naissance": naissance,
            "telephone": telephone(alea),
            "commune": alea.choice(communes),
        },
        nir=etat_civil.nir(sexe, naissance, unite),
        adresse=f"{alea.randint(1, 140)} {alea.choice(RUES)}",
    )
