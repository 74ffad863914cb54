import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partners.domain.comptes import poser_mot_de_passe
from partners.domain.referentiels import charger_referentiels
from partners.models import Agent, Departement
from reporting.bilans import demander_bilan
from reporting.demo import fichiers_livres
from reporting.demo.scene import formulaire
from reporting.demo.scene.agenda import ouvrir_l_agenda
from reporting.demo.scene.demandes import demander_des_transferts
from reporting.demo.scene.listes import recevoir_les_listes
from reporting.demo.scene.portefeuille import animer_le_portefeuille
from reporting.models import Bilan
from reporting.queries import bilans_produits, lire_pdf
from servicesocial.enums import EtatTravail

ANNEE = 2023
UNITES = ("01", "07", "26")
FICHIERS = ("2023-rhone-alpes-ain", "2023-rhone-alpes-ardeche", "2023-rhone-alpes-drome")
ATTENTE = 180
CSAM, ASS, MANAGER = "csam.ain@example.org", "ass.ain@example.org", "manager.ain@example.org"


class Command(BaseCommand):
    help = "Charge la démonstration, ouvre ses comptes et fait produire les bilans 2023 par le travailleur Celery."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.SSAM_DEMO:
            raise CommandError("Cette installation n'est pas une démonstration (SSAM_DEMO=non).")
        charger_referentiels()
        if Departement.objects.filter(code__in=UNITES).exists():
            self.stdout.write("Données de démonstration déjà chargées.")
        else:
            chiffres = [fichiers_livres() / f"{nom}.json" for nom in FICHIERS]
            call_command(
                "generer_demo", chiffres=chiffres, graine=2023, stdout=self.stdout, stderr=self.stderr
            )
        for compte in settings.SSAM_COMPTES_DEMO:
            poser_mot_de_passe(compte["courriel"], settings.SSAM_MOT_DE_PASSE_DEMO)
        formulaire.installer()
        dossier = settings.VAR / "bilans"
        dossier.mkdir(parents=True, exist_ok=True)
        self._recevoir_les_listes()
        fichiers = [self._ecrire(bilan, dossier) for bilan in self._bilans()]
        self._annoncer(fichiers)

    def _bilans(self) -> list[Bilan]:
        """The three bilans: those that are missing are asked together, and produced by the worker."""
        produits = {bilan.departement_id: bilan for bilan in bilans_produits(UNITES, ANNEE)}
        attendus = [
            produits.get(unite.pk) or demander_bilan(agent=None, unite=unite, annee=ANNEE)
            for unite in Departement.objects.filter(code__in=UNITES).order_by("code")
        ]
        limite = time.monotonic() + ATTENTE
        while en_attente := [bilan for bilan in attendus if not bilan.figures]:
            if time.monotonic() > limite:
                raise CommandError("Le travailleur Celery n'a pas produit les bilans : est-il lancé ?")
            for bilan in en_attente:
                bilan.refresh_from_db()
                bilan.travail.refresh_from_db()
                if bilan.travail.etat == EtatTravail.ECHEC:
                    raise CommandError(f"{bilan} : {bilan.travail.erreur}")
            time.sleep(0.3)
        return attendus

    def _recevoir_les_listes(self) -> None:
        comptes = {agent.email: agent for agent in Agent.objects.filter(email__in=(CSAM, ASS, MANAGER))}
        agent = comptes.get(CSAM)
        if agent is not None:
            recevoir_les_listes(agent, timezone.localdate())
            demander_des_transferts(agent, timezone.localdate())
            ouvrir_l_agenda(agent, timezone.localdate())
        if len(comptes) == 3:
            animer_le_portefeuille(comptes[ASS], comptes[CSAM], comptes[MANAGER], timezone.localdate())

    def _ecrire(self, bilan: Bilan, dossier: Path) -> Path:
        fichier = dossier / f"{bilan.nom_fichier}.pdf"
        fichier.write_bytes(lire_pdf(bilan) or b"")
        return fichier

    def _annoncer(self, fichiers: list[Path]) -> None:
        self.stdout.write("Bilans :")
        for fichier in fichiers:
            self.stdout.write(f"  {fichier}")
        self.stdout.write(f"Comptes de démonstration, mot de passe « {settings.SSAM_MOT_DE_PASSE_DEMO} » :")
        for compte in settings.SSAM_COMPTES_DEMO:
            self.stdout.write(f"  {compte['profil']:<42} {compte['courriel']}")
        self.stdout.write(f"Formulaire d’un partenaire, sans compte : /s/{formulaire.SECRET}")
