"""What the listes reçues ask of the workers."""

from cases.listes_recues.domain.importation import echouer_import, importer_liste_recue
from cases.listes_recues.domain.retrait import defaire_liste_recue, echouer_retrait
from servicesocial.enums import GenreTravail
from servicesocial.travaux import CONDUITES, Conduite

CONDUITES.inscrire(
    Conduite(GenreTravail.IMPORT, importer_liste_recue, echouer_import),
    Conduite(GenreTravail.RETRAIT, defaire_liste_recue, echouer_retrait),
)
