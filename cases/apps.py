from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Accompagnement des assurés"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cases.accueil.views import accueil, journee
        from cases.messages.forms.appel import BOUTONS
        from cases.messages.views import appels, messages
        from cases.models.messages.appel import LECTEURS_APPELS
        from cases.models.socle.base import LECTEURS_DOSSIER
        from cases.personnes.views import recherche
        from cases.signalements.views import urgences
        from partners.enums import Profil
        from servicesocial.pages.accueil import enregistrer_section
        from servicesocial.pages.presentation import Outil, enregistrer_entree, enregistrer_outil

        enregistrer_entree("Accueil", "accueil", "house", raccourci="g a", ordre=0)
        enregistrer_entree(
            "Mon portefeuille",
            "cases:portefeuille",
            "person-lines-fill",
            [Profil.ASS],
            raccourci="g m",
            ordre=10,
        )
        for libelle, nom_url, icone, raccourci, ordre in (
            ("Dossiers", "cases:dossiers", "folder2-open", "g d", 20),
            ("Signalements", "cases:signalements", "inbox", "g s", 30),
            ("Rendez-vous", "cases:rendez_vous", "calendar-week", "g r", 40),
        ):
            enregistrer_entree(libelle, nom_url, icone, LECTEURS_DOSSIER, raccourci=raccourci, ordre=ordre)

        enregistrer_entree("Appels", "cases:appels", "telephone", LECTEURS_APPELS, raccourci="g p", ordre=50)
        enregistrer_outil(
            Outil(
                "cases/personnes/outil_recherche.html",
                frozenset(LECTEURS_DOSSIER),
                (("Rechercher une personne", "/"),),
                recherche.outil,
            )
        )
        enregistrer_outil(
            Outil(
                "cases/messages/outil_appels.html",
                frozenset({Profil.CSAM}),
                (
                    *((libelle, touches) for _, libelle, touches in BOUTONS),
                    ("Retirer le dernier appel compté", "o z"),
                ),
                appels.outil,
            )
        )

        for profil, gabarit, contexte, ordre in (
            (Profil.ASS, "cases/accueil/ass.html", journee.section, 10),
            (Profil.CSAM, "cases/accueil/csam.html", accueil.section_csam, 20),
            (Profil.SECRETARIAT, "cases/accueil/secretariat.html", accueil.section_secretariat, 30),
            (Profil.MANAGER, "cases/accueil/manager.html", accueil.section_manager, 40),
        ):
            enregistrer_section(profil.value, gabarit, contexte, [profil], ordre=ordre)
        enregistrer_section(
            "urgences",
            "cases/signalements/urgences_accueil.html",
            urgences.section,
            LECTEURS_DOSSIER,
            ordre=1,
        )
        enregistrer_section(
            "messages_recus", "cases/messages/recus.html", messages.section_recus, [Profil.ASS], ordre=5
        )
        enregistrer_section(
            "messages_laisses",
            "cases/messages/laisses.html",
            messages.section_laisses,
            [Profil.CSAM, Profil.SECRETARIAT],
            ordre=35,
        )
