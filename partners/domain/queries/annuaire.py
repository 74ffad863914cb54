"""What the pages of the annuaire read. `jour` is the day on which the agent reads them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from partners.enums import Profil
from partners.models import (
    Affectation,
    Agent,
    Commune,
    Departement,
    Interlocuteur,
    Parametre,
    Partenaire,
    PointAccueil,
    Secteur,
    Site,
)
from partners.models.base import ListeDatee


def unites_de(agent: Agent) -> frozenset[str]:
    """Returns the codes of the units where the agent works today, whatever the profil."""
    return agent.unites(*agent.profils())


def unites_ouvertes(jour: datetime.date) -> QuerySet[Departement]:
    return Departement.objects.valables_le(jour)


def _secteurs_le(jour: datetime.date) -> QuerySet[Secteur]:
    """Returns the sector in effect that day for each commune: the latest row, whatever its site."""
    suivante = Secteur.objects.filter(commune=OuterRef("commune"), du__lte=jour, du__gt=OuterRef("du"))
    return Secteur.objects.filter(~Exists(suivante), du__lte=jour)


def _compte(lignes: QuerySet, parent: str) -> Coalesce:
    nombre = lignes.filter(**{parent: OuterRef("pk")}).order_by().values(parent).annotate(n=Count("pk"))
    return Coalesce(Subquery(nombre.values("n"), output_field=IntegerField()), 0)


def sites(jour: datetime.date) -> QuerySet[Site]:
    """Returns every site, with `nombre_points` (open places) and `nombre_communes` (served that day)."""
    return (
        Site.objects.select_related("departement", "commune")
        .annotate(
            nombre_points=_compte(PointAccueil.objects.valables_le(jour), "site"),
            nombre_communes=_compte(_secteurs_le(jour), "site"),
        )
        .order_by("departement_id", "nom", "pk")
    )


def communes_servies(site: Site, jour: datetime.date) -> QuerySet[Commune]:
    return Commune.objects.filter(pk__in=_secteurs_le(jour).filter(site=site).values("commune")).order_by(
        "nom"
    )


def site_desservant(commune: Commune | None, unite: str, jour: datetime.date) -> Site | None:
    """Returns the site of the unit that serves this commune that day; None without commune, or when none serves it."""
    if commune is None:
        return None
    secteur = (
        _secteurs_le(jour).filter(commune=commune, site__departement=unite).select_related("site").first()
    )
    return secteur.site if secteur else None


def sites_par_commune(unite: str, jour: datetime.date) -> dict[str, Site]:
    """Returns, for each commune that the unit serves that day, the site that serves it, by code of commune."""
    secteurs = _secteurs_le(jour).filter(site__departement=unite).select_related("site")
    return {secteur.commune_id: secteur.site for secteur in secteurs}


def partenaires() -> QuerySet[Partenaire]:
    return (
        Partenaire.objects.select_related("type", "commune")
        .prefetch_related("departements")
        .order_by("nom", "pk")
    )


def partenaires_de_l_unite(unite: str, jour: datetime.date) -> QuerySet[Partenaire]:
    """Returns the partenaires of the unit that an agent may choose on that day."""
    return Partenaire.objects.valables_le(jour).filter(departements=unite).order_by("nom", "pk")


def interlocuteurs(partenaire: Partenaire) -> QuerySet[Interlocuteur]:
    """Returns the persons to contact at the partenaire. Those who have left come last."""
    return partenaire.interlocuteurs.order_by(F("valide_au").asc(nulls_first=True), "nom", "prenom", "pk")


def equipe(unites: Collection[str], jour: datetime.date) -> QuerySet[Affectation]:
    """Returns who works in these units that day, by name, one row for each affectation."""
    return (
        Affectation.objects.en_cours(jour)
        .filter(
            Q(site__departement__in=unites)
            | Q(departement__in=unites)
            | Q(region__in=Departement.objects.filter(code__in=unites).values("region")),
            agent__is_active=True,
        )
        .select_related("agent", "metier", "site__departement", "departement", "region")
        .order_by("agent__nom", "agent__prenom", "agent_id", "pk")
    )


def equipe_du_site(site: Site, jour: datetime.date) -> QuerySet[Affectation]:
    return equipe([site.departement_id], jour).filter(site=site)


def assistants(unite: str, jour: datetime.date) -> QuerySet[Agent]:
    """Returns the ASS who work in the unit that day, by name. `lieu` names the site, empty for the whole unit."""
    siennes = Affectation.objects.en_cours(jour).filter(
        Q(site__departement=unite) | Q(departement=unite) | Q(region__departements=unite),
        agent=OuterRef("pk"),
        profil=Profil.ASS,
    )
    lieux = siennes.order_by(F("site__nom").asc(nulls_last=True)).values("site__nom")
    return (
        Agent.objects.filter(Exists(siennes), is_active=True)
        .annotate(lieu=Coalesce(Subquery(lieux[:1]), Value("")))
        .order_by("nom", "prenom", "pk")
    )


def assistants_des_unites(unites: Collection[str], jour: datetime.date) -> QuerySet[Agent]:
    """Returns the ASS who work in one of these units that day, by name."""
    siennes = Affectation.objects.en_cours(jour).filter(
        Q(site__departement__in=unites) | Q(departement__in=unites),
        agent=OuterRef("pk"),
        profil=Profil.ASS,
    )
    return Agent.objects.filter(Exists(siennes), is_active=True).order_by("nom", "prenom", "pk")


def managers(unites: Collection[str], jour: datetime.date) -> QuerySet[Agent]:
    """Returns the managers of one of these units that day, by name. `lieu` names the unit or the région."""
    siennes = Affectation.objects.en_cours(jour).filter(
        Q(site__departement__in=unites)
        | Q(departement__in=unites)
        | Q(region__in=Departement.objects.filter(code__in=unites).values("region")),
        agent=OuterRef("pk"),
        profil=Profil.MANAGER,
    )
    lieux = siennes.values(nom=Coalesce("site__departement__nom", "departement__nom", "region__nom"))
    return (
        Agent.objects.filter(Exists(siennes), is_active=True)
        .annotate(lieu=Subquery(lieux.order_by("nom")[:1]))
        .order_by("lieu", "nom", "prenom", "pk")
    )


@dataclass(frozen=True)
class ListeReference:
    """A dated list. The rows in effect come first."""

    nom: str
    lignes: list[ListeDatee]


def listes_de_reference() -> list[ListeReference]:
    """Returns every list that agents choose from, by name of the list."""
    listes = [
        ListeReference(
            str(modele._meta.verbose_name_plural).capitalize(), list(modele._default_manager.all())
        )
        for modele in apps.get_app_config("partners").get_models()
        if issubclass(modele, ListeDatee)
    ]
    return sorted(listes, key=lambda liste: liste.nom)


def parametres(jour: datetime.date) -> QuerySet[Parametre]:
    """Returns every value of the parameters, the latest first. `en_vigueur` says which one applies that day."""
    suivante = Parametre.objects.filter(code=OuterRef("code"), du__lte=jour, du__gt=OuterRef("du"))
    return Parametre.objects.annotate(en_vigueur=Q(du__lte=jour) & ~Exists(suivante)).order_by(
        "libelle", "-du"
    )


@dataclass(frozen=True)
class ComptesAnnuaire:
    sites: int
    partenaires: int
    agents: int


def comptes_annuaire(unites: Collection[str], jour: datetime.date) -> ComptesAnnuaire:
    """Counts what an administrateur keeps in the units. Each count is the length of the list that it opens."""
    return ComptesAnnuaire(
        sites=Site.objects.valables_le(jour).filter(departement__in=unites).count(),
        partenaires=Partenaire.objects.valables_le(jour).filter(departements__in=unites).distinct().count(),
        agents=equipe(unites, jour).values("agent").distinct().count(),
    )
