from django.urls import path

from cases.transferts.views import accepter, fusions, transferts

urlpatterns = [
    path("transferts/", transferts.liste, name="transferts"),
    path("transferts/<uuid:uuid>/accepter/", accepter.accepter, name="transfert_accepter"),
    path("transferts/<uuid:uuid>/refuser/", accepter.refuser, name="transfert_refuser"),
    path("dossiers/<uuid:uuid>/transferer/", accepter.transferer, name="dossier_transferer"),
    path("dossiers/<uuid:uuid>/doublon/", fusions.chercher, name="dossier_doublon"),
    path("dossiers/<uuid:uuid>/fusionner/<uuid:absorbe>/", fusions.fusionner, name="dossier_fusionner"),
    path("signalements/<uuid:uuid>/transfert/", transferts.demander, name="signalement_transfert"),
    path(
        "signalements/<uuid:uuid>/transfert/retirer/",
        transferts.retirer,
        name="signalement_transfert_retirer",
    ),
]
