from django.urls import path

from cases.views import (
    agenda,
    appels,
    creneaux,
    dossier_nouveau,
    dossiers,
    fichiers,
    file,
    formulaire_partenaire,
    information,
    listes,
    messages,
    rendez_vous,
    reponses,
    signalements,
    transferts,
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
    path("dossiers/<uuid:uuid>/notice/", information.imprimer_du_dossier, name="dossier_notice"),
    path(
        "signalements/<uuid:uuid>/notice/",
        information.imprimer_du_signalement,
        name="signalement_notice",
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
    path("signalements/reponses/", reponses.liste, name="reponses"),
    path("signalements/<uuid:uuid>/reponse/", reponses.repondre, name="signalement_reponse"),
    path("signalements/<uuid:uuid>/reponse/lettre/", reponses.lettre, name="signalement_lettre"),
    path("transferts/", transferts.liste, name="transferts"),
    path("signalements/<uuid:uuid>/transfert/", transferts.demander, name="signalement_transfert"),
    path(
        "signalements/<uuid:uuid>/transfert/retirer/",
        transferts.retirer,
        name="signalement_transfert_retirer",
    ),
    path("rendez-vous/", listes.rendez_vous, name="rendez_vous"),
    path("rendez-vous/<uuid:uuid>/", rendez_vous.detail, name="rendez_vous_lu"),
    path("rendez-vous/<uuid:uuid>/deplacer/", rendez_vous.deplacer, name="rendez_vous_deplacer"),
    path("rendez-vous/<uuid:uuid>/annuler/", rendez_vous.annuler, name="rendez_vous_annuler"),
    path("rendez-vous/<uuid:uuid>/absent/", rendez_vous.absent, name="rendez_vous_absent"),
    path("rendez-vous/semaine/", agenda.semaine, name="semaine"),
    path("dossiers/<uuid:uuid>/rendez-vous/heure/", agenda.heure_du_dossier, name="dossier_heure"),
    path(
        "signalements/<uuid:uuid>/rendez-vous/heure/", agenda.heure_du_signalement, name="signalement_heure"
    ),
    path("creneaux/", creneaux.liste, name="creneaux"),
    path("creneaux/declarer/", creneaux.declarer, name="creneau_declarer"),
    path("creneaux/<uuid:uuid>/retirer/", creneaux.retirer, name="creneau_retirer"),
    path("signalements/<uuid:uuid>/rendez-vous/", rendez_vous.reserver, name="signalement_rendez_vous"),
    # Without login. The receipt has an address of its own, without the secret: it is printed with the page.
    path("s/<str:secret>", formulaire_partenaire.formulaire, name="formulaire"),
    path("s/recu/<str:jeton>", formulaire_partenaire.recu, name="formulaire_recu"),
]
