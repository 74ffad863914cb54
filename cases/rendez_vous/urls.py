from django.urls import path

from cases.rendez_vous.views import agenda, creneaux, listes, rendez_vous

urlpatterns = [
    path("rendez-vous/", listes.rendez_vous, name="rendez_vous"),
    path("dossiers/<uuid:uuid>/rendez-vous/", rendez_vous.reserver_du_dossier, name="dossier_rendez_vous"),
    path("rendez-vous/<uuid:uuid>/", rendez_vous.detail, name="rendez_vous_lu"),
    path("rendez-vous/<uuid:uuid>/deplacer/", rendez_vous.deplacer, name="rendez_vous_deplacer"),
    path("rendez-vous/<uuid:uuid>/annuler/", rendez_vous.annuler, name="rendez_vous_annuler"),
    path("rendez-vous/<uuid:uuid>/absent/", rendez_vous.absent, name="rendez_vous_absent"),
    path("rendez-vous/<uuid:uuid>/reprendre/", rendez_vous.reprendre, name="rendez_vous_reprendre"),
    path("rendez-vous/semaine/", agenda.semaine, name="semaine"),
    path("dossiers/<uuid:uuid>/rendez-vous/heure/", agenda.heure_du_dossier, name="dossier_heure"),
    path(
        "signalements/<uuid:uuid>/rendez-vous/heure/", agenda.heure_du_signalement, name="signalement_heure"
    ),
    path("creneaux/", creneaux.liste, name="creneaux"),
    path("creneaux/declarer/", creneaux.declarer, name="creneau_declarer"),
    path("creneaux/<uuid:uuid>/retirer/", creneaux.retirer, name="creneau_retirer"),
    path("signalements/<uuid:uuid>/rendez-vous/", rendez_vous.reserver, name="signalement_rendez_vous"),
]
