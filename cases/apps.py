from django.apps import AppConfig

from servicesocial.registre import charger_inscriptions


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Accompagnement des assurés"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        charger_inscriptions(self)
