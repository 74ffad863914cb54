from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.reprise.operation import reprendre
from cases.reprise.suivi import Suivi
from servicesocial.typographie import insecable


class Command(BaseCommand):
    help = "Contrôle puis charge un dossier de fichiers CSV (docs/reprise.md). Le relancer ne double rien."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dossier", type=Path, help="le dossier des fichiers CSV")
        parser.add_argument("--essai", action="store_true", help="contrôler seulement, sans rien changer")

    def handle(self, *args: Any, dossier: Path, essai: bool, verbosity: int, **options: Any) -> None:
        if not dossier.is_dir():
            raise CommandError(insecable(f"« {dossier} » n'est pas un dossier."))
        rapport = reprendre(dossier, essai=essai, suivi=Suivi(self.stdout if verbosity else None))
        if verbosity or rapport.total_erreurs:
            for ligne in rapport.lignes():
                self.stdout.write(ligne)
        if rapport.total_erreurs:
            raise CommandError(insecable("Rien n'a été chargé : corriger les fichiers et relancer."))
        if verbosity:
            self.stdout.write("Essai réussi, rien n'a été changé." if essai else "Le dossier est chargé.")
