"""What the rendez-vous bring to the other pages."""

from cases.models.socle.base import LECTEURS_DOSSIER
from cases.rendez_vous.views import accueil
from cases.rendez_vous.views.presentation import echeances_des_rendez_vous, presenter_rendez_vous
from cases.rendez_vous.views.taches import RendezVousANoter
from cases.socle.rubriques import RUBRIQUES, Rubrique
from cases.socle.taches import TACHES
from partners.enums import Profil
from servicesocial.pages.accueil import SECTIONS, Section
from servicesocial.pages.presentation import ENTREES, Entree

ENTREES.inscrire(
    Entree("Rendez-vous", "cases:rendez_vous", "calendar-week", LECTEURS_DOSSIER, raccourci="g r", ordre=40),
)
SECTIONS.inscrire(
    Section(
        "rendez_vous",
        "cases/rendez_vous/accueil_secretariat.html",
        accueil.section_secretariat,
        (Profil.SECRETARIAT,),
        ordre=30,
    ),
)
TACHES.inscrire(RendezVousANoter)
RUBRIQUES.inscrire(Rubrique("rendez_vous", 30, presenter_rendez_vous, echeances_des_rendez_vous))
