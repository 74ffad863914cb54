"""Small random populations made of traps: boundaries of the year, moved and annulled acts, unknown values, ties."""

import datetime
import uuid
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.utils import timezone

from cases import models
from cases.enums import Axe, EtatAction, EtatSignalement, ModeEntretien, Sexe, TypeAction
from partners.enums import Profil
from partners.models import Affectation, Agent, Departement
from reporting.models import Bilan, ChiffreDeclare
from servicesocial.enums import GenreTravail
from servicesocial.models import Travail
from servicesocial.perimetre import TOUT, perimetre
from tests.reporting.chiffres.lieux import Lieux
from tests.reporting.chiffres.recompte import six_mois_apres

Jour = datetime.date
UN_JOUR = datetime.timedelta(days=1)
ANNEES = (2021, 2022, 2023, 2024)
_SAISIES = (
    datetime.datetime(2024, 1, 5, 9, 0, tzinfo=datetime.UTC),
    datetime.datetime(2024, 1, 5, 10, 0, tzinfo=datetime.UTC),
)
# Signalements of these states name nobody else; the others are made with what they name.
_ETATS_SEULS = ("recu", "qualifie", "repondu", "reoriente", "sans_suite")


@dataclass
class Population:
    """Draws the records, then writes them all. `alea` decides everything."""

    alea: Random
    lieux: Lieux
    annees: tuple[int, ...] = ANNEES
    objets: dict[tuple[type, int], list[Any]] = field(default_factory=dict)
    saisies: list[tuple[models.Entretien, datetime.datetime]] = field(default_factory=list)

    def peupler(self, personnes: int) -> None:
        for _ in range(personnes):
            self._personne()
        for _ in range(self.alea.randint(0, personnes)):
            self._signalement(None)
        for agent in self.lieux.agents:
            self._affectations(agent)
        for unite in self.lieux.unites:
            self._bilans(unite)

    def ecrire(self) -> None:
        """In the order of the keys, those that name one of their own kind after it, in every unit."""
        with perimetre(TOUT):
            for (modele, _), objets in sorted(self.objets.items(), key=lambda vague: vague[0][1]):
                modele.objects.bulk_create(objets)
            for entretien, saisi_le in self.saisies:
                entretien.saisi_le = saisi_le
            models.Entretien.objects.bulk_update([e for e, _ in self.saisies], ["saisi_le"])

    def _ajouter(self, objet: Any, vague: int = 0) -> Any:
        self.objets.setdefault((type(objet), vague), []).append(objet)
        return objet

    def _chance(self, sur_cent: int) -> bool:
        return self.alea.randrange(100) < sur_cent

    def _jour(self) -> Jour:
        """A day of the years drawn: half of them on the boundaries."""
        annee = self.alea.choice(self.annees)
        if self._chance(50):
            return datetime.date(annee, *self.alea.choice(((1, 1), (1, 2), (12, 30), (12, 31))))
        return datetime.date(annee, 1, 1) + self.alea.randrange(365) * UN_JOUR

    def _jour_apres(self, debut: Jour) -> Jour:
        """Often the same day, often a boundary."""
        if self._chance(25):
            return debut
        return max(debut, self._jour())

    def _annulation(self) -> dict[str, Any]:
        if not self._chance(12):
            return {}
        return {"annule_le": timezone.now(), "motif_annulation": "Essai", "annule_par": self.lieux.agents[0]}

    def _personne(self) -> None:
        alea = self.alea
        naissance = datetime.date(alea.choice((1976, 1977, 1978)), *alea.choice(((1, 1), (7, 1), (12, 31))))
        assure = self._ajouter(
            models.Assure(
                departement=alea.choice(self.lieux.unites),
                nom="Fictif",
                prenom="Camille",
                sexe=alea.choice(list(Sexe)),
                date_naissance=None if self._chance(20) else naissance,
                motif_sans_nir="en_attente",
            )
        )
        for _ in range(alea.randint(0, 3)):
            self._accompagnement(assure)

    def _accompagnement(self, assure: models.Assure) -> None:
        alea, lieux = self.alea, self.lieux
        ouvert_le = self._jour()
        cloture: dict[str, Any] = {}
        if self._chance(60):
            cloture = {
                "clos_le": self._jour_apres(ouvert_le),
                "site_cloture": alea.choice(lieux.sites),
                "situation_cloture": alea.choice(lieux.situations),
            }
        accompagnement = self._ajouter(
            models.Accompagnement(
                departement=assure.departement,
                assure=assure,
                site=alea.choice(lieux.sites),
                ouvert_le=ouvert_le,
                risque=None if self._chance(20) else alea.choice(lieux.risques),
                **cloture,
                **self._annulation(),
            )
        )
        self._axes(accompagnement)
        for _ in range(alea.randint(0, 5)):
            self._entretien(accompagnement)
        if self._chance(50):
            self._action(accompagnement)
        if self._chance(20):
            self._signalement(accompagnement)

    def _axes(self, accompagnement: models.Accompagnement) -> None:
        premier = accompagnement.ouvert_le
        jours = {premier if self._chance(90) else self._jour_apres(premier)}
        jours |= {self._jour_apres(premier) for _ in range(self.alea.choice((0, 0, 1, 2)))}
        for jour in jours:
            axe = self.alea.choice((Axe.PDP, Axe.PDP, Axe.PDP, Axe.SPS, Axe.SPS, Axe.RAD, Axe.BV))
            self._ajouter(
                models.AxeAccompagnement(
                    departement=accompagnement.departement, accompagnement=accompagnement, du=jour, axe=axe
                )
            )

    def _entretien(self, accompagnement: models.Accompagnement) -> None:
        alea = self.alea
        fin = accompagnement.clos_le or accompagnement.ouvert_le
        jour = alea.choice((accompagnement.ouvert_le, fin, self._jour(), self._jour()))
        entretien = models.Entretien(
            departement=accompagnement.departement,
            accompagnement=accompagnement,
            site=accompagnement.site if self._chance(70) else alea.choice(self.lieux.sites),
            date=jour,
            mode=alea.choice(list(ModeEntretien)),
            agent=self.lieux.agents[0],
            **self._annulation(),
        )
        self._ajouter(entretien)
        self.saisies.append((entretien, alea.choice(_SAISIES)))

    def _action(
        self, accompagnement: models.Accompagnement, precedente: models.ActionRemobilisation | None = None
    ) -> None:
        alea = self.alea
        type_action = alea.choice([*TypeAction, TypeAction.FORMATION, TypeAction.DISPOSITIF_LOCAL])
        du = self._jour()
        if self._chance(40):
            du = datetime.date(du.year, *alea.choice(((8, 28), (8, 29), (8, 31), (3, 31), (5, 31))))
        durees = (du, six_mois_apres(du) - UN_JOUR, six_mois_apres(du), six_mois_apres(du) + UN_JOUR)
        sans_fin = type_action != TypeAction.FORMATION and self._chance(30)
        local = type_action == TypeAction.DISPOSITIF_LOCAL
        action = self._ajouter(
            models.ActionRemobilisation(
                departement=accompagnement.departement,
                accompagnement=accompagnement,
                site=alea.choice(self.lieux.sites),
                type=type_action,
                dispositif=alea.choice(self.lieux.dispositifs) if local else None,
                du=du,
                au=None if sans_fin else alea.choice(durees),
                etat=alea.choice(list(EtatAction)),
                renouvelle=precedente,
                **self._annulation(),
            ),
            vague=int(precedente is not None),
        )
        if precedente is None and self._chance(50):
            self._action(accompagnement, action)

    def _signalement(self, accompagnement: models.Accompagnement | None) -> None:
        alea = self.alea
        suite: dict[str, Any] = {"departement": alea.choice(self.lieux.unites)}
        anciens = self.objets.get((models.Signalement, 0), [])
        etat = alea.choice(_ETATS_SEULS)
        if accompagnement is not None:
            etat = "converti"
            suite = {
                "departement": accompagnement.departement,
                "assure": accompagnement.assure,
                "accompagnement": accompagnement,
            }
        elif anciens and self._chance(30):
            etat, original = "doublon", alea.choice(anciens)
            suite = {"departement": original.departement, "doublon_de": original}
        recu_le = self._jour()
        clos = EtatSignalement(etat) not in {EtatSignalement.RECU, EtatSignalement.QUALIFIE}
        self._ajouter(
            models.Signalement(
                site=alea.choice(self.lieux.sites),
                nom="Signalé",
                prenom="Dominique",
                recu_le=recu_le,
                echeance=recu_le,
                origine=alea.choice(self.lieux.origines),
                canal=self.lieux.canal,
                accord="recueilli",
                etat=etat,
                clos_le=recu_le if clos else None,
                **suite,
                **self._annulation(),
            ),
            vague=int(etat == "doublon"),
        )

    def _affectations(self, agent: Agent) -> None:
        """Never twice the same profile in the same place: the database forbids it."""
        lieux = [("site", site) for site in self.lieux.sites]
        lieux += [("departement", unite) for unite in self.lieux.unites] + [("region", self.lieux.region)]
        for champ, lieu in self.alea.sample(lieux, self.alea.randint(0, 4)):
            du = self._jour()
            self._ajouter(
                Affectation(
                    agent=agent,
                    profil=Profil.ASS,
                    metier=self.alea.choice(self.lieux.metiers),
                    du=du,
                    au=None if self._chance(40) else self._jour_apres(du),
                    **{champ: lieu},
                )
            )

    def _bilans(self, unite: Departement) -> None:
        """Of an earlier year: published or only produced, with shares that no record gives, or without."""
        annee = self.alea.choice(self.annees)
        for version in range(1, self.alea.choice((1, 1, 2, 3))):
            part = self.alea.randint(0, 100)
            parts = {
                "part_rdv_physique_pct": {"valeur": part},
                "part_rdv_telephone_pct": {"valeur": 100 - part},
            }
            publie = self._chance(60)
            travail = self._ajouter(Travail(genre=GenreTravail.BILAN, cle=str(uuid.uuid4())))
            self._ajouter(
                Bilan(
                    departement=unite,
                    annee=annee,
                    version=version,
                    travail=travail,
                    etat="publie" if publie else "produit",
                    figures={"chiffres": parts if self._chance(80) else {}},
                    pdf=b"%PDF-",
                    produit_le=timezone.now(),
                    publie_le=timezone.now() if publie else None,
                )
            )
        if self._chance(30):
            self._ajouter(
                ChiffreDeclare(
                    departement=unite, annee=annee, cle="satisfaction_pct", valeur="92.40", source="Enquête"
                )
            )
