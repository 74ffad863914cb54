"""One delay of the signalements of a unit, and how it is said."""

from dataclasses import dataclass
from decimal import Decimal

from servicesocial.typographie import ABSENT, INSECABLE, nombre

# Fewer measured delays than this give no median: it would be the delay of one person.
SEUIL_MEDIANE = 5
TROP_PEU = "trop peu pour une médiane"


@dataclass(frozen=True, slots=True)
class Delai:
    """One delay, in calendar days from the reception.

    `mediane` is None under SEUIL_MEDIANE measures. `tenus` are the measures within the promise, out of `jugeables`,
    those received under a promise. `depasses` still wait beyond the promise.
    """

    mesures: int
    en_attente: int
    mediane: Decimal | None
    tenus: int = 0
    jugeables: int = 0
    depasses: int = 0

    @property
    def part(self) -> Decimal | None:
        return Decimal(100 * self.tenus) / self.jugeables if self.jugeables else None

    @property
    def mediane_texte(self) -> str:
        return TROP_PEU if self.mediane is None else jours(self.mediane)

    @property
    def mediane_courte(self) -> str:
        """The median as a card says it; `resume` then says that there are too few measures."""
        return ABSENT if self.mediane is None else jours(self.mediane)

    @property
    def resume(self) -> str:
        compte = f"{accorder(self.mesures, 'mesuré')}, {nombre(self.en_attente)} en attente"
        return compte if self.mediane is not None else f"{TROP_PEU.capitalize()} ({compte})"

    @property
    def resume_promesse(self) -> str:
        texte = f"{nombre(self.tenus)} sur {accorder(self.jugeables, 'mesuré')}"
        if self.depasses:
            texte += f" ; {nombre(self.depasses)} en attente au-delà de ce délai"
        return texte


@dataclass(frozen=True, slots=True)
class Ligne:
    """A site, an origin or a month: the delay to the first rendez-vous, and to the contact where one is promised."""

    libelle: str
    retenus: int
    rendez_vous: Delai
    contact: Delai


def jours(valeur: Decimal) -> str:
    """Writes « 12 jours », « 1,5 jour »: the median of an even number of whole days may hold a half."""
    entier = valeur == valeur.to_integral_value()
    return f"{nombre(valeur, 0 if entier else 1)}{INSECABLE}jour{'s' if valeur >= 2 else ''}"


def accorder(compte: int, mot: str) -> str:
    return f"{nombre(compte)} {mot}{'s' if compte > 1 else ''}"
