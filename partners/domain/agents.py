"""The acts on the people who work here: opening an account, giving and ending an affectation."""

import datetime

from django.db import transaction
from django.utils import timezone

from partners.access import exiger_annuaire
from partners.enums import Profil
from partners.models import Affectation, Agent, Departement, Metier, Region, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def creer_agent(
    *, agent: Agent | None, courriel: str, prenom: str, nom: str, mot_de_passe: str | None = None
) -> Agent:
    """Opens an account. It gives no right until an affectation does.

    Only an administrateur, or the installation, may do it. Without password, its owner sets one through « mot de
    passe oublié ». Refuses an address already used, whatever its case.
    """
    exiger_annuaire(agent)
    if Agent.objects.filter(email__iexact=courriel.strip()).exists():
        raise RefusMetier("Un compte existe déjà à cette adresse.", champ="courriel", code="unique")
    nouveau = Agent.objects.create_user(courriel.strip().lower(), mot_de_passe, prenom=prenom, nom=nom)
    journaliser(agent, ActionJournal.CREATION, nouveau)
    return nouveau


@transaction.atomic
def affecter_agent(
    *,
    agent: Agent | None,
    membre: Agent,
    profil: Profil,
    metier: Metier,
    lieu: Site | Departement | Region,
    du: datetime.date,
    au: datetime.date | None = None,
) -> Affectation:
    """Gives a profil (rights) and a métier (counted in the team, F9) somewhere, from a day on.

    Two affectations of the same profil in the same place do not overlap. Only an administrateur gives the profils
    région and administrateur.
    """
    exiger_annuaire(agent, None if profil in (Profil.REGION, Profil.ADMINISTRATEUR) else lieu)
    affectation = Affectation(
        agent=membre,
        profil=profil,
        metier=metier,
        site=lieu if isinstance(lieu, Site) else None,
        departement=lieu if isinstance(lieu, Departement) else None,
        region=lieu if isinstance(lieu, Region) else None,
        du=du,
        au=au,
    )
    affectation.full_clean()
    affectation.save()
    journaliser(agent, ActionJournal.MODIFICATION, membre, precision=f"Affectation : {profil.label}")
    return affectation


@transaction.atomic
def terminer_affectation(*, agent: Agent | None, affectation: Affectation, au: datetime.date) -> None:
    """Ends an affectation after that day: the rights stop on the next one. Refuses to lengthen one already ended."""
    exiger_annuaire(agent, affectation.lieu)
    if affectation.au is not None and au > affectation.au:
        raise RefusMetier("Cette affectation se termine déjà avant ce jour.", champ="au")
    affectation.au = au
    affectation.full_clean()
    affectation.save(update_fields=["au"])
    journaliser(
        agent,
        ActionJournal.MODIFICATION,
        affectation.agent,
        precision=f"Fin d'affectation : {affectation.get_profil_display()}",
    )


@transaction.atomic
def autoriser_export(*, agent: Agent, membre: Agent, autorise: bool) -> None:
    """Says whether an ASS may export the list of the persons followed. This is a right of its own.

    The affectations of today hold it; a new affectation does not have it. A manager of the unit or an administrateur
    gives it and takes it back. Refuses a member who is no ASS today.
    """
    affectations = list(
        Affectation.objects.select_for_update(of=("self",))
        .en_cours(timezone.localdate())
        .filter(agent=membre, profil=Profil.ASS)
    )
    if not affectations:
        raise RefusMetier("Cet agent n'a pas d'affectation d'assistant de service social aujourd'hui.")
    for affectation in affectations:
        exiger_annuaire(agent, affectation.lieu)
        affectation.exporte = autorise
        affectation.save(update_fields=["exporte"])
    droit = "autorisé" if autorise else "retiré"
    journaliser(agent, ActionJournal.MODIFICATION, membre, precision=f"Export de listes {droit}")
