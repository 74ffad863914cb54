"""The acts on a list received from a CPAM or from the Service médical: depositing, importing, giving up."""

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
from cases.enums_liste_recue import FICHIERS_A_LANCER, FICHIERS_CONNUS, ColonneFichier, EtatFichier
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
def deposer_fichier(
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
    """Keeps a list until it is imported or given up; nothing is created yet.

    Its columns are those chosen for the last file of the same sender that had the same titles, else guessed.
    Refuses what cannot be read (FichierIllisible), and a file already deposited, byte for byte.
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
    fichier = FichierSignalements(
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
    _refuser_un_fichier_connu(fichier)
    fichier.contenu = chiffrer(contenu, fichier.uuid)
    fichier.colonnes = _colonnes_habituelles(fichier) or _en_json(deviner(feuille.entetes))
    enregistrer(fichier)
    journaliser(agent, ActionJournal.CREATION, fichier)
    return fichier


@transaction.atomic
def choisir_colonnes(
    *, agent: Agent, fichier: FichierSignalements, colonnes: Mapping[int, ColonneFichier]
) -> None:
    """Says what each column used holds. Refused once the import has begun."""
    exiger(peut_traiter_signalement(agent, fichier.site))
    refus = refus_des_colonnes(colonnes, requete=est_une_requete(fichier))
    if refus:
        raise RefusMetier(refus, code="colonnes")
    modifier_si(fichier, _a_lancer(), _DEJA_LANCE, colonnes=_en_json(colonnes))
    journaliser(agent, ActionJournal.MODIFICATION, fichier, precision="Colonnes")


@transaction.atomic
def lancer_import(*, agent: Agent, fichier: FichierSignalements) -> None:
    """Asks for the import: a worker does it, whatever becomes of this page. Asked twice, it is done once."""
    exiger(peut_traiter_signalement(agent, fichier.site))
    refus = refus_des_colonnes(colonnes_de(fichier), requete=est_une_requete(fichier))
    if refus:
        raise RefusMetier(refus, code="colonnes")
    _refuser_un_fichier_connu(fichier)
    travail = Travail(
        genre=GenreTravail.FICHIER, cle=f"{GenreTravail.FICHIER}:{fichier.uuid}", demande_par=agent
    )
    modifier_si(fichier, _a_lancer(), _DEJA_LANCE, etat=EtatFichier.EN_COURS, motif_refus="")
    travail.save()
    FichierSignalements.objects.filter(pk=fichier.pk).update(travail=travail)
    fichier.travail = travail
    journaliser(agent, ActionJournal.MODIFICATION, fichier, precision="Import demandé")
    transaction.on_commit(lambda: travaux.reveiller(travail))


@transaction.atomic
def abandonner_fichier(*, agent: Agent, fichier: FichierSignalements) -> None:
    """The list will not be imported: its content is erased. Refused once a line has been done."""
    exiger(peut_traiter_signalement(agent, fichier.site))
    if fichier.lignes.exists():
        raise RefusMetier("L'import a commencé : reprenez-le, puis défaites-le s'il le faut.", code="etat")
    modifier_si(fichier, _a_lancer(), _DEJA_LANCE, etat=EtatFichier.ABANDONNE, contenu=None)
    journaliser(agent, ActionJournal.ANNULATION, fichier, precision="Abandon")


@transaction.atomic
def oublier_les_fichiers(*, jour: datetime.date) -> int:
    """Erases the content of the lists that nobody imported within the delay in effect; returns how many."""
    delai = datetime.timedelta(days=int(Parametre.valeur_le(CONSERVATION, jour)))
    oublies = 0
    with perimetre(TOUT):
        vieux = FichierSignalements.objects.filter(
            etat__in=FICHIERS_A_LANCER, depose_le__date__lt=jour - delai, contenu__isnull=False
        )
        for fichier in vieux.select_for_update(skip_locked=True):
            fichier.contenu, fichier.etat = None, EtatFichier.ABANDONNE
            fichier.save(update_fields=["contenu", "etat"])
            journaliser(None, ActionJournal.ANNULATION, fichier, precision="Non importé dans le délai")
            oublies += 1
    return oublies


def colonnes_de(fichier: FichierSignalements) -> dict[int, ColonneFichier]:
    return {int(position): ColonneFichier(colonne) for position, colonne in fichier.colonnes.items()}


def est_une_requete(fichier: FichierSignalements) -> bool:
    """What a CPAM sends is about the length of the arrêt (domaine.md SLA-3); a list of the Service médical is not."""
    return fichier.origine.famille == FamilleOrigine.CPAM


_DEJA_LANCE = "Ce fichier est déjà importé, en cours d'import ou abandonné."


def _a_lancer():  # type: ignore[no-untyped-def]
    return FichierSignalements.objects.filter(etat__in=FICHIERS_A_LANCER, contenu__isnull=False)


def _en_json(colonnes: Mapping[int, ColonneFichier]) -> dict[str, str]:
    return {str(position): colonne.value for position, colonne in sorted(colonnes.items())}


def _refuser_un_fichier_connu(fichier: FichierSignalements) -> None:
    connu = (
        FichierSignalements.objects.filter(departement=fichier.departement_id, empreinte=fichier.empreinte)
        .filter(etat__in=FICHIERS_CONNUS)
        .exclude(pk=fichier.pk)
        .first()
    )
    if connu is not None:
        le = timezone.localtime(connu.depose_le)
        raise RefusMetier(
            f"Ce fichier a déjà été déposé le {le:%d/%m/%Y} à {le:%H:%M} (« {connu.get_etat_display()} »).",
            champ="fichier",
            code="connu",
        )


def _colonnes_habituelles(fichier: FichierSignalements) -> dict[str, str]:
    """What was chosen for the last imported file of this sender with these titles."""
    dernier = (
        FichierSignalements.objects.filter(
            departement=fichier.departement_id,
            partenaire=fichier.partenaire,
            entetes=fichier.entetes,
            etat__in=[EtatFichier.EN_COURS, EtatFichier.IMPORTE, EtatFichier.RETRAIT, EtatFichier.DEFAIT],
        )
        .order_by("-depose_le", "-pk")
        .first()
    )
    return dernier.colonnes if dernier else {}
