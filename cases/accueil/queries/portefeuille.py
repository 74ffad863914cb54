"""The portefeuille of an ASS: those whom he follows, with what one sorts, filters and counts them by."""

import datetime
from collections.abc import Sequence

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.enums import EtatRendezVous
from cases.models import (
    Accompagnement,
    ArretTravail,
    Brouillon,
    Entretien,
    ExportListe,
    FiltreEnregistre,
    Information,
    RendezVous,
)
from partners.models import Agent

# What a tile counts and what a filter keeps: one condition each, on the rows of portefeuille().
CONDITIONS: dict[str, Q] = {
    "a_relancer": Q(a_relancer=True),
    "sans_rendez_vous": Q(prochain_rendez_vous__isnull=True),
    "avec_rendez_vous": Q(prochain_rendez_vous__isnull=False),
    "a_informer": Q(informee=False),
    "brouillon": Q(a_brouillon=True),
    "en_arret": Q(en_arret=True),
    "remplace": Q(mien=False),
    "mien": Q(mien=True),
    "interprete": ~Q(assure__langue=""),
    "majeur_protege": ~Q(assure__representant_legal=""),
    "sans_message": Q(assure__ne_pas_laisser_message=True),
    "adresse_confidentielle": Q(assure__adresse_confidentielle=True),
}


def portefeuille(agent: Agent, jour: datetime.date, delai: int | None) -> QuerySet[Accompagnement]:
    """See mes_accompagnements. Annotated: `prochain_rendez_vous`, `prochaine_etape` (of the last entretien).

    And the flags of CONDITIONS: `a_relancer` (without contact for more than `delai` days; false while nobody fixed
    one), `informee`, `a_brouillon`, `en_arret`, `mien` (false for those whom the agent follows in somebody's place).
    """
    rendez_vous = RendezVous.objects.filter(
        assure=OuterRef("assure"), etat=EtatRendezVous.PREVU, debut__gte=timezone.now()
    ).order_by("debut")
    entretiens = Entretien.objects.comptent().filter(accompagnement=OuterRef("pk")).order_by("-date", "-pk")
    arrets = ArretTravail.objects.filter(assure=OuterRef("assure"), du__lte=jour, au__gte=jour)
    relance: Expression = Value(value=False)
    if delai is not None:
        limite = jour - datetime.timedelta(days=delai)
        relance = Case(
            When(dernier_contact__lt=limite, then=True), default=False, output_field=BooleanField()
        )
    return (
        mes_accompagnements(agent, jour)
        .avec_referent_le(jour)  # type: ignore[attr-defined]
        .annotate(
            prochain_rendez_vous=Subquery(rendez_vous.values("debut")[:1]),
            prochaine_etape=Subquery(entretiens.values("prochaine_etape")[:1]),
            informee=Exists(Information.objects.filter(assure=OuterRef("assure"))),
            a_brouillon=Exists(Brouillon.objects.visible_to(agent).filter(accompagnement=OuterRef("pk"))),
            en_arret=Exists(arrets),
            a_relancer=relance,
            mien=Case(When(referent_du_jour=agent.pk, then=True), default=False, output_field=BooleanField()),
        )
        .select_related("assure", "site", "risque")
    )


def compter(lignes: QuerySet[Accompagnement], cles: Sequence[str]) -> dict[str, int]:
    """How many each condition keeps, and `tout`; one query. A portefeuille is short: its marks are added up here."""
    marques = {
        f"compte_{cle}": Case(When(CONDITIONS[cle], then=1), default=0, output_field=IntegerField())
        for cle in cles
    }
    lues = list(lignes.order_by().annotate(**marques).values_list(*marques))
    return {"tout": len(lues)} | {cle: sum(ligne[rang] for ligne in lues) for rang, cle in enumerate(cles)}


def mes_filtres(agent: Agent) -> QuerySet[FiltreEnregistre]:
    return FiltreEnregistre.objects.visible_to(agent)


def mes_exports(agent: Agent) -> QuerySet[ExportListe]:
    """The last one first, without their weight; `garde`: the content is still there."""
    exports = ExportListe.objects.visible_to(agent).annotate(garde=Q(contenu__isnull=False))
    return exports.defer("contenu").order_by(F("cree_le").desc(), "-pk")
