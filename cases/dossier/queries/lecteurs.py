"""« Qui peut lire ceci ? » : who reads each level of a dossier today, the rules of access said in words and by name."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cases.models import Accompagnement, Assure, BrisDeGlace, Remplacement
from partners.enums import Profil
from partners.models import Affectation, Agent, Site
from servicesocial.typographie import date_longue, heure


@dataclass(frozen=True)
class Niveau:
    """What is written at this level, who reads it by the rule, and who by name."""

    titre: str
    contenu: str
    regle: str
    personnes: Sequence[str]


def lecteurs(assure: Assure, jour: datetime.date) -> list[Niveau]:
    """The three levels, the widest first. Six queries at most, whatever there is.

    The rule is said because names would not tell of who arrives tomorrow.
    """
    suivis = list(
        Accompagnement.objects.comptent().filter(assure=assure).avec_referent_le(jour).select_related("site")
    )
    suivent = _qui_suit({suivi.referent_du_jour for suivi in suivis} - {None}, jour)  # type: ignore[attr-defined]
    leves = _bris(assure)
    if assure.acces_restreint:
        equipe = "Accès restreint : le référent, qui le remplace, et le manager habilité."
        site = "Accès restreint : les mêmes, le manager seulement par un bris de glace motivé."
        qui, collegues = [*suivent, f"{assure.manager_habilite}, manager habilité"], []
    else:
        equipe = f"Toute l’équipe de l’unité {assure.departement} : ASS, CSAM, secrétariat et managers."
        site = "Les ASS du site de l’accompagnement ou de l’unité entière ; un manager par un bris de glace motivé."
        qui, collegues = [], _du_site({suivi.site for suivi in suivis}, assure, jour)
    return [
        Niveau(
            "Identité, rendez-vous, contacts, notes administratives",
            "Ce que l’équipe doit savoir pour recevoir la personne et lui répondre.",
            equipe,
            qui,
        ),
        Niveau(
            "Synthèses",
            "Ce qu’un entretien a établi et décidé.",
            site,
            [
                *suivent,
                *(nom for nom in collegues if not any(s.startswith(f"{nom},") for s in suivent)),
                *leves,
            ],
        ),
        Niveau(
            "Notes de secret",
            "Ce qui a été confié sous le secret professionnel (CASF, art. L.411-3).",
            "Leur auteur, le référent et qui le remplace. Personne d’autre, et aucun bris de glace ne les ouvre.",
            suivent,
        ),
    ]


def _qui_suit(agents: Collection[int], jour: datetime.date) -> list[str]:
    referents = Agent.objects.in_bulk(agents)
    absences = Remplacement.objects.en_cours(jour).filter(remplace__in=referents)
    return [
        *(f"{agent}, référent" for agent in referents.values()),
        *(
            f"{absence.remplacant}, remplace {absence.remplace} jusqu’au {date_longue(absence.au)}"
            for absence in absences.select_related("remplacant", "remplace")
        ),
    ]


def _du_site(sites: Collection[Site], assure: Assure, jour: datetime.date) -> list[str]:
    affectations = Affectation.objects.en_cours(jour).filter(
        Q(site__in=sites) | Q(departement=assure.departement_id) | Q(region=assure.departement.region_id),
        profil=Profil.ASS,
        agent__is_active=True,
    )
    noms = {str(affectation.agent) for affectation in affectations.select_related("agent")}
    return sorted(noms)


def _bris(assure: Assure) -> list[str]:
    en_cours = BrisDeGlace.objects.filter(assure=assure, expire_le__gt=timezone.now())
    return [
        f"{bris.agent}, manager, par bris de glace jusqu’au {date_longue(timezone.localdate(bris.expire_le))}"
        f" à {heure(timezone.localtime(bris.expire_le))}"
        for bris in en_cours.select_related("agent")
    ]
