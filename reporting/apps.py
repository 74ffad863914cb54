from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Bilans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cases.reprise.registre import enregistrer
        from reporting.models import LECTEURS_BILAN
        from reporting.reprise import CHIFFRES_DECLARES
        from servicesocial.presentation import enregistrer_entree

        enregistrer_entree("Bilans", "reporting:bilans", "bar-chart", LECTEURS_BILAN, raccourci="b", ordre=60)
        enregistrer(CHIFFRES_DECLARES)
