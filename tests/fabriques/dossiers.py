"""People, what is signalled about them, and who follows them."""

import datetime
import uuid
from typing import Any

import factory
from django.db.models import Model
from django.utils import timezone

from cases import models
from cases.chiffrement import chiffrer
from cases.enums import AccordPersonne, Axe, MotifSansNir, Sexe
from cases.enums_liste_recue import EtatListeRecue, ResultatLigne
from partners.enums import Profil
from partners.models import Agent
from tests.fabriques.annuaire import (
    AgentFactory,
    DepartementFactory,
    PartenaireFactory,
    SiteFactory,
    un_agent,
)
from tests.fabriques.base import Fabrique, FabriqueNominative
from tests.fabriques.listes import CanalSignalementFactory, OrigineSignalementFactory, TypeRisqueFactory


class AssureFactory(FabriqueNominative):
    """Without NIR unless `nir` is given, in any usual form."""

    class Meta:
        model = models.Assure

    departement = factory.SubFactory(DepartementFactory)
    nom = factory.Sequence(lambda n: f"Fictif{n}")
    prenom = "Camille"
    sexe = Sexe.FEMME
    date_naissance = datetime.date(1975, 5, 20)
    nir = ""
    motif_sans_nir = factory.LazyAttribute(lambda o: "" if o.nir else MotifSansNir.EN_ATTENTE)

    @classmethod
    def _create(cls, model_class: type[Model], *args: Any, **kwargs: Any) -> Model:
        nir = kwargs.pop("nir")
        if nir:
            chiffre = models.Assure()
            chiffre.chiffrer_et_indexer_nir(nir)
            kwargs |= {
                "uuid": chiffre.uuid,
                "nir_chiffre": chiffre.nir_chiffre,
                "nir_index": chiffre.nir_index,
            }
        return super()._create(model_class, *args, **kwargs)


class _FaitDate(FabriqueNominative):
    """A row of a history."""

    class Meta:
        abstract = True

    departement = factory.SelfAttribute("accompagnement.departement")
    du = factory.SelfAttribute("accompagnement.ouvert_le")


class _AxeFactory(_FaitDate):
    class Meta:
        model = models.AxeAccompagnement


class _ReferentFactory(_FaitDate):
    class Meta:
        model = models.ReferentAccompagnement


def fixer_axe(
    accompagnement: models.Accompagnement, axe: str, *, du: datetime.date | None = None
) -> models.AxeAccompagnement:
    """The accompagnement is on this axis from that day, its opening unless given."""
    return _AxeFactory(accompagnement=accompagnement, axe=axe, **({"du": du} if du else {}))


def nommer_referent(
    accompagnement: models.Accompagnement, agent: Agent, *, du: datetime.date | None = None
) -> models.ReferentAccompagnement:
    """The agent is the référent from that day, that of the opening unless given."""
    return _ReferentFactory(accompagnement=accompagnement, agent=agent, **({"du": du} if du else {}))


class AccompagnementFactory(FabriqueNominative):
    """Open, with an axis (PDP unless `axe` is given) and a référent (an ASS of the site unless given).

    `accompagnement.referent` is that agent, for the acts that a test makes him do. Closed when `clos_le`,
    `situation_cloture` and `site_cloture` are given.
    """

    class Meta:
        model = models.Accompagnement

    assure = factory.SubFactory(AssureFactory)
    departement = factory.SelfAttribute("assure.departement")
    site = factory.SubFactory(SiteFactory, departement=factory.SelfAttribute("..departement"))
    ouvert_le = datetime.date(2023, 3, 1)
    risque = factory.SubFactory(TypeRisqueFactory)

    @factory.post_generation
    def axe(self, create: bool, extrait: str | None, **_: object) -> None:
        fixer_axe(self, extrait or Axe.PDP)

    @factory.post_generation
    def referent(self, create: bool, extrait: Agent | None, **_: object) -> None:
        self.referent = extrait or un_agent(Profil.ASS, self.site)
        nommer_referent(self, self.referent)


class RemplacementFactory(Fabrique):
    class Meta:
        model = models.Remplacement

    remplace = factory.LazyFunction(lambda: un_agent(Profil.ASS, SiteFactory()))
    remplacant = factory.LazyFunction(lambda: un_agent(Profil.ASS, SiteFactory()))
    du = datetime.date(2023, 7, 1)
    au = datetime.date(2023, 7, 31)


