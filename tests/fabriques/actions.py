"""Actions of remobilisation, the companies that receive, the answers of the parties."""

import datetime

import factory

from cases import models
from cases.enums import PartieAccord, SensAccord, TypeAction
from tests.fabriques.base import Fabrique, FabriqueNominative
from tests.fabriques.dossiers import AccompagnementFactory


def _siret(rang: int) -> str:
    base = f"000{rang:010d}"
    # Luhn: from the right, every second digit counts double, starting with the one beside the key.
    somme = sum(
        sum(divmod(int(chiffre) * 2, 10)) if place % 2 == 0 else int(chiffre)
        for place, chiffre in enumerate(reversed(base))
    )
    return f"{base}{-somme % 10}"


class EntrepriseFactory(Fabrique):
    """SIRET with a valid key, of nobody: made from the sequence."""

    class Meta:
        model = models.Entreprise

    siret = factory.Sequence(_siret)
    nom = factory.Sequence(lambda n: f"Entreprise {n}")


class ActionFactory(FabriqueNominative):
    """A bilan de compétences, planned: the type whose start asks nothing outside an arrêt."""

    class Meta:
        model = models.ActionRemobilisation

    accompagnement = factory.SubFactory(AccompagnementFactory)
    departement = factory.SelfAttribute("accompagnement.departement")
    site = factory.SelfAttribute("accompagnement.site")
    type = TypeAction.BILAN_COMPETENCES
    du = datetime.date(2023, 5, 15)
    au = datetime.date(2023, 5, 26)


class AccordActionFactory(FabriqueNominative):
    class Meta:
        model = models.AccordAction

    action = factory.SubFactory(ActionFactory)
    departement = factory.SelfAttribute("action.departement")
    partie = PartieAccord.CPAM
    sens = SensAccord.ACCORD
    le = datetime.date(2023, 5, 2)
