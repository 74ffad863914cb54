"""Partenaires and interlocuteurs of the annuaire."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import (
    exiger,
    get_interlocuteur_or_404,
    get_partenaire_or_404,
    peut_gerer_partenaire,
    peut_lire_annuaire,
    unites_administrees,
)
from partners.domain import partenaires
from partners.domain.queries import annuaire
from partners.forms.filtres import FiltrePartenaires
from partners.forms.partenaires import InterlocuteurForm, NouveauPartenaireForm, PartenaireForm
from partners.models import Agent, Interlocuteur, Partenaire
from partners.views.fermeture import Fermeture, fermer_ou_rouvrir
from partners.views.liens import section_des_liens
from partners.views.pages import onglets, rendre_liste
from partners.views.tableaux import TableauPartenaires
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.tableaux import trier_et_paginer
from servicesocial.telephone import ecrire_telephone


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    filtre = FiltrePartenaires(
        request.GET, queryset=annuaire.partenaires(), unites=annuaire.unites_de(request.user), jour=jour
    )
    table = trier_et_paginer(request, TableauPartenaires(filtre.qs, jour=jour))
    contexte = {"filtre": filtre, "table": table, "peut_creer": bool(unites_administrees(request.user))}
    return rendre_liste(request, "partners/partenaires.html", contexte)


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    partenaire = get_partenaire_or_404(request.user, uuid)
    contexte = {
        "partenaire": partenaire,
        "jour": timezone.localdate(),
        "fiche": _fiche(partenaire),
        "interlocuteurs": annuaire.interlocuteurs(partenaire),
        "peut_gerer": peut_gerer_partenaire(request.user, partenaire),
        "onglets": onglets(),
        **section_des_liens(request.user, partenaire),
    }
    return render(request, "partners/partenaire.html", contexte)


def _fiche(partenaire: Partenaire) -> list[tuple[str, object]]:
    return [
        ("Type", partenaire.type),
        ("Unités", ", ".join(str(unite) for unite in partenaire.departements.all())),
        ("Commune", partenaire.commune),
        ("Téléphone", ecrire_telephone(partenaire.telephone)),
        ("Courriel", partenaire.courriel),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def creer(request: HttpRequest) -> HttpResponse:
    unites = unites_administrees(request.user)
    exiger(bool(unites))
    page = PageFormulaire(
        "Nouveau partenaire", "Créer le partenaire", reverse("partners:partenaires"), [_parent()]
    )
    form = NouveauPartenaireForm(envoi(request), unites=unites, jour=timezone.localdate())
    acte = partial(partenaires.creer_partenaire, agent=request.user)
    return traiter(request, form, page, acte, "Le partenaire est créé.")


@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    partenaire = _partenaire_gere(request.user, uuid)
    page = PageFormulaire(
        f"Modifier {partenaire.nom}", "Enregistrer", _adresse(partenaire), _parents(partenaire)
    )
    form = PartenaireForm(
        envoi(request),
        instance=partenaire,
        unites=unites_administrees(request.user),
        jour=timezone.localdate(),
    )
    acte = partial(partenaires.modifier_partenaire, agent=request.user, partenaire=partenaire)
    return traiter(request, form, page, acte, "Le partenaire est modifié.")


@require_http_methods(["GET", "HEAD", "POST"])
def fermer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    partenaire = _partenaire_gere(request.user, uuid)
    fermeture = Fermeture(
        partial(partenaires.fermer_partenaire, agent=request.user, partenaire=partenaire),
        partial(partenaires.rouvrir_partenaire, agent=request.user, partenaire=partenaire),
        "Il ne sera plus proposé après cette date, pour aucune de ses unités ; les actes passés le gardent.",
    )
    return fermer_ou_rouvrir(request, partenaire, fermeture, _adresse(partenaire), _parents(partenaire))


@require_http_methods(["GET", "HEAD", "POST"])
def ajouter_interlocuteur(request: HttpRequest, uuid: UUID) -> HttpResponse:
    partenaire = _partenaire_gere(request.user, uuid)
    page = PageFormulaire("Nouvel interlocuteur", "Ajouter", _adresse(partenaire), _parents(partenaire))
    form = InterlocuteurForm(envoi(request))
    acte = partial(partenaires.ajouter_interlocuteur, agent=request.user, partenaire=partenaire)
    return traiter(request, form, page, acte, "L’interlocuteur est ajouté.")


@require_http_methods(["GET", "HEAD", "POST"])
def modifier_interlocuteur(request: HttpRequest, uuid: UUID, numero: int) -> HttpResponse:
    partenaire, interlocuteur = _interlocuteur_gere(request.user, uuid, numero)
    page = PageFormulaire(
        f"Modifier {interlocuteur}", "Enregistrer", _adresse(partenaire), _parents(partenaire)
    )
    form = InterlocuteurForm(envoi(request), instance=interlocuteur)
    acte = partial(partenaires.modifier_interlocuteur, agent=request.user, interlocuteur=interlocuteur)
    return traiter(request, form, page, acte, "L’interlocuteur est modifié.")


@require_http_methods(["GET", "HEAD", "POST"])
def fermer_interlocuteur(request: HttpRequest, uuid: UUID, numero: int) -> HttpResponse:
    partenaire, interlocuteur = _interlocuteur_gere(request.user, uuid, numero)
    fermeture = Fermeture(
        partial(partenaires.fermer_interlocuteur, agent=request.user, interlocuteur=interlocuteur),
        partial(partenaires.rouvrir_interlocuteur, agent=request.user, interlocuteur=interlocuteur),
        "Cette personne ne sera plus proposée après cette date.",
    )
    return fermer_ou_rouvrir(request, interlocuteur, fermeture, _adresse(partenaire), _parents(partenaire))


def _partenaire_gere(agent: Agent, uuid: UUID) -> Partenaire:
    partenaire = get_partenaire_or_404(agent, uuid)
    exiger(peut_gerer_partenaire(agent, partenaire))
    return partenaire


def _interlocuteur_gere(agent: Agent, uuid: UUID, numero: int) -> tuple[Partenaire, Interlocuteur]:
    partenaire = _partenaire_gere(agent, uuid)
    return partenaire, get_interlocuteur_or_404(partenaire, numero)


def _parent() -> tuple[str, str]:
    return ("Partenaires", reverse("partners:partenaires"))


def _adresse(partenaire: Partenaire) -> str:
    return reverse("partners:partenaire", args=[partenaire.uuid])


def _parents(partenaire: Partenaire) -> list[tuple[str, str]]:
    return [_parent(), (partenaire.nom, _adresse(partenaire))]
