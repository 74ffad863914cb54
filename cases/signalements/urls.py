from django.urls import path

from cases.signalements.views import (
    dossier_nouveau,
    file_d_attente,
    formulaire_partenaire,
    reponses,
    signalements,
    urgences,
)

urlpatterns = [
    path("dossiers/nouveau/", dossier_nouveau.creer, name="dossier_creer"),
    path(
        "signalements/<uuid:uuid>/dossier/", dossier_nouveau.creer_du_signalement, name="signalement_dossier"
    ),
    path("signalements/<uuid:uuid>/designer/", dossier_nouveau.designer, name="signalement_designer"),
    path(
        "signalements/<uuid:uuid>/retirer-dossier/",
        dossier_nouveau.retirer,
        name="signalement_retirer_dossier",
    ),
    path("signalements/<uuid:uuid>/ouvrir/", dossier_nouveau.ouvrir, name="signalement_ouvrir"),
    path("signalements/", file_d_attente.signalements, name="signalements"),
    path("signalements/lot/", file_d_attente.trier, name="signalements_lot"),
    path("signalements/arrivees/", file_d_attente.arrivees, name="signalements_arrivees"),
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
    path("signalements/reponses/", reponses.liste, name="reponses"),
    path("signalements/<uuid:uuid>/reponse/", reponses.repondre, name="signalement_reponse"),
    path("signalements/<uuid:uuid>/reponse/lettre/", reponses.lettre, name="signalement_lettre"),
    path("s/<str:secret>", formulaire_partenaire.formulaire, name="formulaire"),
    path("s/recu/<str:jeton>", formulaire_partenaire.recu, name="formulaire_recu"),
]
