from django.urls import path

from cases.accompagnements.views import plan, referents

urlpatterns = [
    path("accompagnements/<uuid:uuid>/plan/", plan.noter, name="plan_noter"),
    path("preconisations/<uuid:uuid>/realisee/", plan.realiser, name="preconisation_realiser"),
    path("accompagnements/sans-referent/", referents.sans_referent, name="sans_referent"),
    path("accompagnements/<uuid:uuid>/referent/", referents.designer, name="accompagnement_referent"),
    path("preconisations/<uuid:uuid>/annuler/", plan.annuler_preconisation, name="preconisation_annuler"),
    path("demarches/<uuid:uuid>/annuler/", plan.annuler_demarche, name="demarche_annuler"),
]
