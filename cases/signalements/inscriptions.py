"""What the signalements bring to the other pages."""

from cases.models.socle.base import LECTEURS_DOSSIER
from cases.signalements.queries.file_d_attente import a_informer, signalements_du_territoire
from cases.signalements.queries.reponses import reponses_a_envoyer
from cases.signalements.views import accueil, urgences
from cases.signalements.views.presentation import presenter_signalements
from cases.signalements.views.taches import SignalementsAJoindre
from cases.socle.rubriques import RUBRIQUES, Rubrique
from cases.socle.taches import TACHES
from cases.socle.tuiles import TUILES, Tuile
from partners.enums import Profil
from servicesocial.pages.accueil import SECTIONS, Section
from servicesocial.pages.presentation import ENTREES, Entree

ENTREES.inscrire(
    Entree("Signalements", "cases:signalements", "inbox", LECTEURS_DOSSIER, raccourci="g s", ordre=30),
)
SECTIONS.inscrire(
    Section(
        "urgences", "cases/signalements/accueil_urgences.html", urgences.section, LECTEURS_DOSSIER, ordre=1
    ),
    Section(
        "signalements", "cases/signalements/accueil_csam.html", accueil.section_csam, (Profil.CSAM,), ordre=20
    ),
)
TACHES.inscrire(SignalementsAJoindre)
TUILES.inscrire(
    Tuile(
        cle="a_informer",
        ordre=10,
        profils=(Profil.CSAM,),
        titre="Personnes à informer",
        icone="info-circle",
        ton="attention",
        precision="Jointes, sans la notice sur leurs données",
        nom_url="cases:signalements",
        lire=lambda agent, _: a_informer(signalements_du_territoire(agent)),
        filtre="?information=a_donner",
    ),
    Tuile(
        cle="reponses",
        ordre=20,
        profils=(Profil.CSAM,),
        titre="Réponses à envoyer",
        icone="send",
        ton="info",
        precision="À ceux qui ont signalé",
        nom_url="cases:reponses",
        lire=reponses_a_envoyer,
    ),
)
RUBRIQUES.inscrire(Rubrique("signalements", 10, presenter_signalements))
