"""The acts on a list received from a CPAM or from the Service médical: depositing it, importing it, giving it up."""

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_traiter_signalement
from cases.chiffrement import chiffrer
from cases.enums import Axe
from cases.enums_liste_recue import LISTES_A_LANCER, LISTES_CONNUES, ColonneListeRecue, EtatListeRecue
from cases.listes_recues.domain.lecture import ouvrir
from cases.models import FichierSignalements
from cases.rules.colonnes_liste_recue import deviner, refus_des_colonnes
from cases.socle.acte import enregistrer, exiger_jour, exiger_site, exiger_valable, modifier_si
from partners.enums import FamilleOrigine
from partners.models import Agent, OrigineSignalement, Parametre, Partenaire, Site
from servicesocial import travaux
from servicesocial.enums import ActionJournal, GenreTravail
from servicesocial.journal import journaliser
from servicesocial.models import Travail
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

# Who sends such lists.
FAMILLES_DE_LISTES = (FamilleOrigine.CPAM, FamilleOrigine.SERVICE_MEDICAL)
CONSERVATION = "conservation-fichier-depose"


@transaction.atomic
def deposer_liste_recue(
    *,
    agent: Agent,
    site: Site,
    partenaire: Partenaire,
    origine: OrigineSignalement,
    recu_le: datetime.date,
    nom: str,
    contenu: bytes,
    axe_propose: Axe | str = "",
) -> FichierSignalements:
    """Keeps a list until the agent imports it or gives it up. No signalement is created yet.

    Its columns are those chosen for the last imported list of the same sender with the same titles, else they are
    guessed. Refuses a file that cannot be read (ListeIllisible), and one already deposited, byte for byte.
    """
    exiger(peut_traiter_signalement(agent, site))
    exiger_jour(recu_le, champ="recu_le")
    exiger_site(site, site.departement_id, recu_le)
    exiger_valable(origine, recu_le, champ="origine")
    exiger_valable(partenaire, recu_le, champ="partenaire")
    if origine.famille not in FAMILLES_DE_LISTES:
        raise RefusMetier("Ces listes viennent d'une CPAM ou du Service médical.", champ="origine")
    feuille = ouvrir(contenu)
    next(feuille.lignes)
    liste_recue = FichierSignalements(
        departement_id=site.departement_id,
        site=site,
        partenaire=partenaire,
        origine=origine,
        recu_le=recu_le,
        axe_propose=axe_propose,
        nom=PurePosixPath(nom.replace("\\", "/")).name[-150:] or "liste",
        empreinte=hashlib.sha256(contenu).hexdigest(),
        entetes=feuille.entetes,
        depose_par=agent,
    )
    # Two deposits of one file at once: the second waits here, then meets the first.
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    _refuser_une_liste_connue(liste_recue)
    liste_recue.contenu = chiffrer(contenu, liste_recue.uuid)
    liste_recue.colonnes = _colonnes_habituelles(liste_recue) or _en_json(deviner(feuille.entetes))
    enregistrer(liste_recue)
    journaliser(agent, ActionJournal.CREATION, liste_recue)
    return liste_recue


@transaction.atomic
def choisir_colonnes(
    *, agent: Agent, liste_recue: FichierSignalements, colonnes: Mapping[int, ColonneListeRecue]
) -> None:
    """Says what each used column of the list holds. Refused once the import has begun."""
    exiger(peut_traiter_signalement(agent, liste_recue.site))
    refus = refus_des_colonnes(colonnes, requete=est_une_requete(liste_recue))
    if refus:
        raise RefusMetier(refus, code="colonnes")
    modifier_si(liste_recue, _a_lancer(), _DEJA_LANCE, colonnes=_en_json(colonnes))
    journaliser(agent, ActionJournal.MODIFICATION, liste_recue, precision="Colonnes")


@transaction.atomic
def lancer_import(*, agent: Agent, liste_recue: FichierSignalements) -> None:
    """Asks for the import, which a worker does whatever becomes of this page. Asked twice, it is done once."""
    exiger(peut_traiter_signalement(agent, liste_recue.site))
    refus = refus_des_colonnes(colonnes_de(liste_recue), requete=est_une_requete(liste_recue))
    if refus:
        raise RefusMetier(refus, code="colonnes")
    _refuser_une_liste_connue(liste_recue)
    travail = Travail(
        genre=GenreTravail.IMPORT, cle=f"{GenreTravail.IMPORT}:{liste_recue.uuid}", demande_par=agent
    )
    modifier_si(liste_recue, _a_lancer(), _DEJA_LANCE, etat=EtatListeRecue.EN_COURS, motif_refus="")
    travail.save()
    FichierSignalements.objects.filter(pk=liste_recue.pk).update(travail=travail)
    liste_recue.travail = travail
    journaliser(agent, ActionJournal.MODIFICATION, liste_recue, precision="Import demandé")
    transaction.on_commit(lambda: travaux.reveiller(travail))


