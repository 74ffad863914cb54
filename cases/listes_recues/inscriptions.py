"""What the listes reçues ask of the workers."""

from cases.listes_recues.domain.importation import echouer_fichier, importer_fichier
from cases.listes_recues.domain.retrait import defaire_fichier, echouer_retrait
from servicesocial.enums import GenreTravail
from servicesocial.travaux import CONDUITES, Conduite

CONDUITES.inscrire(
    Conduite(GenreTravail.FICHIER, importer_fichier, echouer_fichier),
    Conduite(GenreTravail.RETRAIT, defaire_fichier, echouer_retrait),
)
