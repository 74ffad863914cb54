"""What the persons bring to the other pages."""

from cases.models.socle.base import LECTEURS_DOSSIER
from cases.personnes.views import recherche_libre
from cases.personnes.views.presentation import (
    echeances_de_l_information,
    echeances_de_la_situation,
    presenter_contacts,
    presenter_informations,
)
from cases.socle.rubriques import RUBRIQUES, Rubrique
from servicesocial.pages.presentation import OUTILS, Outil

OUTILS.inscrire(
    Outil(
        "cases/personnes/outil_recherche_libre.html",
        LECTEURS_DOSSIER,
        touches=(("Rechercher une personne", "/"),),
        contexte=recherche_libre.outil,
    ),
)
RUBRIQUES.inscrire(
    Rubrique("informations", 20, presenter_informations, echeances_de_l_information),
    Rubrique("contacts", 40, presenter_contacts),
    Rubrique("situation", 60, echeances=echeances_de_la_situation),
)
