"""What the home page and the portefeuille bring to the other pages."""

from cases.accueil.views import equipe, journee
from partners.enums import Profil
from servicesocial.pages.accueil import SECTIONS, Section
from servicesocial.pages.presentation import ENTREES, Entree

ENTREES.inscrire(
    Entree(
        "Mon portefeuille",
        "cases:portefeuille",
        "person-lines-fill",
        (Profil.ASS,),
        raccourci="g m",
        ordre=10,
    ),
)
SECTIONS.inscrire(
    Section("journee", "cases/accueil/ass.html", journee.section, (Profil.ASS,), ordre=10),
    Section("equipe", "cases/accueil/manager.html", equipe.section_manager, (Profil.MANAGER,), ordre=40),
)
