from django.urls import path

from cases.views import appels, dossiers, listes, messages, signalements

app_name = "cases"

urlpatterns = [
    path("dossiers/", listes.dossiers, name="dossiers"),
    path("dossiers/<uuid:uuid>/", dossiers.detail, name="dossier"),
    path("mes-accompagnements/", listes.mes_accompagnements, name="mes_accompagnements"),
    path("signalements/", listes.signalements, name="signalements"),
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
    path("appels/", appels.appels, name="appels"),
    path("appels/export/", appels.exporter, name="appels_export"),
    path("appels/regler/", appels.regler, name="appels_regler"),
    path("appels/compter/", appels.compter, name="appel_compter"),
    path("appels/retirer/", appels.retirer, name="appel_retirer"),
    path("messages/", messages.liste, name="messages"),
    path("messages/<uuid:uuid>/", messages.rappeler, name="message_rappeler"),
    path("accompagnements/<uuid:uuid>/message/", messages.laisser, name="message_laisser"),
    path("rendez-vous/", listes.rendez_vous, name="rendez_vous"),
]
