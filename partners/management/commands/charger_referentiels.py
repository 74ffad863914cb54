from django.core.management.base import BaseCommand

from partners.domain.referentiels import charger_referentiels


class Command(BaseCommand):
    help = "Charge les listes de référence, les paramètres et les communes qui manquent."

    def handle(self, *args: object, **options: object) -> None:
        charger_referentiels()
        self.stdout.write("Référentiels à jour.")
