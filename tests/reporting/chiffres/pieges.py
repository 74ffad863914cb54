"""A small population in which every clause of the definitions has its trap: a record that a wrong reading counts.

The year is 2023. What a trap is for is said by the name of its clause.
"""

import datetime
from typing import Any

from django.utils import timezone

from cases.enums import Axe, EtatAction, EtatSignalement, ModeEntretien, Sexe, TypeAction
from cases.models import Accompagnement, AxeAccompagnement
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    AccompagnementFactory,
    ActionFactory,
    AffectationFactory,
    AgentFactory,
    AssureFactory,
    DepartementFactory,
    DispositifLocalFactory,
    EntretienFactory,
    MetierFactory,
    OrigineSignalementFactory,
    SignalementFactory,
    SiteFactory,
    SituationClotureFactory,
    TypeRisqueFactory,
    fixer_axe,
)

UNITES = ("01", "07", "26")


def le(jour: int, mois: int, annee: int = 2023) -> datetime.date:
    return datetime.date(annee, mois, jour)


class Pieges:
    """Writes the population when it is made."""

    def __init__(self) -> None:
        self.bourg, self.oyonnax = (SiteFactory(departement=DepartementFactory(code="01")) for _ in range(2))
        self.privas = SiteFactory(departement=DepartementFactory(code="07"))
        self.valence = SiteFactory(departement=DepartementFactory(code="26"))
        self.agent: Agent = AgentFactory()
        self._personnes()
        self._profil()
        self._modes()
        self._clotures()
        self._moyenne_a_la_moitie()
        self._actions()
        self._equipe()
        self._signalements()

    def dossier(
        self, axe: str = Axe.PDP, *, suivi_en: str = "01", site: Site | None = None, **details: Any
    ) -> Accompagnement:
        """Opened on 1 January 2022, of a woman born in 1970 on a risk maladie, unless said otherwise."""
        personne = {cle: details.pop(cle) for cle in ("sexe", "date_naissance") if cle in details}
        personne.setdefault("date_naissance", le(1, 6, 1970))
        return AccompagnementFactory(
            assure=AssureFactory(departement=DepartementFactory(code=suivi_en), **personne),
            site=site or self.bourg,
            axe=axe,
            referent=self.agent,
            **{"ouvert_le": le(1, 1, 2022)} | details,
        )

    def vu(self, dossier: Accompagnement, *jours: datetime.date, **details: Any) -> Accompagnement:
        for jour in jours:
            EntretienFactory(accompagnement=dossier, agent=self.agent, date=jour, **details)
        return dossier

    def annulation(self) -> dict[str, Any]:
        return {"annule_le": timezone.now(), "motif_annulation": "Saisi par erreur"}

    def _personnes(self) -> None:
        """F0 to F3. The annulled, the days around the year, two units, a person seen twice, axes that change."""
        self.vu(self.dossier(), le(3, 4), le(4, 5))
        self.vu(self.dossier(), le(3, 4), **self.annulation())
        self.vu(self.dossier(Axe.SPS), le(28, 12, 2022), mode=ModeEntretien.TELEPHONE)
        self.vu(self.dossier(Axe.SPS), le(3, 1, 2024))
        self.vu(self.dossier(suivi_en="07"), le(6, 6))
        self.vu(self.dossier(), le(7, 6), site=self.privas)
        passe_en_pdp = self.vu(self.dossier(Axe.SPS), le(8, 3))
        fixer_axe(passe_en_pdp, Axe.PDP, du=le(1, 9))
        vu_deux_fois = self.vu(self.dossier(Axe.SPS), le(1, 2))
        self.vu(
            AccompagnementFactory(
                assure=vu_deux_fois.assure,
                site=self.bourg,
                ouvert_le=le(1, 3),
                axe=Axe.PDP,
                referent=self.agent,
            ),
            le(2, 10),
        )

    def _profil(self) -> None:
        """F4. In Ardèche: the 46th birthday on 31/12, unknown values, an invalidité, somebody who is not in PDP."""
        ici: dict[str, Any] = {"suivi_en": "07", "site": self.privas}
        self.vu(self.dossier(date_naissance=le(31, 12, 1977), sexe=Sexe.HOMME, **ici), le(3, 4))
        self.vu(self.dossier(sexe=Sexe.NON_RENSEIGNE, date_naissance=None, risque=None, **ici), le(3, 4))
        self.vu(self.dossier(date_naissance=le(1, 1, 1990), **ici), le(3, 4))
        self.vu(self.dossier(risque=TypeRisqueFactory(code="invalidite"), **ici), le(3, 4))
        self.vu(self.dossier(risque=TypeRisqueFactory(code="accident-travail"), **ici), le(3, 4))
        self.vu(self.dossier(Axe.SPS, sexe=Sexe.HOMME, **ici), le(3, 4))

    def _modes(self) -> None:
        """F5."""
        for mode in (ModeEntretien.DOMICILE, ModeEntretien.VISIO, ModeEntretien.TELEPHONE):
            self.vu(self.dossier(Axe.SPS), le(3, 4), mode=mode)

    def clos(
        self,
        code: str,
        *entretiens: datetime.date,
        clos_le: datetime.date | None = None,
        site_cloture: Site | None = None,
        annules: int = 0,
        **details: Any,
    ) -> Accompagnement:
        """Closed on 30 June 2023 with this situation, after these entretiens and so many annulled ones."""
        dossier = self.dossier(
            clos_le=clos_le or le(30, 6),
            situation_cloture=SituationClotureFactory(code=code),
            site_cloture=site_cloture or details.get("site") or self.bourg,
            **details,
        )
        for _ in range(annules):
            self.vu(dossier, le(2, 2), **self.annulation())
        return self.vu(dossier, *entretiens)

    def _clotures(self) -> None:
        """F6, F7. In Ardèche, three outcomes of one each share 34, 33, 33: largest remainder and tie."""
        trois = (le(1, 3), le(1, 4), le(1, 5))
        self.clos("maintien-poste", *trois)
        self.clos("licenciement-relais", *trois)
        self.clos("formation", le(1, 3, 2022), le(1, 4, 2022), le(1, 5))
        self.clos("sans-nouvelles", *trois)
        self.clos("invalidite-sans-reprise", *trois[:2])
        self.clos("invalidite-sans-reprise", *trois[:2], annules=1)
        self.clos("invalidite-sans-reprise", *trois, axe=Axe.SPS)
        ici: dict[str, Any] = {"site": self.privas, "suivi_en": "07"}
        fixer_axe(self.clos("maintien-poste", *trois, axe=Axe.SPS, **ici), Axe.PDP, du=le(1, 2))
        self.clos("licenciement-relais", *trois, **ici)
        self.clos("formation", *trois, **ici)
        self.clos("invalidite-sans-reprise", *trois, suivi_en="26")
        self.clos("invalidite-sans-reprise", *trois, site_cloture=self.bourg, **ici)
        for jour in (le(31, 12, 2022), le(1, 1, 2024)):
            self.clos("maintien-poste", clos_le=jour)
        self.clos("maintien-poste", ouvert_le=le(1, 6), **self.annulation())

    def _moyenne_a_la_moitie(self) -> None:
        """F6, F11. In Drôme, 64 closings last 487 days in all: 0.25 month each, an exact half."""
        durees = [7] * 24 + [8] * 39
        modele = self.clos("reprise-tpt", site=self.valence, suivi_en="26", ouvert_le=le(23, 6), axe=Axe.SPS)
        with perimetre(TOUT):
            autres = Accompagnement.objects.bulk_create(
                Accompagnement(
                    departement=modele.departement,
                    assure=modele.assure,
                    site=self.valence,
                    site_cloture=self.valence,
                    situation_cloture=modele.situation_cloture,
                    ouvert_le=le(30, 6) - datetime.timedelta(days=duree),
                    clos_le=le(30, 6),
                )
                for duree in durees
            )
            AxeAccompagnement.objects.bulk_create(
                AxeAccompagnement(
                    departement=modele.departement, accompagnement=autre, du=autre.ouvert_le, axe=Axe.SPS
                )
                for autre in autres
            )

    def action(
        self, type_action: str, du: datetime.date, au: datetime.date | None = None, **details: Any
    ) -> Any:
        details.setdefault("etat", EtatAction.TERMINEE)
        dossier = details.pop("dossier", None) or self.dossier(
            Axe.SPS, suivi_en=details.pop("suivi_en", "01")
        )
        return ActionFactory(accompagnement=dossier, type=type_action, du=du, au=au, **details)

    def _actions(self) -> None:
        """F8."""
        essai = self.action(TypeAction.ESSAI_ENCADRE, le(3, 4), le(14, 4))
        self.action(
            TypeAction.ESSAI_ENCADRE, le(17, 4), le(28, 4), renouvelle=essai, dossier=essai.accompagnement
        )
        self.action(TypeAction.ESSAI_ENCADRE, le(3, 4), **self.annulation())
        self.action(TypeAction.ESSAI_ENCADRE, le(3, 4), etat=EtatAction.NON_DEMARREE)
        self.action(TypeAction.ESSAI_ENCADRE, le(3, 4), suivi_en="07", site=self.bourg)
        self.action(TypeAction.FORMATION, le(28, 2), le(28, 8))
        self.action(TypeAction.FORMATION, le(28, 2), le(27, 8))
        self.action(TypeAction.BILAN_COMPETENCES, le(15, 12, 2022), le(15, 3))
        self.action(TypeAction.BILAN_COMPETENCES, le(1, 1, 2024))
        self.action(TypeAction.PSOP, le(3, 4))
        dispositif = DispositifLocalFactory(code="atelier-am", finance_am=True)
        self.action(TypeAction.DISPOSITIF_LOCAL, le(3, 4), dispositif=dispositif)

    def _equipe(self) -> None:
        """F9."""
        ass = MetierFactory(code="ass")

        def affecter(agent: Agent, site: Site, **dates: datetime.date) -> None:
            AffectationFactory(agent=agent, profil=Profil.ASS, metier=ass, site=site, **dates)

        for site in (self.bourg, self.oyonnax):
            affecter(self.agent, site)
        affecter(AgentFactory(), self.bourg, au=le(30, 12))
        affecter(AgentFactory(), self.bourg, du=le(1, 1, 2024))

    def _signalements(self) -> None:
        """F10."""

        def recevoir(jour: datetime.date, **details: Any) -> Any:
            return SignalementFactory(site=self.bourg, recu_le=jour, **details)

        original = recevoir(le(3, 4))
        recevoir(le(4, 4), etat=EtatSignalement.DOUBLON, doublon_de=original, clos_le=le(5, 4))
        recevoir(le(3, 4), origine=OrigineSignalementFactory(code="ccas"))
        recevoir(le(3, 4), **self.annulation())
        recevoir(le(29, 12, 2022))
        recevoir(le(29, 12, 2022))
        recevoir(le(3, 4), departement=DepartementFactory(code="07"))
