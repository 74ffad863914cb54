"""What the annuaire brings to the pages."""

from partners.enums import Profil
from partners.views.accueil import section_administrateur
from servicesocial.pages.accueil import SECTIONS, Section
from servicesocial.pages.presentation import ENTREES, Entree

ENTREES.inscrire(
    Entree("Annuaire", "partners:sites", "building", tuple(Profil), raccourci="g n", ordre=80),
)
SECTIONS.inscrire(
    Section("annuaire", "partners/accueil.html", section_administrateur, (Profil.ADMINISTRATEUR,), ordre=60),
)
