from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Bilans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reporting.models import LECTEURS_BILAN
        from servicesocial.presentation import enregistrer_entree

        enregistrer_entree("Bilans", "reporting:bilans", "bar-chart", LECTEURS_BILAN, raccourci="b", ordre=60)
