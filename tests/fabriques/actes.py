"""What is done for a person."""

import datetime
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from cases import models
from cases.enums import (
    FormeInformation,
    ModeEntretien,
    MoyenContact,
    NatureOpposition,
    NaturePiece,
    NiveauNote,
    ObjetCorrige,
    ResultatContact,
    SensAppel,
    VoieOpposition,
)
from tests.fabriques.annuaire import AgentFactory, SiteFactory
from tests.fabriques.base import Fabrique, FabriqueNominative
from tests.fabriques.dossiers import AccompagnementFactory, AssureFactory
from tests.fabriques.listes import (
    RaisonMessageFactory,
    ThemeEntretienFactory,
    TypeDemarcheFactory,
    TypePreconisationFactory,
    TypeRisqueFactory,
    VersionNoticeFactory,
)

PARIS = ZoneInfo("Europe/Paris")


class _DeLAssure(FabriqueNominative):
    class Meta:
        abstract = True

    assure = factory.SubFactory(AssureFactory)
    departement = factory.SelfAttribute("assure.departement")


class _DeLAccompagnement(FabriqueNominative):
    class Meta:
        abstract = True

    accompagnement = factory.SubFactory(AccompagnementFactory)
    departement = factory.SelfAttribute("accompagnement.departement")


class SituationFactory(_DeLAssure):
    class Meta:
        model = models.Situation

    du = datetime.date(2023, 1, 1)


class ArretTravailFactory(_DeLAssure):
    class Meta:
        model = models.ArretTravail

    nature = NaturePiece.INITIAL
    risque = factory.SubFactory(TypeRisqueFactory)
    du = datetime.date(2023, 1, 9)
    au = datetime.date(2023, 12, 31)


class CreneauFactory(Fabrique):
    """Free, tomorrow at nine."""

    class Meta:
        model = models.Creneau

    agent = factory.SubFactory("tests.fabriques.annuaire.AgentFactory")
    site = factory.SubFactory(SiteFactory)
    debut = factory.LazyFunction(
        lambda: (
            timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
            + datetime.timedelta(days=1)
        )
    )
    duree_minutes = 45
    mode = ModeEntretien.LIEU_ACCUEIL


class InformationFactory(_DeLAssure):
    class Meta:
        model = models.Information

    forme = FormeInformation.ORALE
    version = factory.SubFactory(VersionNoticeFactory)
    le = datetime.date(2023, 3, 1)
    agent = factory.SubFactory("tests.fabriques.annuaire.AgentFactory")


class OppositionFactory(_DeLAssure):
    class Meta:
        model = models.Opposition

    nature = NatureOpposition.REFUS
    voie = VoieOpposition.ORALE
    le = datetime.date(2023, 3, 1)
    agent = factory.SubFactory("tests.fabriques.annuaire.AgentFactory")


class SituationUrgenceFactory(_DeLAssure):
    class Meta:
        model = models.SituationUrgence

    marquee_le = datetime.datetime(2023, 4, 3, 10, 0, tzinfo=PARIS)
    marquee_par = factory.SubFactory("tests.fabriques.annuaire.AgentFactory")
    prevenu_le = factory.LazyAttribute(lambda o: o.marquee_le if o.prevenu else None)
    prevenu = ""


class ContactFactory(_DeLAssure):
    class Meta:
        model = models.Contact

    agent = factory.SubFactory("tests.fabriques.annuaire.AgentFactory")
    le = datetime.datetime(2023, 4, 3, 10, 0, tzinfo=PARIS)
    moyen = MoyenContact.TELEPHONE
    resultat = ResultatContact.JOINT


class EntretienFactory(_DeLAccompagnement):
    """Held by the first référent, on the site of the accompagnement."""

    class Meta:
        model = models.Entretien

    site = factory.SelfAttribute("accompagnement.site")
    date = datetime.date(2023, 4, 12)
    mode = ModeEntretien.LIEU_ACCUEIL
    agent = factory.SelfAttribute("accompagnement.referent")


class ThemeAbordeFactory(FabriqueNominative):
    class Meta:
        model = models.ThemeAborde

    entretien = factory.SubFactory(EntretienFactory)
    departement = factory.SelfAttribute("entretien.departement")
    theme = factory.SubFactory(ThemeEntretienFactory)


class NoteFactory(_DeLAccompagnement):
    """A synthèse of the accompagnement, by its first référent."""

    class Meta:
        model = models.Note

    niveau = NiveauNote.SYNTHESE
    auteur = factory.SelfAttribute("accompagnement.referent")
    texte = "Texte d'essai."


class BrouillonFactory(_DeLAccompagnement):
    class Meta:
        model = models.Brouillon

    agent = factory.SelfAttribute("accompagnement.referent")
    contenu = factory.LazyFunction(lambda: {"synthese": "En cours de rédaction."})


class RendezVousFactory(_DeLAccompagnement):
    class Meta:
        model = models.RendezVous

    assure = factory.SelfAttribute("accompagnement.assure")
    site = factory.SelfAttribute("accompagnement.site")
    agent = factory.SelfAttribute("accompagnement.referent")
    debut = datetime.datetime(2023, 4, 12, 9, 30, tzinfo=PARIS)
    mode = ModeEntretien.LIEU_ACCUEIL


class PreconisationFactory(_DeLAccompagnement):
    class Meta:
        model = models.Preconisation

    type = factory.SubFactory(TypePreconisationFactory)
    le = datetime.date(2023, 4, 12)


class DemarcheFactory(_DeLAccompagnement):
    class Meta:
        model = models.Demarche

    type = factory.SubFactory(TypeDemarcheFactory)
    agent = factory.SelfAttribute("accompagnement.referent")
    le = datetime.date(2023, 4, 13)


class MessageReferentFactory(_DeLAccompagnement):
    """Left by somebody, still open."""

    class Meta:
        model = models.MessageReferent

    auteur = factory.SubFactory(AgentFactory)
    raison = factory.SubFactory(RaisonMessageFactory)
    telephone = "04 74 00 00 00"
    rappeler_avant = datetime.date(2023, 4, 14)


class CompteAppelsFactory(Fabrique):
    class Meta:
        model = models.CompteAppels

    site = factory.SubFactory(SiteFactory)
    jour = datetime.date(2023, 4, 12)
    sens = SensAppel.ENTRANT
    traite = True
    nombre = 1


class BrisDeGlaceFactory(_DeLAssure):
    class Meta:
        model = models.BrisDeGlace

    agent = factory.SubFactory(AgentFactory)
    motif = "Réclamation de la personne"
    ouvert_le = factory.LazyFunction(timezone.now)
    expire_le = factory.LazyAttribute(lambda o: o.ouvert_le + datetime.timedelta(hours=24))


class CorrectionFactory(_DeLAssure):
    class Meta:
        model = models.Correction

    objet = ObjetCorrige.IDENTITE
    agent = factory.SubFactory(AgentFactory)
    le = factory.LazyFunction(timezone.now)
    avant = factory.LazyFunction(lambda: [["nom", "Ancien-Nom"]])
