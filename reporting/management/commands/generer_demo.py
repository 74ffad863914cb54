import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.reprise.ecriture import ecrire_dossier
from cases.reprise.operation import reprendre
from cases.reprise.suivi import Suivi
from partners.domain.referentiels import charger_referentiels
from reporting.demo.calage.controle import lire_ensemble
from reporting.demo.calage.lecture import ChiffresInvalides, Fichier
from reporting.demo.recit.ecriture import contenu
from reporting.demo.recit.generation import generer
from reporting.demo.scene.representation import jouer
from servicesocial.typographie import insecable, nombre


class Command(BaseCommand):
    help = "Fabrique des dossiers fictifs dont le bilan redonne des chiffres publiés, et les charge."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--chiffres", type=Path, nargs="+", required=True, metavar="FICHIER")
        parser.add_argument("--graine", type=int, default=1, help="même graine et même jour, même base")
        parser.add_argument(
            "--date", type=datetime.date.fromisoformat, metavar="AAAA-MM-JJ", help="le présent"
        )
        parser.add_argument("--ignorer", nargs="+", default=[], metavar="CLE", help="clés à laisser de côté")
        parser.add_argument("--sortie", type=Path, metavar="DOSSIER", help="où écrire les fichiers CSV")
        parser.add_argument("--sans-charger", action="store_true", help="écrire les fichiers seulement")

    def handle(self, *args: Any, **options: Any) -> None:
        suivi = Suivi(self.stdout if options["verbosity"] else None)
        date = options["date"] or timezone.localdate()
        sortie = options["sortie"] or settings.VAR / "demo"
        try:
            fichiers = lire_ensemble(options["chiffres"], options["ignorer"], date)
            contexte = generer(fichiers, options["graine"], date, avancer=suivi.terminer)
        except ChiffresInvalides as erreur:
            raise CommandError("\n".join(insecable(raison) for raison in erreur.raisons)) from erreur
        self._annoncer(fichiers, [remarque for p in contexte.perimetres for remarque in p.plan.remarques])
        lignes = ecrire_dossier(sortie, contenu(contexte))
        suivi.terminer(f"Dossier écrit dans {sortie}", sum(lignes.values()))
        if options["sans_charger"]:
            return
        charger_referentiels()
        rapport = reprendre(sortie, suivi=suivi)
        if rapport.total_erreurs:
            raise CommandError("\n".join(rapport.lignes()))
        jouees = jouer(contexte)
        suivi.terminer(f"Présent joué dans {jouees} {'unité' if jouees < 2 else 'unités'}")
        self.stdout.write(insecable(f"Démonstration chargée : {nombre(sum(lignes.values()))} lignes."))

    def _annoncer(self, fichiers: list[Fichier], remarques: list[str]) -> None:
        """What was left out, what is declared and what was read otherwise than by its bare value."""
        for fichier in fichiers:
            if fichier.ignorees:
                self.stdout.write(
                    insecable(f"{fichier.nom} : clés ignorées : {', '.join(fichier.ignorees)}.")
                )
            if fichier.declarees:
                self.stdout.write(
                    insecable(f"{fichier.nom} : chiffres déclarés : {', '.join(fichier.declarees)}.")
                )
            planchers = [cle for cle in fichier.calculees if fichier.est_plancher(cle)]
            if planchers:
                self.stdout.write(insecable(f"{fichier.nom} : « plus de » : {', '.join(planchers)}."))
        for remarque in remarques:
            self.stdout.write(insecable(remarque))
