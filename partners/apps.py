from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Annuaire"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from partners.enums import Profil
        from partners.views.accueil import section_administrateur
        from servicesocial.pages.accueil import enregistrer_section
        from servicesocial.pages.presentation import enregistrer_entree

        enregistrer_entree("Annuaire", "partners:sites", "building", Profil.values, raccourci="g n", ordre=80)
        enregistrer_section(
            "annuaire",
            "partners/accueil.html",
            section_administrateur,
            [Profil.ADMINISTRATEUR],
            ordre=60,
        )
