from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from servicesocial.embarque import serveurs


class Command(BaseCommand):
    help = "Démarre, arrête ou montre les serveurs embarqués (PostgreSQL et Redis de var/)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["demarrer", "arreter", "etat"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["action"] == "demarrer":
                serveurs.demarrer_si_besoin()
            elif options["action"] == "arreter":
                serveurs.arreter()
        except serveurs.ServeurIndisponible as erreur:
            raise CommandError(str(erreur)) from erreur
        for nom, marche in serveurs.etat().items():
            self.stdout.write(f"{nom} : {'en marche' if marche else 'arrêté'}")
