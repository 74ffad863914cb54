"""What the bilans bring to the pages, to the workers and to the layers below."""

from cases.reprise.registre import enregistrer
from cases.socle.annees_publiees import enregistrer_source
from partners.enums import Profil
from reporting.bilans import echouer_bilan, produire_bilan
from reporting.models import LECTEURS_BILAN
from reporting.queries import annee_publiee
from reporting.reprise import CHIFFRES_DECLARES
from reporting.views.accueil import section_bilans
from servicesocial.enums import GenreTravail
from servicesocial.pages.accueil import SECTIONS, Section
from servicesocial.pages.presentation import ENTREES, Entree
from servicesocial.travaux import CONDUITES, Conduite

ENTREES.inscrire(
    Entree("Bilans", "reporting:bilans", "bar-chart", LECTEURS_BILAN, raccourci="g b", ordre=60),
    Entree(
        "Délais",
        "reporting:delais",
        "clock-history",
        (Profil.MANAGER, Profil.REGION),
        raccourci="g l",
        ordre=65,
    ),
)
SECTIONS.inscrire(
    Section(
        "bilans", "reporting/bilan/accueil.html", section_bilans, (Profil.MANAGER, Profil.REGION), ordre=34
    ),
)
CONDUITES.inscrire(Conduite(GenreTravail.BILAN, produire_bilan, echouer_bilan))
enregistrer(CHIFFRES_DECLARES)
enregistrer_source(annee_publiee)
