from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Bilans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cases.reprise.registre import enregistrer
        from cases.socle.annees_publiees import enregistrer_source
        from partners.enums import Profil
        from reporting.models import LECTEURS_BILAN
        from reporting.queries import annee_publiee
        from reporting.reprise import CHIFFRES_DECLARES
        from reporting.views.accueil import section_bilans
        from servicesocial.pages.accueil import enregistrer_section
        from servicesocial.pages.presentation import enregistrer_entree

        enregistrer_entree(
            "Bilans", "reporting:bilans", "bar-chart", LECTEURS_BILAN, raccourci="g b", ordre=60
        )
        enregistrer_entree(
            "Délais",
            "reporting:delais",
            "clock-history",
            [Profil.MANAGER, Profil.REGION],
            raccourci="g l",
            ordre=65,
        )
        enregistrer(CHIFFRES_DECLARES)
        enregistrer_source(annee_publiee)
        enregistrer_section(
            "bilans",
            "reporting/bilan/accueil.html",
            section_bilans,
            [Profil.MANAGER, Profil.REGION],
            ordre=35,
        )
