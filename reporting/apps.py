from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Bilans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported here: the models are loaded only now.
        from cases.reprise.registre import enregistrer
        from reporting.reprise import CHIFFRES_DECLARES

        enregistrer(CHIFFRES_DECLARES)
