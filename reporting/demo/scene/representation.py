"""What is played once the folder is loaded: the present of each unit, act after act, through the domain.

Gives life to every home page. Feeds no published figure: bilans of the published years do not move.
"""

from django.db import transaction

from cases.models import CompteAppels
from partners.models import Departement
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.scene.appels import compter_les_appels
from reporting.demo.scene.brouillons import commencer_des_textes
from reporting.demo.scene.file_d_attente import faire_attendre
from reporting.demo.scene.messages import laisser_des_messages
from reporting.demo.scene.remobilisation import engager_des_actions
from reporting.demo.scene.rendez_vous import prendre_rendez_vous
from reporting.demo.scene.suivis import reprendre, suivre
from reporting.demo.scene.troupe import Ampleur, Troupe, reunir
from reporting.demo.scene.urgences import marquer
from servicesocial.perimetre import perimetre

# An act costs some thirty queries: the unit whose accounts are announced has a full life, the others a third of it.
PLEINE = Ampleur(suivis=52, anciens=36, attente=66, actions=14, brouillons=10, jours_d_appels=6)
MOINDRE = Ampleur(suivis=15, anciens=12, attente=30, actions=10, brouillons=4, jours_d_appels=2)
# A unit that follows fewer people in its published year has the lesser life too.
PERSONNES = 500


@transaction.atomic
def jouer(contexte: Contexte) -> int:
    """Plays each unit, the first one in full; returns how many. One already played is left as it is."""
    jouees = 0
    for rang, un in enumerate(contexte.perimetres):
        pleine = rang == 0 and un.plan.total_personnes >= PERSONNES
        for unite in Departement.objects.filter(code__in=[u.code for u in un.unites]).order_by("code"):
            with perimetre([unite.pk]):
                jouees += _jouer(contexte, un, unite, PLEINE if pleine else MOINDRE)
    return jouees


def _jouer(contexte: Contexte, un: Perimetre, unite: Departement, ampleur: Ampleur) -> bool:
    troupe = reunir(contexte, un, unite, ampleur)
    if troupe is None or _deja_jouee(troupe):
        return False
    suivis = [*suivre(troupe), *reprendre(troupe)]
    prendre_rendez_vous(troupe, suivis)
    commencer_des_textes(troupe, suivis)
    engager_des_actions(troupe, suivis)
    faire_attendre(troupe)
    siens = laisser_des_messages(troupe)
    marquer(troupe, siens[-1] if siens else None)
    compter_les_appels(troupe)
    return True


def _deja_jouee(troupe: Troupe) -> bool:
    """The folder was loaded again: what only acts write is there already."""
    return CompteAppels.objects.filter(site__departement=troupe.unite).exists()
