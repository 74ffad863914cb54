"""The people followed today: those who came of late, those whom the recit left open; some are closed.

Gives life to the portefeuille, the chronology of the dossiers, the people to call again. Feeds no published figure.
"""

import datetime

from cases.accompagnements.domain.accompagnement import changer_axe, cloturer_accompagnement
from cases.entretiens.domain.saisie import terminer_entretien
from cases.enums import (
    AXES_OUVERTS,
    Axe,
    ModeEntretien,
    NatureOpposition,
    NaturePiece,
    NiveauNote,
    VoieOpposition,
)
from cases.models import Accompagnement, RendezVous
from cases.personnes.domain.information import noter_opposition
from cases.personnes.domain.situation import changer_situation, enregistrer_arret
from partners.models import (
    Partenaire,
    SituationCloture,
    SituationEmploi,
    ThemeEntretien,
    TypeDemarche,
    TypeMenage,
    TypePreconisation,
    TypeRisque,
)
from reporting.demo.recit import textes
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.realisation import SITUATIONS_PDP, SITUATIONS_SPS
from reporting.demo.recit.vie import (
    DEMARCHES,
    EMPLOIS,
    MENAGES,
    PRECONISATIONS,
    PROFESSIONS,
    SANS_PROFESSION,
    THEMES,
)
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.ouvertures import MODES, Suivi, ouvrir
from reporting.demo.scene.troupe import Troupe

# Days between two entretiens; share of those met again, of those met with a plan, and one closed in so many.
INTERVALLE = (18, 45)
REVUS, AVEC_PLAN, CLOS_SUR = 0.55, 0.5, 13
CHANGENT_D_AXE = 0.12
Plan = tuple[list[tuple[TypePreconisation, str]], list[tuple[TypeDemarche, Partenaire | None, str]]]


def suivre(troupe: Troupe) -> list[Suivi]:
    """Returns those who are still followed. One in three is followed by the account of the demonstration."""
    ouverts = []
    for rang in range(troupe.ampleur.suivis):
        referent, site = troupe.alea.choice(troupe.postes)
        if rang % 3 == 0:
            referent, site = troupe.titulaire, troupe.lieu
        elif rang % 12 == 1 and troupe.absent is not None:
            referent, site = troupe.absent
        suivi = ouvrir(troupe, referent, site)
        dernier = _rencontrer(troupe, suivi)
        if rang % 3 == 0:
            _situer(troupe, suivi)
        if rang % CLOS_SUR == CLOS_SUR - 1:
            _clore(troupe, suivi, dernier, refus=rang % (3 * CLOS_SUR) == CLOS_SUR - 1)
        else:
            ouverts.append(suivi)
    return ouverts


