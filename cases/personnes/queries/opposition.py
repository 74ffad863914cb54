"""Who refused the offer of the service, and until when the lists received must not signal the person again."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.enums import AccordPersonne, EtatSignalement
from cases.models import Assure, Opposition, Signalement
from cases.rules.dates import dans_des_mois
from partners.models import Parametre

DELAI_APRES_REFUS = "delai-apres-refus"
RAISON_REFUS = "refus"


def refus_depuis(jour: datetime.date) -> datetime.date:
    """Returns the first day whose refusals still hold on `jour`: `delai-apres-refus` calendar months before it."""
    return dans_des_mois(jour, -int(Parametre.valeur_le(DELAI_APRES_REFUS, jour)))


def avec_fin(
    oppositions: Sequence[Opposition], jour: datetime.date
) -> list[tuple[Opposition, datetime.date | None]]:
    """Gives with each refusal the last day on which the lists do not signal the person again; None without a delay."""
    if not oppositions:
        return []
    try:
        mois = int(Parametre.valeur_le(DELAI_APRES_REFUS, jour))
    except Parametre.DoesNotExist:
        return [(opposition, None) for opposition in oppositions]
    return [(opposition, dans_des_mois(opposition.le, mois)) for opposition in oppositions]


def avec_refus(signalements: QuerySet[Signalement]) -> QuerySet[Signalement]:
    """Annotates `refus_le`: the day of the last refusal or objection of the person that was not lifted."""
    siennes = Opposition.objects.en_cours().filter(
        Q(signalement=OuterRef("pk")) | Q(assure__isnull=False, assure=OuterRef("assure"))
    )
    return signalements.annotate(refus_le=Subquery(siennes.order_by("-le").values("le")[:1]))


@dataclass(frozen=True)
class Refus:
    """A refusal: what finds the person again (NIR index, or name and birth date), and the day of the refusal."""

    nir_index: str | None
    nom: str
    prenom: str
    naissance: datetime.date | None
    le: datetime.date


def refus_en_vigueur(
    unite: str, jour: datetime.date, *, nirs: Collection[str], naissances: Collection[datetime.date]
) -> list[Refus]:
    """Returns the refusals in effect that day of persons who have one of these NIR or of these birth dates.

    A refusal is an objection noted on a dossier or on a signalement; a signalement whose person had refused when it
    was received; or one closed because the person refuses. The last two no longer count when an objection of the
    person was lifted since. Three queries.
    """
    periode = (refus_depuis(jour), jour)
    ces_personnes = Q(nir_index__in=nirs) | Q(date_naissance__in=naissances)
    siens = Q(assure__in=Assure.objects.filter(ces_personnes, departement=unite)) | Q(
        signalement__in=Signalement.objects.comptent().filter(ces_personnes, departement=unite)
    )
    oppositions = Opposition.objects.en_cours().filter(siens, le__range=periode)
    lus = [
        _refus(qui, o.le)
        for o in oppositions.select_related("assure", "signalement")
        if (qui := o.assure or o.signalement)
    ]
    levees = Opposition.objects.filter(
        Q(signalement=OuterRef("pk")) | Q(assure__isnull=False, assure=OuterRef("assure")),
        levee_le__isnull=False,
    )
    signalements = (
        Signalement.objects.comptent()
        .filter(ces_personnes, departement=unite)
        .filter(
            Q(accord=AccordPersonne.REFUSE, recu_le__range=periode)
            | Q(etat=EtatSignalement.SANS_SUITE, raison__code=RAISON_REFUS, clos_le__range=periode)
        )
        .filter(~Exists(levees.filter(levee_le__gte=OuterRef("recu_le"))))
    )
    return lus + [
        _refus(s, s.recu_le if s.accord == AccordPersonne.REFUSE else s.clos_le or s.recu_le)
        for s in signalements
    ]


def _refus(personne: Assure | Signalement, le: datetime.date) -> Refus:
    return Refus(personne.nir_index, personne.nom, personne.prenom, personne.date_naissance, le)
