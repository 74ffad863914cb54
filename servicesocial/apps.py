from django.apps import AppConfig

from servicesocial.registre import charger_inscriptions


class ServicesocialConfig(AppConfig):
    name = "servicesocial"
    verbose_name = "Socle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        charger_inscriptions(self)
