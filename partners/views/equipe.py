"""Who works in the agent's units, and what everybody chooses from."""

from functools import partial
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import exiger, get_membre_or_404, peut_gerer_equipe, peut_lire_annuaire
from partners.domain.agents import autoriser_export
from partners.domain.queries import annuaire
from partners.forms.filtres import FiltreEquipe
from partners.views.pages import onglets, rendre_liste
from partners.views.tableaux import TableauEquipe
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.tableaux import trier_et_paginer


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    unites = annuaire.unites_de(request.user)
    filtre = FiltreEquipe(request.GET, queryset=annuaire.equipe(unites, jour), unites=unites, jour=jour)
    cachees = () if peut_gerer_equipe(request.user) else ("exporte",)
    table = trier_et_paginer(request, TableauEquipe(filtre.qs, exclude=cachees))
    return rendre_liste(request, "partners/equipe.html", {"filtre": filtre, "table": table})


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Gives the right when it is not held, takes it back when it is; the page itself is the confirmation."""
    exiger(peut_gerer_equipe(request.user))
    membre = get_membre_or_404(request.user, uuid)
    a_le_droit = any(affectation.exporte for affectation in membre.affectations_du_jour)
    retour = reverse("partners:equipe")
    if a_le_droit:
        titre, bouton = f"Retirer à {membre} le droit d’exporter", "Retirer ce droit"
        avertissement = "Ses exports déjà faits ne se téléchargeront plus."
    else:
        titre, bouton = f"Autoriser {membre} à exporter", "Autoriser"
        avertissement = (
            "La liste des personnes suivies pourra quitter l’application, dans un fichier qui les nomme. Chaque export "
            "est inscrit au journal et disparaît de lui-même."
        )
    return traiter(
        request,
        Form(envoi(request)),
        PageFormulaire(titre, bouton, retour, [("Annuaire", retour)], avertissement),
        partial(autoriser_export, agent=request.user, membre=membre, autorise=not a_le_droit),
        "Le droit d’exporter est retiré." if a_le_droit else "Le droit d’exporter est donné.",
    )


@require_safe
def referentiels(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    contexte = {
        "listes": annuaire.listes_de_reference(),
        "parametres": annuaire.parametres(jour),
        "jour": jour,
        "onglets": onglets(),
    }
    return render(request, "partners/referentiels.html", contexte)
