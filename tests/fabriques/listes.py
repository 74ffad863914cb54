"""Rows of the reference lists: given a code of the product, its label and its enum are those delivered."""

import datetime
from decimal import Decimal

import factory

from partners import models, referentiels
from partners.enums import TypeParametre
from tests.fabriques.base import Fabrique


def _ligne(liste: list[tuple], code: str) -> tuple:
    return next((ligne for ligne in liste if ligne[0] == code), (code, code.capitalize()))


class _ListeFactory(Fabrique):
    """The existing row of this code, or a new one."""

    class Meta:
        abstract = True
        django_get_or_create = ("code",)


class TypePartenaireFactory(_ListeFactory):
    class Meta:
        model = models.TypePartenaire

    code = "cpam"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.TYPES_PARTENAIRE, o.code)[1])


class CanalSignalementFactory(_ListeFactory):
    class Meta:
        model = models.CanalSignalement

    code = "courriel"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.CANAUX, o.code)[1])


class TypeMenageFactory(_ListeFactory):
    class Meta:
        model = models.TypeMenage

    code = "personne-seule"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.MENAGES, o.code)[1])


class SituationEmploiFactory(_ListeFactory):
    class Meta:
        model = models.SituationEmploi

    code = "cdi"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.EMPLOIS, o.code)[1])


class ThemeEntretienFactory(_ListeFactory):
    class Meta:
        model = models.ThemeEntretien

    code = "emploi"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.THEMES, o.code)[1])


class TypePreconisationFactory(_ListeFactory):
    class Meta:
        model = models.TypePreconisation

    code = "visite-prereprise"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.PRECONISATIONS, o.code)[1])


class TypeDemarcheFactory(_ListeFactory):
    class Meta:
        model = models.TypeDemarche

    code = "contact-cpam"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.DEMARCHES, o.code)[1])


class RaisonMessageFactory(_ListeFactory):
    class Meta:
        model = models.RaisonMessage

    code = "rappel"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.RAISONS_MESSAGE, o.code)[1])


class CampagneAppelsFactory(_ListeFactory):
    class Meta:
        model = models.CampagneAppels

    code = "arrets-90-jours"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.CAMPAGNES_APPELS, o.code)[1])


class MetierFactory(_ListeFactory):
    class Meta:
        model = models.Metier

    code = "ass"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.METIERS, o.code)[1])
    fonction = factory.LazyAttribute(lambda o: _ligne(referentiels.METIERS, o.code)[2])


class OrigineSignalementFactory(_ListeFactory):
    class Meta:
        model = models.OrigineSignalement

    code = "service-medical"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.ORIGINES, o.code)[1])
    famille = factory.LazyAttribute(lambda o: _ligne(referentiels.ORIGINES, o.code)[2])


class TypeRisqueFactory(_ListeFactory):
    class Meta:
        model = models.TypeRisque

    code = "maladie"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.RISQUES, o.code)[1])
    classe = factory.LazyAttribute(lambda o: _ligne(referentiels.RISQUES, o.code)[2])


class SituationClotureFactory(_ListeFactory):
    class Meta:
        model = models.SituationCloture

    code = "maintien-poste"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.SITUATIONS_CLOTURE, o.code)[1])
    groupe = factory.LazyAttribute(lambda o: _ligne(referentiels.SITUATIONS_CLOTURE, o.code)[2])


class DispositifLocalFactory(_ListeFactory):
    class Meta:
        model = models.DispositifLocal

    code = "atelier-rebond"
    libelle = "Atelier rebond"


class RaisonSuiteFactory(_ListeFactory):
    class Meta:
        model = models.RaisonSuite

    code = "information-donnee"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.RAISONS_DE_SUITE, o.code)[1])
    suite = factory.LazyAttribute(lambda o: _ligne(referentiels.RAISONS_DE_SUITE, o.code)[2])
    precision_requise = factory.LazyAttribute(lambda o: _ligne(referentiels.RAISONS_DE_SUITE, o.code)[3])


class ConsigneUrgenceFactory(_ListeFactory):
    class Meta:
        model = models.ConsigneUrgence

    code = "danger-immediat"
    libelle = factory.LazyAttribute(lambda o: _ligne(referentiels.CONSIGNES_URGENCE, o.code)[1])


class VersionNoticeFactory(_ListeFactory):
    class Meta:
        model = models.VersionNotice

    code = "2026-1"
    libelle = factory.LazyAttribute(lambda o: f"Notice {o.code}")
    texte = "# Pourquoi\n\n{organisme} vous informe de l’usage de vos données."


class ParametreFactory(Fabrique):
    class Meta:
        model = models.Parametre
        django_get_or_create = ("code", "du")

    code = "delai-premier-rendez-vous"
    libelle = "Délai entre le signalement et le premier rendez-vous"
    unite = TypeParametre.JOURS
    valeur = Decimal(14)
    du = datetime.date(2000, 1, 1)
