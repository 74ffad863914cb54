from django.urls import path

from cases.dossier.views import dossiers, information, lecture, liste

urlpatterns = [
    path("dossiers/", liste.dossiers, name="dossiers"),
    path("dossiers/<uuid:uuid>/", dossiers.detail, name="dossier"),
    path("dossiers/<uuid:uuid>/historique/", lecture.historique, name="dossier_historique"),
    path("dossiers/<uuid:uuid>/lecteurs/", lecture.qui_peut_lire, name="dossier_lecteurs"),
    path("dossiers/<uuid:uuid>/nir/", lecture.nir, name="dossier_nir"),
    path("dossiers/<uuid:uuid>/syntheses/", lecture.briser, name="dossier_briser"),
    path("bris-de-glace/<uuid:uuid>/lu/", lecture.bris_lu, name="bris_lu"),
    path("dossiers/<uuid:uuid>/contact/", dossiers.contacter, name="dossier_contacter"),
    path("dossiers/<uuid:uuid>/informer/", information.informer_du_dossier, name="dossier_informer"),
    path("dossiers/<uuid:uuid>/opposition/", information.opposer_du_dossier, name="dossier_opposition"),
    path(
        "signalements/<uuid:uuid>/informer/", information.informer_du_signalement, name="signalement_informer"
    ),
    path(
        "signalements/<uuid:uuid>/opposition/",
        information.opposer_du_signalement,
        name="signalement_opposition",
    ),
    path("dossiers/<uuid:uuid>/notice/", information.imprimer_du_dossier, name="dossier_notice"),
    path(
        "signalements/<uuid:uuid>/notice/",
        information.imprimer_du_signalement,
        name="signalement_notice",
    ),
    path("oppositions/<uuid:uuid>/lever/", information.lever, name="opposition_lever"),
]
