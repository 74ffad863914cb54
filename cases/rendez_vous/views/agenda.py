"""The week of a site or of an agent, and the rendez-vous at an hour that nobody had declared."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.base import exiger
from cases.access.personnes import get_assure_or_404, peut_gerer_administratif, peut_lire_dossiers
from cases.access.signalements import get_signalement_or_404, peut_affecter_signalement
from cases.enums import EtatRendezVous
from cases.models import RendezVous
from cases.rendez_vous.domain.heure_libre import reserver_heure_pour_dossier, reserver_heure_pour_signalement
from cases.rendez_vous.forms.filtres import FiltreSemaineForm
from cases.rendez_vous.forms.rendez_vous import HeureForm, HeureSignalementForm
from cases.rendez_vous.queries.agenda import PAR_SEMAINE, lire_semaine, suivis_ouverts
from cases.rendez_vous.views.rendez_vous import FIXE, SANS_SUIVI
from cases.rendez_vous.views.tableaux import ASPECT_DU_RENDEZ_VOUS
from cases.signalements.views.fil import parents_du_signalement
from cases.signalements.views.file_d_attente import suffixe
from cases.socle.filtres import sites_de
from cases.socle.pastilles import lien_personne, pastille
from partners.domain.queries.annuaire import assistants, site_desservant
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter

UNE_SEMAINE = datetime.timedelta(days=7)


@require_safe
def semaine(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    aujourdhui = timezone.localdate()
    filtre = FiltreSemaineForm(request.GET, sites=sites_de(request.user, aujourdhui), agent=request.user)
    criteres = filtre.criteres()
    jours, coupee = lire_semaine(request.user, **criteres)
    lundi = criteres["lundi"]
    autres = {nom: request.GET[nom] for nom in ("site", "qui") if filtre.cleaned_data.get(nom)}
    contexte = {
        "filtre": filtre,
        "jours": [(jour.date, [_ligne(ligne) for ligne in jour.lignes]) for jour in jours],
        "coupee": PAR_SEMAINE if coupee else None,
        "lundi": lundi,
        "aujourdhui": aujourdhui,
        "avant": lundi - UNE_SEMAINE,
        "apres": lundi + UNE_SEMAINE,
        "autres": "".join(f"&{nom}={valeur}" for nom, valeur in autres.items()),
        "maintenant": timezone.localtime(),
    }
    return render(request, "cases/rendez_vous/semaine.html", contexte)


def _ligne(ligne: object) -> dict[str, object]:
    """What the template shows of a rendez-vous, or of a slot that is free."""
    if not isinstance(ligne, RendezVous):
        return {"libre": True, "creneau": ligne}
    etat = EtatRendezVous(ligne.etat)
    return {
        "libre": False,
        "creneau": ligne,
        "personne": lien_personne(ligne),
        "etat": pastille(etat.label, *ASPECT_DU_RENDEZ_VOUS[etat]) if etat != EtatRendezVous.PREVU else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def heure_du_signalement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_affecter_signalement(request.user, signalement.site))
    jour, unite, suite = timezone.localdate(), signalement.departement_id, suffixe(request)
    form = HeureSignalementForm(
        envoi(request),
        assistants=assistants(unite, jour),
        sites=sites_de(request.user, jour),
        avec=signalement.affecte_a,
        site=site_desservant(signalement.commune, unite, jour) or signalement.site,
        initial={"etat_vu": signalement.etat},
    )
    if request.method == "POST" and form.is_valid():
        try:
            fixe = reserver_heure_pour_signalement(
                agent=request.user, signalement=signalement, **form.cleaned_data
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, FIXE)
            return redirect(reverse("cases:rendez_vous_lu", args=[fixe.uuid]) + suite)
    retour = reverse("cases:signalement_rendez_vous", args=[uuid]) + suite
    page = PageFormulaire(
        "Fixer un rendez-vous à une autre heure", "Réserver", retour, parents_du_signalement(uuid, suite)
    )
    return rendre_formulaire(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def heure_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_gerer_administratif(request.user, assure))
    jour = timezone.localdate()
    suivis = suivis_ouverts(assure, jour)
    if not suivis:
        messages.info(request, SANS_SUIVI)
        return redirect("cases:dossier", uuid)
    form = HeureForm(
        envoi(request),
        assistants=assistants(assure.departement_id, jour),
        sites=sites_de(request.user, jour),
        avec=suivis[0].referent_du_jour,
        site=suivis[0].site,
    )
    if request.method == "POST" and form.is_valid():
        try:
            fixe = reserver_heure_pour_dossier(
                agent=request.user, accompagnement=suivis[0], **form.cleaned_data
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, FIXE)
            return redirect("cases:rendez_vous_lu", fixe.uuid)
    dossier = reverse("cases:dossier", args=[uuid])
    page = PageFormulaire(
        "Fixer un rendez-vous à une autre heure",
        "Réserver",
        reverse("cases:dossier_rendez_vous", args=[uuid]),
        [("Dossiers", reverse("cases:dossiers")), ("Dossier", dossier)],
    )
    return rendre_formulaire(request, form, page)
