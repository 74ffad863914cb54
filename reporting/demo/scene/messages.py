"""Messages for référents and calls of the living present. They have no file: written once the folder is loaded."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.enums import MoyenContact, ResultatContact, SensAppel
from cases.models import Accompagnement, CompteAppels, Contact, MessageReferent, Remplacement
from partners.enums import Profil
from partners.models import Affectation, Agent, CampagneAppels, Departement, RaisonMessage, Site
from reporting.demo.recit.contexte import Contexte
from reporting.demo.recit.hasard import UN_JOUR, Hasard
from reporting.demo.recit.modele import Jour
from reporting.demo.scene.urgences import marquer
from servicesocial.perimetre import TOUT, perimetre

# Reason, text, last day to call (from today), what became of it.
MESSAGES = (
    ("rappel", "A appelé deux fois, disponible après 17 h", -2, ""),
    ("rendez-vous", "Demande à déplacer le rendez-vous de la semaine prochaine", 0, ""),
    ("document", "A reçu le courrier annoncé, le déposera à l'accueil", 3, "essai"),
    ("partenaire", "Le Cap emploi cherche à vous joindre à son sujet", 1, "joint"),
    ("coordonnees", "", -1, "inutile"),
)
JOURS_D_APPELS = 45
RECUL_MINIMUM = 1


@transaction.atomic
def animer_accueil(contexte: Contexte) -> None:
    """For each unit: messages that wait for its ASS of the demo, himself or replacing a colleague, and its calls."""
    alea = Hasard(len(contexte.fiches))
    with perimetre(TOUT):
        for codes in ([unite.code for unite in p.unites] for p in contexte.perimetres):
            for unite in Departement.objects.filter(code__in=codes).order_by("code"):
                if CompteAppels.objects.filter(site__departement=unite).exists():
                    # The folder was loaded again: nothing is doubled.
                    continue
                _laisser(contexte, unite, alea)
                _compter(contexte, unite, alea)


def _laisser(contexte: Contexte, unite: Departement, alea: Hasard) -> None:
    comptes = {p: _compte(contexte, unite, p) for p in ("ass", "csam")}
    titulaire, csam = comptes["ass"], comptes["csam"]
    if titulaire is None or csam is None:
        return
    siens = list(_suivis(titulaire, contexte.date)[: len(MESSAGES)])
    for suivi, ligne in zip(siens, MESSAGES, strict=False):
        _message(suivi, ligne, csam, titulaire, contexte.date, alea)
    marquer(unite, csam, siens[-1] if siens else None)
    absent = _collegue(unite, titulaire, contexte.date)
    if absent is None:
        return
    Remplacement.objects.create(
        remplace=absent,
        remplacant=titulaire,
        du=contexte.date - 2 * UN_JOUR,
        au=contexte.date + 9 * UN_JOUR,
    )
    for suivi in _suivis(absent, contexte.date)[:1]:
        ligne = ("rappel", "Souhaite préparer sa reprise avant son rendez-vous", 1, "")
        _message(suivi, ligne, csam, titulaire, contexte.date, alea)


def _compte(contexte: Contexte, unite: Departement, profil: str) -> Agent | None:
    for un in contexte.perimetres:
        if compte := un.equipe.comptes.get((profil, unite.code)):
            return Agent.objects.filter(email=compte.courriel).first()
    return None


def _suivis(agent: Agent, jour: Jour) -> QuerySet[Accompagnement]:
    return (
        Accompagnement.objects.comptent()
        .ouverts()
        .suivis_par(agent, jour)
        .filter(assure__decede_le=None, assure__acces_restreint=False)
        .exclude(assure__telephone="")
        .select_related("assure")
        .order_by("-ouvert_le", "pk")
    )


def _collegue(unite: Departement, titulaire: Agent, jour: Jour) -> Agent | None:
    """Another ASS of the unit who follows somebody."""
    postes = Affectation.objects.en_cours(jour).filter(
        Q(site__departement=unite) | Q(departement=unite), profil=Profil.ASS
    )
    for poste in postes.exclude(agent=titulaire).select_related("agent").order_by("pk"):
        if _suivis(poste.agent, jour)[:1]:
            return poste.agent
    return None


def _message(
    suivi: Accompagnement,
    ligne: tuple[str, str, int, str],
    csam: Agent,
    ass: Agent,
    jour: Jour,
    alea: Hasard,
) -> None:
    raison, texte, echeance, suite = ligne
    laisse_le = _instant(jour - (RECUL_MINIMUM + max(0, -echeance)) * UN_JOUR, alea.randint(9, 16))
    clos = suite in {"joint", "inutile"}
    message = MessageReferent.objects.create(
        departement_id=suivi.departement_id,
        accompagnement=suivi,
        auteur=csam,
        raison=RaisonMessage.objects.get(code=raison),
        texte=texte,
        telephone=suivi.assure.telephone,
        rappeler_avant=jour + echeance * UN_JOUR,
        clos_le=laisse_le + datetime.timedelta(hours=2) if clos else None,
        clos_par=(csam if suite == "inutile" else ass) if clos else None,
        rappel_inutile="La personne a rappelé et a eu sa réponse" if suite == "inutile" else "",
    )
    # auto_now_add would say that it was left while the demo was made.
    MessageReferent.objects.filter(pk=message.pk).update(laisse_le=laisse_le)
    if suite in {"essai", "joint"}:
        Contact.objects.create(
            departement_id=suivi.departement_id,
            assure=suivi.assure,
            message=message,
            agent=ass,
            le=laisse_le + datetime.timedelta(hours=2),
            moyen=MoyenContact.TELEPHONE,
            resultat=ResultatContact.JOINT if suite == "joint" else ResultatContact.INJOIGNABLE,
        )


def _compter(contexte: Contexte, unite: Departement, alea: Hasard) -> None:
    """Calls of the last weeks on each site, a part of them for a campaign."""
    campagnes = [None, *CampagneAppels.objects.order_by("ordre")[:1]]
    jours = contexte.calendrier.entre(contexte.date - JOURS_D_APPELS * UN_JOUR, contexte.date)
    CompteAppels.objects.bulk_create(
        CompteAppels(site=site, jour=jour, sens=sens, traite=traite, campagne=campagne, nombre=nombre)
        for site in Site.objects.filter(departement=unite).order_by("pk")
        for jour in jours
        for sens in SensAppel
        for traite in (True, False)
        for campagne in (campagnes if sens == SensAppel.SORTANT else [None])
        if (nombre := alea.randint(2, 9) if traite else alea.randint(0, 3))
    )


def _instant(jour: Jour, heure: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(jour, datetime.time(heure, 20)))
