"""A small service whose figures are known by heart, and the professional acts done there by their functions.

Ain, 2023: Anne (PDP, three entretiens on site), Bruno (PDP, one by telephone), Carole (SPS, one by telephone); Élise
is followed in PDP and was not seen; Denise's accompagnement was closed on 30 June with an activity, after three
entretiens of 2022. Ardèche: Fanny (PDP, one entretien at home). `ass` works in both units and follows them all;
`collegue` works in Ain.
"""

import datetime
from typing import Any

from cases.accompagnements.domain.accompagnement import cloturer_accompagnement
from cases.entretiens.domain.entretien import enregistrer_entretien
from cases.enums import AccordPersonne, Axe, EtatAction, ModeEntretien, Sexe, TypeAction
from cases.models import Accompagnement, ActionRemobilisation, Entretien, Signalement
from cases.remobilisation.domain.action import demarrer_action, prevoir_action
from cases.signalements.domain.signalement import recevoir_signalement
from partners.enums import Profil
from tests.fabriques import (
    AccompagnementFactory,
    ActionFactory,
    AffectationFactory,
    AssureFactory,
    CanalSignalementFactory,
    DepartementFactory,
    EntretienFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    SignalementFactory,
    SiteFactory,
    SituationClotureFactory,
    TypeRisqueFactory,
    un_agent,
)


def le(jour: int, mois: int, annee: int = 2023) -> datetime.date:
    return datetime.date(annee, mois, jour)


LE_1ER_MARS = le(1, 3)


class Terrain:
    def __init__(self) -> None:
        self.ain, self.ardeche = DepartementFactory(code="01"), DepartementFactory(code="07")
        self.bourg, self.oyonnax = SiteFactory(departement=self.ain), SiteFactory(departement=self.ain)
        self.privas = SiteFactory(departement=self.ardeche)
        self.ass, self.collegue = (un_agent(Profil.ASS, self.bourg) for _ in range(2))
        AffectationFactory(agent=self.ass, site=self.privas)
        self.manager, self.csam = un_agent(Profil.MANAGER, self.ain), un_agent(Profil.CSAM, self.ain)
        ParametreFactory()
        accident = TypeRisqueFactory(code="accident-travail")
        self.anne = self._dossier(le(1, 6, 2022))
        self.bruno = self._dossier(risque=accident, sexe=Sexe.HOMME, date_naissance=le(1, 6, 1990))
        self.carole = self._dossier(axe=Axe.SPS)
        self.elise = self._dossier()
        self.denise = self._dossier(
            le(1, 3, 2022),
            clos_le=le(30, 6),
            situation_cloture=SituationClotureFactory(),
            site_cloture=self.bourg,
        )
        self.fanny = self._dossier(site=self.privas)
        for jour in (le(10, 1), le(10, 2), le(10, 3)):
            self._vu(self.anne, jour)
        for jour in (le(1, 4, 2022), le(1, 5, 2022)):
            self._vu(self.denise, jour)
        self.de_denise = self._vu(self.denise, le(1, 6, 2022))
        self.de_bruno = self._vu(self.bruno, le(15, 3), ModeEntretien.TELEPHONE)
        self.de_carole = self._vu(self.carole, le(20, 4), ModeEntretien.TELEPHONE)
        self._vu(self.fanny, le(5, 5), ModeEntretien.DOMICILE)
        self.signalement: Signalement = SignalementFactory(site=self.bourg, recu_le=le(3, 4))
        self.bilan: ActionRemobilisation = ActionFactory(accompagnement=self.anne, etat=EtatAction.EN_COURS)
        self.pmsmp: ActionRemobilisation = ActionFactory(
            accompagnement=self.anne,
            type=TypeAction.PMSMP,
            du=le(1, 9),
            au=le(14, 9),
            etat=EtatAction.TERMINEE,
        )

    def _dossier(self, ouvert_le: datetime.date = LE_1ER_MARS, **details: Any) -> Accompagnement:
        """In PDP at Bourg, of a woman born in 1970 on a risk maladie, unless said otherwise."""
        details = {"site": self.bourg, "referent": self.ass} | details
        personne = {cle: details.pop(cle) for cle in ("sexe", "date_naissance") if cle in details}
        assure = AssureFactory(
            departement=details["site"].departement, **{"date_naissance": le(1, 6, 1970)} | personne
        )
        return AccompagnementFactory(assure=assure, ouvert_le=ouvert_le, **details)

    def _vu(
        self,
        dossier: Accompagnement,
        jour: datetime.date,
        mode: ModeEntretien = ModeEntretien.LIEU_ACCUEIL,
    ) -> Entretien:
        return EntretienFactory(accompagnement=dossier, date=jour, mode=mode)

    def recevoir(
        self, dossier: Accompagnement, jour: datetime.date, mode: ModeEntretien, **details: Any
    ) -> Entretien:
        """An entretien that the référent records."""
        return enregistrer_entretien(
            agent=self.ass, accompagnement=dossier, site=self.bourg, date=jour, mode=mode, **details
        )

    def clore(self, dossier: Accompagnement, jour: datetime.date, situation: str, **details: Any) -> None:
        cloturer_accompagnement(
            agent=self.ass,
            # Read again, as the page would: the dossier may have gone to another unit since.
            accompagnement=Accompagnement.objects.get(pk=dossier.pk),
            clos_le=jour,
            situation=SituationClotureFactory(code=situation),
            **{"site": self.bourg} | details,
        )

    def prevoir(
        self, type_action: TypeAction, du: datetime.date, au: datetime.date | None = None, **details: Any
    ) -> ActionRemobilisation:
        """For Anne, who is not on leave: no accord is needed."""
        return prevoir_action(
            agent=self.ass,
            accompagnement=self.anne,
            type_action=type_action,
            du=du,
            au=au,
            **{"site": self.bourg} | details,
        )

    def demarrer(
        self, type_action: TypeAction, du: datetime.date, au: datetime.date | None = None, **details: Any
    ) -> ActionRemobilisation:
        action = self.prevoir(type_action, du, au, **details)
        demarrer_action(agent=self.ass, action=action)
        return action

    def signaler(self, jour: datetime.date, origine: str = "service-medical", **details: Any) -> Signalement:
        return recevoir_signalement(
            agent=self.csam,
            site=self.bourg,
            recu_le=jour,
            nom="Signalée",
            prenom="Gisèle",
            origine=OrigineSignalementFactory(code=origine),
            canal=CanalSignalementFactory(),
            accord=AccordPersonne.RECUEILLI,
            **details,
        )