class FichierFactory(FabriqueNominative):
    """A list imported, without its content."""

    class Meta:
        model = models.FichierSignalements

    site = factory.SubFactory(SiteFactory)
    departement = factory.SelfAttribute("site.departement")
    partenaire = factory.SubFactory(PartenaireFactory)
    origine = factory.SubFactory(OrigineSignalementFactory)
    recu_le = datetime.date(2023, 2, 1)
    nom = factory.Sequence(lambda n: f"liste-{n}.csv")
    empreinte = factory.Sequence(lambda n: f"{n:064}")
    entetes = ("NIR", "Nom", "Prénom")
    etat = EtatListeRecue.IMPORTE
    depose_par = factory.LazyAttribute(lambda o: un_agent(Profil.CSAM, o.site))


class LigneFichierFactory(FabriqueNominative):
    class Meta:
        model = models.LigneFichier

    fichier = factory.SubFactory(FichierFactory)
    departement = factory.SelfAttribute("fichier.departement")
    numero = factory.Sequence(lambda n: n + 2)
    resultat = ResultatLigne.REJETEE


class SignalementFactory(FabriqueNominative):
    """Received, of a person who has no dossier yet."""

    class Meta:
        model = models.Signalement

    site = factory.SubFactory(SiteFactory)
    departement = factory.SelfAttribute("site.departement")
    nom = factory.Sequence(lambda n: f"Signalé{n}")
    prenom = "Dominique"
    recu_le = datetime.date(2023, 2, 1)
    echeance = factory.LazyAttribute(lambda o: o.recu_le + datetime.timedelta(days=14))
    origine = factory.SubFactory(OrigineSignalementFactory)
    canal = factory.SubFactory(CanalSignalementFactory)
    accord = AccordPersonne.RECUEILLI


class DemandeTransfertFactory(FabriqueNominative):
    """Of the unit that follows the person; the Drôme asks."""

    class Meta:
        model = models.DemandeTransfert

    assure = factory.SubFactory(AssureFactory)
    departement = factory.SelfAttribute("assure.departement")
    vers = factory.SubFactory(DepartementFactory, code="26")
    signalement_uuid = factory.LazyFunction(uuid.uuid4)
    demandee_par = factory.LazyAttribute(lambda o: un_agent(Profil.CSAM, o.vers))
    demandee_le = factory.LazyFunction(timezone.now)
    motif = "Déménagement"


class FiltreEnregistreFactory(Fabrique):
    class Meta:
        model = models.FiltreEnregistre

    agent = factory.SubFactory(AgentFactory)
    nom = factory.Sequence(lambda n: f"Filtre {n}")
    adresse = "axe=PDP"


class ExportListeFactory(Fabrique):
    """Of one person, still available."""

    class Meta:
        model = models.ExportListe

    agent = factory.SubFactory(AgentFactory)
    cree_le = factory.LazyFunction(timezone.now)
    expire_le = factory.LazyAttribute(lambda o: o.cree_le + datetime.timedelta(hours=24))
    filtres = "Tout le portefeuille"
    lignes = 1
    contenu = factory.LazyAttribute(lambda o: chiffrer(b"classeur", o.uuid))
    uuid = factory.LazyFunction(uuid.uuid4)


class TransfertFactory(FabriqueNominative):
    """The person came from the Drôme."""

    class Meta:
        model = models.Transfert

    assure = factory.SubFactory(AssureFactory)
    departement = factory.SelfAttribute("assure.departement")
    depuis = factory.SubFactory(DepartementFactory, code="26")
    vers = factory.SelfAttribute("departement")
    le = factory.LazyFunction(timezone.now)
    par = factory.LazyAttribute(lambda o: un_agent(Profil.MANAGER, o.depuis))
    motif = "Déménagement"


class FusionFactory(FabriqueNominative):
    """A dossier of the same unit was absorbed by this one; nothing came with it."""

    class Meta:
        model = models.Fusion

    assure = factory.SubFactory(AssureFactory)
    departement = factory.SelfAttribute("assure.departement")
    absorbe = factory.SubFactory(
        AssureFactory,
        departement=factory.SelfAttribute("..departement"),
        fusionne_dans=factory.SelfAttribute("..assure"),
    )
    le = factory.LazyFunction(timezone.now)
    par = factory.LazyAttribute(lambda o: un_agent(Profil.CSAM, o.departement))
