import argparse
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partners.models import Departement
from reporting.bilans import a_des_entretiens, demander_bilan, figures_de
from reporting.exports.chiffres_json import en_octets
from reporting.forms.bilan import PREMIERE_ANNEE, annees_proposees
from reporting.models import Bilan
from reporting.queries import lire_pdf
from servicesocial import travaux
from servicesocial.enums import EtatTravail
from servicesocial.tasks import executer


class Command(BaseCommand):
    help = "Produit le bilan d'une unité et d'une année, et l'écrit en PDF ou en JSON, sans navigateur ni travailleur."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--departement", required=True, help="code de l'unité : 01, 2A, 974…")
        parser.add_argument("--annee", required=True, type=int)
        parser.add_argument("--sortie", required=True, type=_sortie, metavar="FICHIER.{pdf,json}")

    def handle(self, *args: object, departement: str, annee: int, sortie: Path, **options: object) -> None:
        unite = Departement.objects.filter(code=departement).first()
        if unite is None:
            connues = ", ".join(Departement.objects.values_list("code", flat=True)) or "aucune"
            raise CommandError(f"Unité inconnue : {departement}. Unités de cette installation : {connues}.")
        if annee not in annees_proposees():
            raise CommandError(
                f"Année hors des bilans : {annee}. Choisissez de {PREMIERE_ANNEE} à cette année."
            )
        if not a_des_entretiens(unite, annee):
            self.stderr.write(
                self.style.WARNING(
                    f"Aucun entretien n'est enregistré pour {unite.nom} en {annee} : le bilan est vide."
                )
            )
        bilan = self._produire(unite, annee)
        contenu = en_octets(figures_de(bilan)) if sortie.suffix == ".json" else lire_pdf(bilan)
        try:
            sortie.write_bytes(contenu or b"")
        except OSError as erreur:
            raise CommandError(f"Le bilan est produit, mais {sortie} ne s'écrit pas.") from erreur
        self.stdout.write(f"Bilan {annee} – {unite.nom}, version {bilan.version} : {sortie}")

    def _produire(self, unite: Departement, annee: int) -> Bilan:
        """Produces it here, or waits for the worker that already holds this demand."""
        bilan = demander_bilan(agent=None, unite=unite, annee=annee)
        while True:
            travail = travaux.prendre(bilan.travail.uuid)
            if travail is not None:
                executer(travail)
            bilan.refresh_from_db()
            bilan.travail.refresh_from_db()
            if bilan.figures:
                return bilan
            if bilan.travail.etat == EtatTravail.ECHEC:
                raise CommandError(bilan.travail.erreur)
            time.sleep(0.5)


def _sortie(texte: str) -> Path:
    chemin = Path(texte)
    if chemin.suffix not in (".pdf", ".json"):
        raise argparse.ArgumentTypeError("le fichier de sortie se termine par .pdf ou .json")
    if chemin.is_dir():
        raise argparse.ArgumentTypeError(f"{chemin} est un dossier")
    if not chemin.resolve().parent.is_dir():
        raise argparse.ArgumentTypeError(f"le dossier {chemin.resolve().parent} n'existe pas")
    return chemin
