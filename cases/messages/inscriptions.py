"""What the messages and the count of calls bring to the other pages."""

from cases.messages.forms.appel import BOUTONS
from cases.messages.views import appels, messages
from cases.messages.views.presentation import echeances_des_messages, presenter_messages
from cases.models.messages.appel import LECTEURS_APPELS
from cases.socle.rubriques import RUBRIQUES, Rubrique
from partners.enums import Profil
from servicesocial.pages.accueil import SECTIONS, Section
from servicesocial.pages.presentation import ENTREES, OUTILS, Entree, Outil

ENTREES.inscrire(
    Entree("Appels", "cases:appels", "telephone", LECTEURS_APPELS, raccourci="g p", ordre=50),
)
OUTILS.inscrire(
    Outil(
        "cases/messages/outil_appels.html",
        (Profil.CSAM,),
        touches=(
            *((libelle, touches) for _, libelle, touches in BOUTONS),
            ("Retirer le dernier appel compté", "o z"),
        ),
        contexte=appels.outil,
    ),
)
SECTIONS.inscrire(
    Section(
        "messages_recus", "cases/messages/accueil_recus.html", messages.section_recus, (Profil.ASS,), ordre=5
    ),
    Section(
        "messages_laisses",
        "cases/messages/accueil_laisses.html",
        messages.section_laisses,
        (Profil.CSAM, Profil.SECRETARIAT),
        ordre=35,
    ),
)
RUBRIQUES.inscrire(Rubrique("messages", 50, presenter_messages, echeances_des_messages))
