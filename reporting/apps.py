from django.apps import AppConfig

from servicesocial.registre import charger_inscriptions


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Bilans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        charger_inscriptions(self)
