"""Time of the import of a list against a bare bulk insert of the same signalements, in one run.

    .venv/bin/python bench/listes.py

Everything is done in one transaction on the database of the demonstration, then undone.
"""

import datetime
import os
import sys
import time
import uuid
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")

from servicesocial.embarque import serveurs

serveurs.demarrer_si_besoin()
django.setup()

from django.db import transaction
from django.utils import timezone

from cases.enums_liste_recue import EtatListeRecue
from cases.listes_recues.domain.depot import deposer_liste_recue, lancer_import
from cases.models import Signalement
from cases.signalements.queries.file_d_attente import sites_de_triage
from partners.enums import FamilleOrigine
from partners.models import Agent, OrigineSignalement, Partenaire
from servicesocial import tasks
from servicesocial.perimetre import perimetre
from tests.cases.listes_recues.outils import en_csv, personne

LIGNES = 10_000


def main() -> None:
    agent = Agent.objects.filter(email="csam.ain@example.org").first()
    if agent is None:
        sys.exit("Cette base n'est pas celle de la démonstration : lancer d'abord « make demo SERVE=0 ».")
    jour = timezone.localdate()
    arret = jour - datetime.timedelta(days=100)
    contenu = en_csv([personne(rang, arret=arret) for rang in range(LIGNES)])
    with transaction.atomic(), perimetre(["01"]):
        fichier = deposer_liste_recue(
            agent=agent,
            site=sites_de_triage(agent, jour)[0],
            partenaire=Partenaire.objects.filter(departements="01")[0],
            origine=OrigineSignalement.objects.filter(famille=FamilleOrigine.CPAM)[0],
            recu_le=jour,
            nom="bench.csv",
            contenu=contenu,
        )
        lancer_import(agent=agent, liste_recue=fichier)
        debut = time.perf_counter()
        tasks.faire(str(fichier.travail.uuid))
        notre = time.perf_counter() - debut
        fichier.refresh_from_db()
        if fichier.etat != EtatListeRecue.IMPORTE:
            sys.exit(f"L'import n'a pas abouti : {fichier.motif_refus}")
        crees = list(Signalement.objects.filter(uuid__in=fichier.lignes.values("signalement")))
        for signalement in crees:
            signalement.pk, signalement.uuid = None, uuid.uuid4()
        debut = time.perf_counter()
        Signalement.objects.bulk_create(crees, batch_size=500)
        nu = time.perf_counter() - debut
        transaction.set_rollback(True)
    print(
        f"Import d'une liste de {LIGNES} lignes        {notre:6.2f} s   {1000 * notre / LIGNES:.2f} ms par ligne"
    )
    print(f"Insertion nue des {len(crees)} signalements    {nu:6.2f} s")
    print(f"Rapport                                {notre / nu:6.2f}")


if __name__ == "__main__":
    main()
