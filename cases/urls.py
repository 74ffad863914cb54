from django.urls import path

from cases.views import dossiers, formulaire_partenaire, listes, signalements

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
    path("rendez-vous/", listes.rendez_vous, name="rendez_vous"),
    # Without login. The receipt has an address of its own, without the secret: it is printed with the page.
    path("s/<str:secret>", formulaire_partenaire.formulaire, name="formulaire"),
    path("s/recu/<str:jeton>", formulaire_partenaire.recu, name="formulaire_recu"),
]
