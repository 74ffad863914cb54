"""Who refused, and until when the lists received must not signal her again."""

import calendar
import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.enums import AccordPersonne, EtatSignalement
from cases.models import Assure, Opposition, Signalement
from partners.models import Parametre

DELAI_APRES_REFUS = "delai-apres-refus"
RAISON_REFUS = "refus"


def refus_depuis(jour: datetime.date) -> datetime.date:
    """First day whose refusals still hold on `jour`: the delay in effect, in months, the same day of the month."""
    mois = jour.year * 12 + jour.month - 1 - int(Parametre.valeur_le(DELAI_APRES_REFUS, jour))
    annee, mois = divmod(mois, 12)
    return datetime.date(annee, mois + 1, min(jour.day, calendar.monthrange(annee, mois + 1)[1]))


def oppositions_en_vigueur(jour: datetime.date) -> QuerySet[Opposition]:
    return Opposition.objects.en_cours().filter(le__gte=refus_depuis(jour), le__lte=jour)


@dataclass(frozen=True)
class Refus:
    """Of whom, by what finds her again, and the day of the refusal."""

    nir_index: str | None
    nom: str
    prenom: str
    naissance: datetime.date | None
    le: datetime.date


def refus_en_vigueur(
    unite: str, jour: datetime.date, *, nirs: Collection[str], naissances: Collection[datetime.date]
) -> list[Refus]:
    """The refusals in effect of the persons who have one of these NIR or were born one of these days: two queries.

    An objection noted on the dossier or on a signalement; a signalement whose person had refused when it was
    received, or that was closed because she refuses.
    """
    depuis = refus_depuis(jour)
    en_cours = Opposition.objects.en_cours().filter(le__gte=depuis)
    ces_personnes = Q(nir_index__in=nirs) | Q(date_naissance__in=naissances)
    assures = Assure.objects.filter(ces_personnes, departement=unite)
    lus = [
        Refus(o.assure.nir_index, o.assure.nom, o.assure.prenom, o.assure.date_naissance, o.le)
        for o in en_cours.filter(assure__in=assures).select_related("assure")
        if o.assure is not None
    ]
    signalements = (
        Signalement.objects.comptent()
        .filter(ces_personnes, departement=unite)
        .filter(
            Q(accord=AccordPersonne.REFUSE, recu_le__gte=depuis)
            | Q(etat=EtatSignalement.SANS_SUITE, raison__code=RAISON_REFUS, clos_le__gte=depuis)
            | Exists(en_cours.filter(signalement=OuterRef("pk")))
        )
    )
    return lus + [
        Refus(s.nir_index, s.nom, s.prenom, s.date_naissance, s.clos_le or s.recu_le) for s in signalements
    ]
