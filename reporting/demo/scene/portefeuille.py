"""What an ASS and her manager have done of late in the demonstration: corrected, opened, named, allowed to export.

Gives life to the corrections, the bris de glace, the saved filters, the exports and the two dossiers of one person.
Feeds no published figure.
"""

import datetime

from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.accueil.domain.portefeuille import enregistrer_filtre
from cases.dossier.domain.bris_de_glace import briser_la_glace
from cases.entretiens.domain.correction import corriger_entretien, textes_de
from cases.enums import ModeEntretien, MotifSansNir, NiveauNote, Sexe
from cases.models import Assure, Entretien, FiltreEnregistre
from cases.personnes.domain.assure import creer_assure
from partners.domain.agents import autoriser_export
from partners.models import Agent
from servicesocial.perimetre import perimetre

UNITE = "01"
FILTRE = ("PDP sans rendez-vous", "axe=PDP&rendez_vous=sans")
MOTIF_BRIS = "Réclamation de la personne : réponse à préparer avec la direction"


def animer_le_portefeuille(ass: Agent, csam: Agent, manager: Agent, jour: datetime.date) -> None:
    """Nothing the second time."""
    if FiltreEnregistre.objects.filter(agent=ass).exists():
        return
    with perimetre([UNITE]):
        autoriser_export(agent=manager, membre=ass, autorise=True)
        enregistrer_filtre(agent=ass, nom=FILTRE[0], adresse=FILTRE[1])
        suivis = list(mes_accompagnements(ass, jour).filter(assure__acces_restreint=False)[:20])
        corrige = next((e for s in suivis if (e := _avec_synthese(ass, s.pk))), None)
        if corrige is not None:
            _corriger(ass, corrige)
        if len(suivis) > 1:
            briser_la_glace(agent=manager, assure=suivis[1].assure, motif=MOTIF_BRIS)
            _doubler(csam, suivis[-1].assure)


def _avec_synthese(ass: Agent, suivi: int) -> Entretien | None:
    siens = Entretien.objects.visible_to(ass).comptent().filter(accompagnement=suivi)
    return siens.filter(notes__niveau=NiveauNote.SYNTHESE, notes__annule_le=None).order_by("-date").first()


def _corriger(ass: Agent, entretien: Entretien) -> None:
    texte = textes_de(ass, entretien)[NiveauNote.SYNTHESE].texte
    corriger_entretien(
        agent=ass,
        entretien=entretien,
        base=0,
        version=0,
        site=entretien.site,
        date=entretien.date,
        mode=ModeEntretien(entretien.mode),
        themes=entretien.themes.all(),
        notes={NiveauNote.SYNTHESE: f"{texte} La personne précise qu'elle reverra son médecin du travail."},
        duree_minutes=45,
        prochaine_etape=entretien.prochaine_etape,
        motif="Précision donnée par la personne",
    )


def _doubler(csam: Agent, assure: Assure) -> None:
    """Somebody opened a second dossier without NIR: the two are to be made one."""
    creer_assure(
        agent=csam,
        departement=assure.departement,
        nom=assure.nom,
        prenom=assure.prenom,
        sexe=Sexe(assure.sexe),
        motif_sans_nir=MotifSansNir.NON_COMMUNIQUE,
        date_naissance=assure.date_naissance,
        telephone=assure.telephone,
    )
