"""What the dossiers bring to the other pages."""

from cases.dossier.views.taches import SynthesesOuvertes
from cases.models.socle.base import LECTEURS_DOSSIER
from cases.socle.taches import TACHES
from servicesocial.pages.presentation import ENTREES, Entree

ENTREES.inscrire(
    Entree("Dossiers", "cases:dossiers", "folder2-open", LECTEURS_DOSSIER, raccourci="g d", ordre=20),
)
TACHES.inscrire(SynthesesOuvertes)
