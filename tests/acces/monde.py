"""Two units that must not see each other, with everything in both, and words that must never cross."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from cases.chiffrement import chiffrer
from cases.enums import EtatRendezVous, EtatSignalement, NiveauNote, PartieAccord, SensAccord, TypeAction
from cases.enums_liste_recue import EtatListeRecue
from cases.models import Accompagnement, Assure
from cases.signalements.views.formulaire_partenaire import RECU
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from reporting.enums import EtatBilan
from reporting.exports.chiffres_json import figer
from reporting.indicateurs import calculer_figures
from reporting.models import Bilan
from servicesocial.pages.jetons import emettre
from servicesocial.perimetre import TOUT, perimetre
from tests.acces.objets import AUTRE, annuaire, demande, du_dossier, du_portefeuille, fusion, par_uuid
from tests.fabriques import (
    AccompagnementFactory,
    AccordActionFactory,
    ActionFactory,
    AgentFactory,
    ArretTravailFactory,
    AssureFactory,
    BilanFactory,
    BrouillonFactory,
    ContactFactory,
    CorrectionFactory,
    CreneauFactory,
    DemandeTransfertFactory,
    DemarcheFactory,
    DepartementFactory,
    EntrepriseFactory,
    EntretienFactory,
    FichierFactory,
    LienSignalementFactory,
    LigneFichierFactory,
    MessageReferentFactory,
    NoteFactory,
    OppositionFactory,
    OrigineSignalementFactory,
    PartenaireFactory,
    PreconisationFactory,
    RegionFactory,
    RendezVousFactory,
    SignalementFactory,
    SiteFactory,
    SituationFactory,
    SituationUrgenceFactory,
    un_agent,
)

RESTREINT = "canarirestreint"
SECRET = "canarisecret"
SYNTHESE = "canarisynthese"
BROUILLON = "canaribrouillon"
A_PUBLIER = "canariapublier"
# Words of our own unit, and who may read them. Those of the other one: nobody.
LECTEURS = {
    AUTRE: frozenset[str](),
    RESTREINT: frozenset[str](),
    BROUILLON: frozenset[str](),
    SECRET: frozenset({"ass"}),
    SYNTHESE: frozenset({"ass"}),
    A_PUBLIER: frozenset({"mana", "regi"}),
}
ANNEE = 2023


@dataclass
class Monde:
    """`agents` by column of the matrix; `objets` by kind of address, then « sien », « autre » or « inconnu »."""

    agents: dict[str, Agent | None]
    objets: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)


def creer_monde() -> Monde:
    rhone_alpes, bourgogne = RegionFactory(), RegionFactory(code="BFC", nom="Bourgogne")
    ain = DepartementFactory(code="01", region=rhone_alpes)
    cote_d_or = DepartementFactory(code="21", region=bourgogne)
    bourg = SiteFactory(departement=ain, nom="Bourg-en-Bresse")
    dijon = SiteFactory(departement=cote_d_or, nom="Dijon")
    ass = un_agent(Profil.ASS, bourg)
    hier = timezone.localdate() - datetime.timedelta(days=1)
    monde = Monde(
        {
            "anon": None,
            "sans": un_agent(Profil.ASS, bourg, au=hier),
            "ass": ass,
            "csam": un_agent(Profil.CSAM, bourg),
            "secr": un_agent(Profil.SECRETARIAT, ain),
            "mana": un_agent(Profil.MANAGER, ain),
            "regi": un_agent(Profil.REGION, rhone_alpes),
            "admi": un_agent(Profil.ADMINISTRATEUR, rhone_alpes),
        }
    )
    sien = _dossier(bourg, ass, "nôtre", synthese=SYNTHESE, secret=SECRET)
    ass_de_dijon = un_agent(Profil.ASS, dijon)
    autre = _dossier(dijon, ass_de_dijon, AUTRE, synthese=AUTRE, secret=AUTRE)
    SituationUrgenceFactory(assure=_dossier_restreint(bourg), prevenu=RESTREINT)
    # A draft is its author's alone, even on a dossier that everybody here may open.
    BrouillonFactory(accompagnement=sien, agent=AgentFactory(), contenu={"synthese": BROUILLON})
    monde.objets = {
        "assure": par_uuid(sien.assure.uuid, autre.assure.uuid),
        "signalement": par_uuid(_a_traiter(sien), _a_traiter(autre)),
        "opposition": par_uuid(
            OppositionFactory(assure=sien.assure, precision="nôtre").uuid,
            OppositionFactory(assure=autre.assure, precision=AUTRE).uuid,
        ),
        "urgence": par_uuid(
            SituationUrgenceFactory(assure=sien.assure, prevenu="nôtre").uuid,
            SituationUrgenceFactory(assure=autre.assure, prevenu=AUTRE).uuid,
        ),
        "rendez_vous": par_uuid(_rendez_vous_prevu(sien), _rendez_vous_prevu(autre)),
        "creneau": par_uuid(
            CreneauFactory(site=bourg, agent=ass).uuid,
            CreneauFactory(site=dijon, agent=AgentFactory(nom=AUTRE)).uuid,
        ),
        "fichier": par_uuid(_liste_recue(bourg, "nôtre"), _liste_recue(dijon, AUTRE)),
        "accompagnement": par_uuid(sien.uuid, autre.uuid),
        "entretien": par_uuid(_entretien(sien), _entretien(autre)),
        "message": par_uuid(_message(sien), _message(autre)),
        **du_dossier(sien, autre),
        **du_portefeuille(ass, ass_de_dijon),
        "signalement_affecte": par_uuid(_affecte(sien), _affecte(autre)),
        "signalement_connu": par_uuid(_connu(bourg, dijon), _connu(dijon, bourg)),
        "demande": par_uuid(demande(bourg, "nôtre"), demande(dijon, AUTRE)),
        "fusion": fusion(bourg, dijon),
        "bilan": par_uuid(_bilan(ain, EtatBilan.PUBLIE, "nôtre"), _bilan(cote_d_or, EtatBilan.PUBLIE, AUTRE)),
        "bilan_a_publier": {"sien": {"uuid": _bilan(ain, EtatBilan.PRODUIT, A_PUBLIER)}},
        **annuaire(bourg, dijon),
        **_liens(bourg, dijon),
    }
    return monde


def _a_traiter(suivi: Accompagnement) -> uuid.UUID:
    """The signalement of this person that was received and waits."""
    with perimetre(TOUT):
        return suivi.assure.signalements.get(etat=EtatSignalement.RECU).uuid


def _entretien(suivi: Accompagnement) -> uuid.UUID:
    with perimetre(TOUT):
        return suivi.entretiens.comptent().first().uuid


def _rendez_vous_prevu(suivi: Accompagnement) -> uuid.UUID:
    with perimetre(TOUT):
        return suivi.assure.rendez_vous.get(etat=EtatRendezVous.PREVU).uuid


def _liste_recue(site: Site, mot: str) -> uuid.UUID:
    """Deposited and still to be verified; its name and titles are typed by the sender."""
    partenaire = PartenaireFactory()
    partenaire.departements.add(site.departement)
    contenu = f"NIR;Nom {mot};Prénom\n1850578006078;{mot};{mot}\n".encode()
    fichier = FichierFactory.build(
        site=site,
        departement=site.departement,
        partenaire=partenaire,
        origine=OrigineSignalementFactory(),
        nom=f"{mot}.csv",
        entetes=["NIR", f"Nom {mot}", "Prénom"],
        depose_par=un_agent(Profil.CSAM, site),
        etat=EtatListeRecue.DEPOSE,
    )
    fichier.contenu = chiffrer(contenu, fichier.uuid)
    with perimetre(TOUT):
        fichier.save()
    LigneFichierFactory(fichier=fichier, precision=mot)
    return fichier.uuid


def _message(suivi: Accompagnement) -> uuid.UUID:
    with perimetre(TOUT):
        return suivi.messages.get().uuid


def _affecte(suivi: Accompagnement) -> uuid.UUID:
    """The one that was given to somebody: there is something to say to whoever signalled."""
    with perimetre(TOUT):
        return suivi.assure.signalements.get(etat=EtatSignalement.AFFECTE).uuid


def _connu(ici: Site, ailleurs: Site) -> uuid.UUID:
    """A signalement of a person whose dossier is in the other unit, under another request too."""
    naissance = datetime.date(1981, 4, 5)
    identite = {"nom": f"Connu{ici.departement_id}", "prenom": "Alix", "date_naissance": naissance}
    assure = AssureFactory(departement=ailleurs.departement, adresse=AUTRE, **identite)
    DemandeTransfertFactory(assure=assure, vers=DepartementFactory(code="07"), motif="Emménagement")
    return SignalementFactory(site=ici, **identite).uuid


def _liens(bourg: Site, dijon: Site) -> dict[str, dict[str, dict[str, object]]]:
    """The form of a partenaire opens by its secret, its receipt by a signed text; neither depends on who reads."""
    secrets = {"sien": "secret-du-notre", "autre": "secret-de-l-autre"}
    sien = LienSignalementFactory(site=bourg, secret=secrets["sien"])
    autre = LienSignalementFactory(site=dijon, secret=secrets["autre"])
    return {
        "lien": par_uuid(sien.uuid, autre.uuid),
        "formulaire": {
            quel: {"secret": secret} for quel, secret in (secrets | {"inconnu": "secret-inconnu"}).items()
        },
        "recu": {
            "sien": {"jeton": emettre(RECU, "0A1B2C3D 2026-05-15")},
            "autre": {"jeton": emettre(RECU, "4E5F6A7B 2026-05-15")},
            "inconnu": {"jeton": emettre("un autre usage", "0A1B2C3D 2026-05-15")},
        },
    }


def _dossier(site: Site, referent: Agent, mot: str, *, synthese: str, secret: str) -> Accompagnement:
    """One record of each kind, with the word wherever somebody types."""
    aujourdhui = timezone.now()
    suivi = AccompagnementFactory(
        assure=AssureFactory(
            departement=site.departement,
            nom=mot,
            prenom=mot,
            adresse=mot,
            telephone=mot[:20],
            langue=mot,
            representant_legal=mot,
            courriel=f"{mot}@example.org".replace("ô", "o"),
        ),
        site=site,
        referent=referent,
    )
    entretien = EntretienFactory(accompagnement=suivi, prochaine_etape=mot)
    NoteFactory(accompagnement=suivi, entretien=entretien, niveau=NiveauNote.ADMINISTRATIF, texte=mot)
    NoteFactory(accompagnement=suivi, entretien=entretien, niveau=NiveauNote.SYNTHESE, texte=synthese)
    NoteFactory(accompagnement=suivi, niveau=NiveauNote.SECRET, texte=secret)
    RendezVousFactory(accompagnement=suivi, debut=aujourdhui)
    RendezVousFactory(accompagnement=suivi, debut=aujourdhui, etat=EtatRendezVous.ANNULE, motif=mot)
    BrouillonFactory(accompagnement=suivi, contenu={"synthese": mot})
    ContactFactory(assure=suivi.assure, precision=mot)
    MessageReferentFactory(accompagnement=suivi, texte=mot, auteur=referent)
    SituationFactory(assure=suivi.assure, employeur=mot, profession=mot)
    ArretTravailFactory(assure=suivi.assure)
    PreconisationFactory(accompagnement=suivi, precision=mot)
    DemarcheFactory(accompagnement=suivi, precision=mot)
    SignalementFactory(site=site, nom=mot, prenom=mot, motif=mot, assure=suivi.assure)
    SignalementFactory(
        site=site,
        nom=mot,
        assure=suivi.assure,
        etat=EtatSignalement.AFFECTE,
        affecte_a=referent,
        affecte_le=datetime.date(2023, 2, 3),
    )
    CorrectionFactory(assure=suivi.assure, avant=[["nom", mot]], motif=mot)
    action = ActionFactory(
        accompagnement=suivi,
        type=TypeAction.ESSAI_ENCADRE,
        intitule=mot,
        tuteur=mot,
        entreprise=EntrepriseFactory(nom=mot),
    )
    AccordActionFactory(
        action=action, partie=PartieAccord.CPAM, sens=SensAccord.ACCORD, le=datetime.date(2023, 4, 2)
    )
    EntretienFactory(
        accompagnement=suivi, annule_le=aujourdhui, annule_par=referent, motif_annulation=f"Erreur {mot}"
    )
    return suivi


def _dossier_restreint(site: Site) -> Assure:
    """Of our own unit, and yet for none of our agents."""
    suivi = _dossier(site, un_agent(Profil.ASS, site), RESTREINT, synthese=RESTREINT, secret=RESTREINT)
    with perimetre(TOUT):
        assure = suivi.assure
        assure.acces_restreint, assure.manager_habilite = True, un_agent(Profil.MANAGER, site.departement)
        assure.save()
    return assure


def _bilan(unite: Departement, etat: EtatBilan, mot: str) -> uuid.UUID:
    maintenant = timezone.now()
    with perimetre(TOUT):
        figures = figer(unite, calculer_figures(ANNEE, [unite.code])[unite.code])
    bilan: Bilan = BilanFactory(
        departement=unite,
        annee=ANNEE,
        etat=etat,
        figures=figures | {"source": mot},
        pdf=b"%PDF-1.7 " + mot.encode(),
        texte=mot,
        produit_le=maintenant,
        publie_le=maintenant if etat == EtatBilan.PUBLIE else None,
    )
    return bilan.uuid
