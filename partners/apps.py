from django.apps import AppConfig

from servicesocial.registre import charger_inscriptions


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Annuaire"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        charger_inscriptions(self)