@transaction.atomic
def abandonner_liste_recue(*, agent: Agent, liste_recue: FichierSignalements) -> None:
    """Gives up the list and erases its content. Refused once one of its lines has been done."""
    exiger(peut_traiter_signalement(agent, liste_recue.site))
    if liste_recue.lignes.exists():
        raise RefusMetier("L'import a commencé : reprenez-le, puis défaites-le s'il le faut.", code="etat")
    modifier_si(liste_recue, _a_lancer(), _DEJA_LANCE, etat=EtatListeRecue.ABANDONNE, contenu=None)
    journaliser(agent, ActionJournal.ANNULATION, liste_recue, precision="Abandon")


@transaction.atomic
def oublier_les_listes_recues(*, jour: datetime.date) -> int:
    """Erases the content of the lists that nobody imported within the delay in effect. Returns how many they were."""
    delai = datetime.timedelta(days=int(Parametre.valeur_le(CONSERVATION, jour)))
    oublies = 0
    with perimetre(TOUT):
        vieux = FichierSignalements.objects.filter(
            etat__in=LISTES_A_LANCER, depose_le__date__lt=jour - delai, contenu__isnull=False
        )
        for liste_recue in vieux.select_for_update(skip_locked=True):
            liste_recue.contenu, liste_recue.etat = None, EtatListeRecue.ABANDONNE
            liste_recue.save(update_fields=["contenu", "etat"])
            journaliser(None, ActionJournal.ANNULATION, liste_recue, precision="Non importé dans le délai")
            oublies += 1
    return oublies


def colonnes_de(liste_recue: FichierSignalements) -> dict[int, ColonneListeRecue]:
    return {int(position): ColonneListeRecue(colonne) for position, colonne in liste_recue.colonnes.items()}


def est_une_requete(liste_recue: FichierSignalements) -> bool:
    """Says whether the list is the « requête » of a CPAM on the length of the arrêt (SLA-3).

    Lists of the Service médical are not.
    """
    return liste_recue.origine.famille == FamilleOrigine.CPAM


_DEJA_LANCE = "Ce fichier est déjà importé, en cours d'import ou abandonné."


def _a_lancer():  # type: ignore[no-untyped-def]
    return FichierSignalements.objects.filter(etat__in=LISTES_A_LANCER, contenu__isnull=False)


def _en_json(colonnes: Mapping[int, ColonneListeRecue]) -> dict[str, str]:
    return {str(position): colonne.value for position, colonne in sorted(colonnes.items())}


def _refuser_une_liste_connue(liste_recue: FichierSignalements) -> None:
    connu = (
        FichierSignalements.objects.filter(
            departement=liste_recue.departement_id, empreinte=liste_recue.empreinte
        )
        .filter(etat__in=LISTES_CONNUES)
        .exclude(pk=liste_recue.pk)
        .first()
    )
    if connu is not None:
        le = timezone.localtime(connu.depose_le)
        raise RefusMetier(
            f"Ce fichier a déjà été déposé le {le:%d/%m/%Y} à {le:%H:%M} (« {connu.get_etat_display()} »).",
            champ="fichier",
            code="connu",
        )


def _colonnes_habituelles(liste_recue: FichierSignalements) -> dict[str, str]:
    """Returns the columns chosen for the last imported list of this sender with these titles."""
    dernier = (
        FichierSignalements.objects.filter(
            departement=liste_recue.departement_id,
            partenaire=liste_recue.partenaire,
            entetes=liste_recue.entetes,
            etat__in=[
                EtatListeRecue.EN_COURS,
                EtatListeRecue.IMPORTE,
                EtatListeRecue.RETRAIT,
                EtatListeRecue.DEFAIT,
            ],
        )
        .order_by("-depose_le", "-pk")
        .first()
    )
    return dernier.colonnes if dernier else {}