def reprendre(troupe: Troupe) -> list[Suivi]:
    """Those who have been followed since the years of the recit, one in two met again in the last weeks.

    First those of the account of the demonstration, a third of them, then those of his colleagues.
    """
    restes = (
        Accompagnement.objects.comptent()
        .ouverts()
        .filter(departement=troupe.unite, site__departement=troupe.unite, ouvert_le__lt=troupe.debut)
        .select_related("assure", "site")
        .prefetch_related("axes", "referents__agent")
        .order_by("-ouvert_le", "pk")
    )
    suivis = [suivi for reste in restes if (suivi := _reste(troupe, reste)) is not None]
    siens = [suivi for suivi in suivis if suivi.referent == troupe.titulaire][: troupe.ampleur.anciens // 3]
    des_autres = [suivi for suivi in suivis if suivi.referent != troupe.titulaire]
    retenus = [*siens, *des_autres[: troupe.ampleur.anciens - len(siens)]]
    for suivi in retenus[::2]:
        _tenir(troupe, suivi, troupe.ouvre(troupe.jour - INTERVALLE[1] * UN_JOUR, troupe.veille), None)
    return retenus


def _reste(troupe: Troupe, accompagnement: Accompagnement) -> Suivi | None:
    """None when the référent has left, or on an axis that is no longer offered."""
    referent = troupe.poste_de(max(accompagnement.referents.all(), key=lambda ligne: ligne.du).agent)
    axe = Axe(max(accompagnement.axes.all(), key=lambda ligne: ligne.du).axe)
    if referent is None or axe not in AXES_OUVERTS:
        return None
    return Suivi(accompagnement, referent, accompagnement.site, axe)


def _rencontrer(troupe: Troupe, suivi: Suivi) -> datetime.date:
    """The first entretien on the day of the opening, then perhaps another; returns the day of the last act."""
    alea, dernier = troupe.alea, suivi.accompagnement.ouvert_le
    _tenir(troupe, suivi, dernier, suivi.rendez_vous)
    suivant = troupe.calendrier.decaler(dernier + alea.randint(*INTERVALLE) * UN_JOUR, 0)
    if suivant < troupe.jour and alea.random() < REVUS:
        dernier = suivant
        _tenir(troupe, suivi, dernier, None)
    if suivi.axe == Axe.SPS and dernier < troupe.veille - 3 * UN_JOUR and alea.random() < CHANGENT_D_AXE:
        dernier = troupe.veille
        with a(instant(dernier, 16)):
            changer_axe(agent=suivi.referent, accompagnement=suivi.accompagnement, axe=Axe.PDP, le=dernier)
    return dernier


def _tenir(troupe: Troupe, suivi: Suivi, jour: datetime.date, rendez_vous: RendezVous | None) -> None:
    alea = troupe.alea
    preconisations, demarches = _plan(troupe, suivi)
    with a(instant(jour, 17, alea.randint(0, 50))):
        terminer_entretien(
            agent=suivi.referent,
            accompagnement=suivi.accompagnement,
            identifiant=troupe.identifiant(),
            version=0,
            site=suivi.site,
            date=jour,
            mode=ModeEntretien(rendez_vous.mode) if rendez_vous else alea.choice(MODES),
            themes=[troupe.liste(ThemeEntretien, code) for code in alea.choice(THEMES[suivi.axe]).split()],
            notes={NiveauNote.SYNTHESE: textes.synthese(alea, suivi.axe)},
            duree_minutes=alea.choice((30, 45, 60)),
            prochaine_etape=alea.choice(textes.PROCHAINES) if alea.random() < AVEC_PLAN else "",
            rendez_vous=rendez_vous,
            prochain_rendez_vous=None,
            preconisations=preconisations,
            demarches=demarches,
        )


def _plan(troupe: Troupe, suivi: Suivi) -> Plan:
    """What the person will do and what the service does, for one entretien in two."""
    alea = troupe.alea
    if alea.random() >= AVEC_PLAN:
        return [], []
    preconisation = troupe.liste(TypePreconisation, alea.choice(PRECONISATIONS[suivi.axe].split()))
    code, type_partenaire = alea.choice(DEMARCHES)
    partenaire = (
        Partenaire.objects.filter(departements=troupe.unite, type__code=type_partenaire).first()
        if type_partenaire
        else None
    )
    return [(preconisation, "")], [(troupe.liste(TypeDemarche, code), partenaire, "")]


def _situer(troupe: Troupe, suivi: Suivi) -> None:
    """Household, job, and the arrêt of those followed for their job: it began before the opening."""
    alea, ouvert_le, assure = troupe.alea, suivi.accompagnement.ouvert_le, suivi.accompagnement.assure
    emploi = alea.choice(EMPLOIS)
    with a(instant(ouvert_le, 17, 55)):
        changer_situation(
            agent=suivi.referent,
            assure=assure,
            du=ouvert_le,
            menage=troupe.liste(TypeMenage, alea.choice(MENAGES)),
            emploi=troupe.liste(SituationEmploi, emploi),
            profession="" if emploi in SANS_PROFESSION else alea.choice(PROFESSIONS),
        )
        if suivi.axe == Axe.PDP:
            enregistrer_arret(
                agent=suivi.referent,
                assure=assure,
                nature=NaturePiece.INITIAL,
                risque=troupe.liste(TypeRisque, "maladie"),
                du=ouvert_le - alea.randint(40, 200) * UN_JOUR,
                au=ouvert_le + alea.randint(20, 120) * UN_JOUR,
            )


def _clore(troupe: Troupe, suivi: Suivi, dernier: datetime.date, *, refus: bool) -> None:
    """In the last fortnight; now and then because the person refuses to go on."""
    alea = troupe.alea
    clos_le = max(dernier, troupe.calendrier.decaler(troupe.jour, -alea.randint(1, 10)))
    axe = suivi.accompagnement.axes.latest("du").axe
    situation = alea.choice(SITUATIONS_PDP if axe == Axe.PDP else SITUATIONS_SPS)
    with a(instant(clos_le, 18, 10)):
        if refus:
            noter_opposition(
                agent=suivi.referent,
                personne=suivi.accompagnement.assure,
                nature=NatureOpposition.REFUS,
                voie=VoieOpposition.ORALE,
                precision="Ne souhaite pas poursuivre",
            )
        cloturer_accompagnement(
            agent=suivi.referent,
            accompagnement=suivi.accompagnement,
            clos_le=clos_le,
            situation=troupe.liste(SituationCloture, "refus" if refus else situation),
            site=suivi.site,
        )
