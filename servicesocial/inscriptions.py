"""What the foundation itself brings to the pages."""

from servicesocial.pages.presentation import ENTREES, Entree

ENTREES.inscrire(Entree("Accueil", "accueil", "house", raccourci="g a", ordre=0))
