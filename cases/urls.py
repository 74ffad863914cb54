"""Every address of the application, trade by trade, under the one namespace `cases`."""

from cases.accompagnements.urls import urlpatterns as accompagnements
from cases.accueil.urls import urlpatterns as accueil
from cases.dossier.urls import urlpatterns as dossier
from cases.entretiens.urls import urlpatterns as entretiens
from cases.listes_recues.urls import urlpatterns as listes_recues
from cases.messages.urls import urlpatterns as messages
from cases.personnes.urls import urlpatterns as personnes
from cases.rendez_vous.urls import urlpatterns as rendez_vous
from cases.signalements.urls import urlpatterns as signalements
from cases.transferts.urls import urlpatterns as transferts

app_name = "cases"

urlpatterns = [
    *personnes,
    *transferts,
    *accompagnements,
    *signalements,
    *rendez_vous,
    *entretiens,
    *messages,
    *listes_recues,
    *dossier,
    *accueil,
]
