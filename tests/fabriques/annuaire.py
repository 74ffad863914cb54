"""Where the service is, and who works there."""

import datetime

import factory

from partners import models
from partners.enums import Profil, TypePointAccueil
from partners.models.lien import empreinte
from tests.fabriques.base import Fabrique
from tests.fabriques.listes import MetierFactory, OrigineSignalementFactory, TypePartenaireFactory

METIER_DU_PROFIL = {
    Profil.ASS: "ass",
    Profil.CSAM: "csam",
    Profil.SECRETARIAT: "secretariat",
    Profil.MANAGER: "manager",
    Profil.REGION: "charge-mission",
    Profil.ADMINISTRATEUR: "charge-mission",
}
EMBAUCHE = datetime.date(2020, 1, 1)


class RegionFactory(Fabrique):
    class Meta:
        model = models.Region
        django_get_or_create = ("code",)

    code = "RA"
    nom = "Rhône-Alpes"
    organisme = "Carsat Rhône-Alpes"


class DepartementFactory(Fabrique):
    """The unit of this code (01 unless given), made once."""

    class Meta:
        model = models.Departement
        django_get_or_create = ("code",)

    code = "01"
    nom = factory.LazyAttribute(lambda o: {"01": "Ain", "07": "Ardèche", "26": "Drôme"}.get(o.code, o.code))
    region = factory.SubFactory(RegionFactory)


class CommuneFactory(Fabrique):
    class Meta:
        model = models.Commune
        django_get_or_create = ("code",)

    code = "01053"
    nom = "Bourg-en-Bresse"
    departement_insee = factory.LazyAttribute(lambda o: o.code[:2])
    codes_postaux = "01000"


class SiteFactory(Fabrique):
    class Meta:
        model = models.Site

    code = factory.Sequence(lambda n: f"site-{n}")
    nom = factory.Sequence(lambda n: f"Site {n}")
    departement = factory.SubFactory(DepartementFactory)


class PointAccueilFactory(Fabrique):
    class Meta:
        model = models.PointAccueil

    site = factory.SubFactory(SiteFactory)
    nom = "Accueil"
    type = TypePointAccueil.AGENCE


class SecteurFactory(Fabrique):
    class Meta:
        model = models.Secteur

    site = factory.SubFactory(SiteFactory)
    commune = factory.SubFactory(CommuneFactory)
    du = EMBAUCHE


class PartenaireFactory(Fabrique):
    class Meta:
        model = models.Partenaire

    nom = factory.Sequence(lambda n: f"Partenaire {n}")
    type = factory.SubFactory(TypePartenaireFactory)


class InterlocuteurFactory(Fabrique):
    class Meta:
        model = models.Interlocuteur

    partenaire = factory.SubFactory(PartenaireFactory)
    nom = "Interlocuteur"


class AgentFactory(Fabrique):
    """An account without any right: see un_agent."""

    class Meta:
        model = models.Agent

    email = factory.Sequence(lambda n: f"agent{n}@example.org")
    prenom = "Agent"
    nom = factory.Sequence(lambda n: f"Numéro{n}")
    password = factory.django.Password("un mot de passe d'essai")


class LienSignalementFactory(Fabrique):
    """In use: its partenaire works with the unit of its site. Opened by `secret`."""

    class Meta:
        model = models.LienSignalement
        exclude = ("secret",)

    secret = factory.Sequence(lambda n: f"secret-d-essai-numero-{n:04}")
    partenaire = factory.SubFactory(PartenaireFactory)
    site = factory.SubFactory(SiteFactory)
    origine = factory.SubFactory(OrigineSignalementFactory)
    empreinte = factory.LazyAttribute(lambda o: empreinte(o.secret))
    cree_par = factory.SubFactory(AgentFactory)

    @factory.post_generation
    def unite(self, create: bool, extrait: None, **_: object) -> None:
        self.partenaire.departements.add(self.site.departement)


class AffectationFactory(Fabrique):
    """On a site unless a unit or a région is given."""

    class Meta:
        model = models.Affectation

    agent = factory.SubFactory(AgentFactory)
    profil = Profil.ASS
    metier = factory.LazyAttribute(lambda o: MetierFactory(code=METIER_DU_PROFIL[o.profil]))
    departement = None
    region = None
    site = factory.Maybe(
        factory.LazyAttribute(lambda o: o.departement is None and o.region is None),
        yes_declaration=factory.SubFactory(SiteFactory),
        no_declaration=None,
    )
    du = EMBAUCHE


def un_agent(
    profil: Profil,
    lieu: models.Site | models.Departement | models.Region,
    *,
    du: datetime.date = EMBAUCHE,
    au: datetime.date | None = None,
    **compte: str,
) -> models.Agent:
    """An agent who holds this profile in this place."""
    champ = {models.Site: "site", models.Departement: "departement", models.Region: "region"}[type(lieu)]
    places = {"site": None} | {champ: lieu}
    return AffectationFactory(agent=AgentFactory(**compte), profil=profil, du=du, au=au, **places).agent
