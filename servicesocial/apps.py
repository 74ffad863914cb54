from django.apps import AppConfig


class ServicesocialConfig(AppConfig):
    name = "servicesocial"
    verbose_name = "Socle"
    default_auto_field = "django.db.models.BigAutoField"
