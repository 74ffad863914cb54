from django.urls import path

from cases.views import (
    appels,
    dossiers,
    fichiers,
    file,
    information,
    listes,
    messages,
    rendez_vous,
    signalements,
    urgences,
)

app_name = "cases"

urlpatterns = [
    path("signalements/listes/", fichiers.liste, name="fichiers"),
    path("signalements/listes/deposer/", fichiers.deposer, name="fichier_deposer"),
    path("signalements/listes/<uuid:uuid>/", fichiers.detail, name="fichier"),
    path("signalements/listes/<uuid:uuid>/etat/", fichiers.etat, name="fichier_etat"),
    path("signalements/listes/<uuid:uuid>/colonnes/", fichiers.colonnes, name="fichier_colonnes"),
    path("signalements/listes/<uuid:uuid>/abandonner/", fichiers.abandonner, name="fichier_abandonner"),
    path("signalements/listes/<uuid:uuid>/defaire/", fichiers.defaire, name="fichier_defaire"),
    path("signalements/listes/<uuid:uuid>/rapport/", fichiers.rapport, name="fichier_rapport"),
    path("dossiers/", listes.dossiers, name="dossiers"),
    path("dossiers/<uuid:uuid>/", dossiers.detail, name="dossier"),
    path("dossiers/<uuid:uuid>/informer/", information.informer_du_dossier, name="dossier_informer"),
    path("dossiers/<uuid:uuid>/rendez-vous/", rendez_vous.reserver_du_dossier, name="dossier_rendez_vous"),
    path("dossiers/<uuid:uuid>/opposition/", information.opposer_du_dossier, name="dossier_opposition"),
    path(
        "signalements/<uuid:uuid>/informer/", information.informer_du_signalement, name="signalement_informer"
    ),
    path(
        "signalements/<uuid:uuid>/opposition/",
        information.opposer_du_signalement,
        name="signalement_opposition",
    ),
    path("oppositions/<uuid:uuid>/lever/", information.lever, name="opposition_lever"),
    path("mes-accompagnements/", listes.mes_accompagnements, name="mes_accompagnements"),
    path("signalements/", file.signalements, name="signalements"),
    path("signalements/lot/", file.lot, name="signalements_lot"),
    path("signalements/arrivees/", file.arrivees, name="signalements_arrivees"),
    path("signalements/nouveau/", signalements.creer, name="signalement_creer"),
    path("signalements/<uuid:uuid>/", signalements.detail, name="signalement"),
    *(
        path(f"signalements/<uuid:uuid>/{geste.replace('_', '-')}/", vue, name=f"signalement_{geste}")
        for geste, vue in (
            ("prendre", signalements.prendre),
            ("rendre", signalements.rendre),
            ("contacter", signalements.contacter),
            ("affecter", signalements.affecter),
            ("rattacher", signalements.rattacher),
            ("repondre", signalements.repondre),
            ("reorienter", signalements.reorienter),
            ("sans_suite", signalements.sans_suite),
            ("doublon", signalements.doublon),
            ("defaire", signalements.defaire),
        )
    ),
    path("signalements/<uuid:uuid>/urgence/", urgences.marquer_du_signalement, name="signalement_urgence"),
    path("dossiers/<uuid:uuid>/urgence/", urgences.marquer_du_dossier, name="dossier_urgence"),
    path("urgences/<uuid:uuid>/prevenir/", urgences.prevenir, name="urgence_prevenir"),
    path("urgences/<uuid:uuid>/lever/", urgences.lever, name="urgence_lever"),
    path("appels/", appels.appels, name="appels"),
    path("appels/export/", appels.exporter, name="appels_export"),
    path("appels/regler/", appels.regler, name="appels_regler"),
    path("appels/compter/", appels.compter, name="appel_compter"),
    path("appels/retirer/", appels.retirer, name="appel_retirer"),
    path("messages/", messages.liste, name="messages"),
    path("messages/<uuid:uuid>/", messages.rappeler, name="message_rappeler"),
    path("accompagnements/<uuid:uuid>/message/", messages.laisser, name="message_laisser"),
    path("rendez-vous/", listes.rendez_vous, name="rendez_vous"),
    path("rendez-vous/<uuid:uuid>/", rendez_vous.detail, name="rendez_vous_lu"),
    path("rendez-vous/<uuid:uuid>/deplacer/", rendez_vous.deplacer, name="rendez_vous_deplacer"),
    path("rendez-vous/<uuid:uuid>/annuler/", rendez_vous.annuler, name="rendez_vous_annuler"),
    path("rendez-vous/<uuid:uuid>/absent/", rendez_vous.absent, name="rendez_vous_absent"),
    path("creneaux/", rendez_vous.creneaux, name="creneaux"),
    path("creneaux/declarer/", rendez_vous.declarer, name="creneau_declarer"),
    path("creneaux/<uuid:uuid>/retirer/", rendez_vous.retirer, name="creneau_retirer"),
    path("signalements/<uuid:uuid>/rendez-vous/", rendez_vous.reserver, name="signalement_rendez_vous"),
]
