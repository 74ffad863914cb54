"""Rendez-vous and slots: booked while the person is on the line, moved, cancelled, missed; declared, withdrawn."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import (
    exiger,
    get_assure_or_404,
    get_creneau_or_404,
    get_rendez_vous_or_404,
    get_signalement_or_404,
    peut_affecter_signalement,
    peut_declarer_creneaux,
    peut_gerer_administratif,
    peut_gerer_rendez_vous,
    peut_lire_dossiers,
)
from cases.domain import creneau as creneaux_actes
from cases.domain import rendez_vous as actes
from cases.domain.queries.agenda import creneaux_a_proposer, creneaux_declares, suivis_ouverts
from cases.enums import EtatRendezVous
from cases.forms.filtres import sites_de
from cases.forms.rendez_vous import AnnulerForm, DeclarerForm, DeplacerForm, ReserverDossierForm, ReserverForm
from cases.models import RendezVous
from cases.views.tableaux import ASPECT_DU_RENDEZ_VOUS, lien_personne, pastille
from cases.views.tableaux_creneaux import TableauCreneaux
from partners.domain.queries.annuaire import assistants_des_unites, site_desservant
from partners.enums import Profil
from partners.models import Agent
from servicesocial.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter, traiter
from servicesocial.tableaux import trier_et_paginer
from servicesocial.typographie import JOURS_DE_LA_SEMAINE, date_longue, heure

AUCUN_CRENEAU = "Aucun créneau n’est libre dans les six semaines : déclarez-en dans « Créneaux »."
FIXE = "Le rendez-vous est fixé : voici de quoi le confirmer à la personne."
DECLARANTS = (Profil.ASS, Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)


@require_http_methods(["GET", "HEAD", "POST"])
def reserver(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From a signalement: a slot of the site that serves the commune first, of the ASS it is given to before all."""
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_affecter_signalement(request.user, signalement.site))
    unite = signalement.departement_id
    site = site_desservant(signalement.commune, unite, timezone.localdate()) or signalement.site
    proposes = creneaux_a_proposer(request.user, unite, d_abord=site, avec=signalement.affecte_a)
    retour = reverse("cases:signalement", args=[uuid])
    page = PageFormulaire(
        "Fixer un rendez-vous",
        "Réserver ce créneau",
        retour,
        [("Signalements", reverse("cases:signalements")), ("Signalement", retour)],
        "" if proposes else AUCUN_CRENEAU,
    )
    form = ReserverForm(envoi(request), creneaux=proposes, initial={"etat_vu": signalement.etat})
    if request.method == "POST" and form.is_valid():
        try:
            rendez_vous = actes.reserver_pour_signalement(
                agent=request.user, signalement=signalement, **form.cleaned_data
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, FIXE)
            return redirect("cases:rendez_vous_lu", rendez_vous.uuid)
    return rendre_formulaire(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def reserver_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """For a person who is followed: the slots of her référent first."""
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_gerer_administratif(request.user, assure))
    suivis = suivis_ouverts(assure, timezone.localdate())
    retour = reverse("cases:dossier", args=[uuid])
    if not suivis:
        messages.info(request, "Aucun accompagnement n’est ouvert : ouvrez-le avant de fixer un rendez-vous.")
        return redirect(retour)
    proposes = creneaux_a_proposer(
        request.user, assure.departement_id, d_abord=suivis[0].site, avec=suivis[0].referent_du_jour
    )
    page = PageFormulaire(
        "Fixer un rendez-vous",
        "Réserver ce créneau",
        retour,
        [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)],
        "" if proposes else AUCUN_CRENEAU,
    )
    form = ReserverDossierForm(envoi(request), creneaux=proposes, suivis=suivis)
    if request.method == "POST" and form.is_valid():
        try:
            rendez_vous = actes.reserver_pour_dossier(agent=request.user, **form.cleaned_data)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, FIXE)
            return redirect("cases:rendez_vous_lu", rendez_vous.uuid)
    return rendre_formulaire(request, form, page)


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rendez_vous = get_rendez_vous_or_404(request.user, uuid)
    prevu = rendez_vous.etat == EtatRendezVous.PREVU
    gerable = prevu and peut_gerer_rendez_vous(request.user, rendez_vous)
    contexte = {
        "rendez_vous": rendez_vous,
        "personne": lien_personne(rendez_vous),
        "etat": pastille(
            rendez_vous.get_etat_display(), *ASPECT_DU_RENDEZ_VOUS[EtatRendezVous(rendez_vous.etat)]
        ),
        "quand": _quand(rendez_vous),
        "confirmation": _confirmation(rendez_vous) if prevu else "",
        "gerable": gerable,
        "passe": rendez_vous.debut <= timezone.now(),
    }
    return render(request, "cases/rendez_vous_lu.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def deplacer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rendez_vous = _a_gerer(request, uuid)
    proposes = creneaux_a_proposer(
        request.user, rendez_vous.departement_id, d_abord=rendez_vous.site, avec=rendez_vous.agent
    )
    form = DeplacerForm(envoi(request), creneaux=proposes)
    page = _page(rendez_vous, "Déplacer le rendez-vous", "Déplacer")
    if request.method == "POST" and form.is_valid():
        try:
            nouveau = actes.deplacer_rendez_vous(
                agent=request.user, rendez_vous=rendez_vous, **form.cleaned_data
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, "Le rendez-vous est déplacé : voici de quoi le confirmer.")
            return redirect("cases:rendez_vous_lu", nouveau.uuid)
    return rendre_formulaire(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def annuler(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rendez_vous = _a_gerer(request, uuid)
    return traiter(
        request,
        AnnulerForm(envoi(request)),
        _page(rendez_vous, "Annuler le rendez-vous", "Annuler le rendez-vous"),
        partial(actes.annuler_rendez_vous, agent=request.user, rendez_vous=rendez_vous),
        "Le rendez-vous est annulé.",
    )


@require_POST
def absent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rendez_vous = _a_gerer(request, uuid)
    try:
        actes.marquer_absent(agent=request.user, rendez_vous=rendez_vous)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "L’absence est notée.")
    return redirect("cases:rendez_vous_lu", uuid)


@require_safe
def creneaux(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    lignes = creneaux_declares(request.user, timezone.localdate())
    miens = request.GET.get("qui") == "moi"
    if miens:
        lignes = lignes.filter(agent=request.user)
    table = trier_et_paginer(request, TableauCreneaux(lignes), par_page=50)
    table.agent = request.user
    contexte = {
        "table": table,
        "miens": miens,
        "est_ass": Profil.ASS in request.user.profils(),
        "peut_declarer": _declare(request.user),
    }
    gabarit = "cases/creneaux.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def declarer(request: HttpRequest) -> HttpResponse:
    exiger(_declare(request.user))
    jour = timezone.localdate()
    unites = request.user.unites(*DECLARANTS)
    retour = reverse("cases:creneaux")
    page = PageFormulaire(
        "Déclarer des créneaux",
        "Déclarer",
        retour,
        [("Rendez-vous", reverse("cases:rendez_vous")), ("Créneaux", retour)],
    )
    form = DeclarerForm(
        envoi(request),
        assistants=assistants_des_unites(unites, jour),
        sites=sites_de(request.user, jour),
        jour=jour,
    )
    if request.method == "POST" and form.is_valid():
        try:
            ouverts = creneaux_actes.declarer_creneaux(agent=request.user, **form.acte())
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, _dire(ouverts))
            return redirect(retour)
    return rendre_formulaire(request, form, page)


@require_POST
def retirer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    creneau = get_creneau_or_404(request.user, uuid)
    exiger(peut_declarer_creneaux(request.user, creneau.agent, creneau.site))
    try:
        creneaux_actes.retirer_creneau(agent=request.user, creneau=creneau)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Le créneau est retiré.")
    return redirect("cases:creneaux")


def _declare(agent: Agent) -> bool:
    return not agent.profils().isdisjoint(DECLARANTS)


def _dire(ouverts: int) -> str:
    if not ouverts:
        return "Rien à ajouter : ces créneaux étaient déjà déclarés."
    return (
        f"{ouverts} créneau{'x' if ouverts > 1 else ''} {'sont déclarés' if ouverts > 1 else 'est déclaré'}."
    )


def _a_gerer(request: HttpRequest, uuid: UUID) -> RendezVous:
    rendez_vous = get_rendez_vous_or_404(request.user, uuid)
    exiger(peut_gerer_rendez_vous(request.user, rendez_vous))
    return rendez_vous


def _page(rendez_vous: RendezVous, titre: str, bouton: str) -> PageFormulaire:
    retour = reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])
    return PageFormulaire(
        titre, bouton, retour, [("Rendez-vous", reverse("cases:rendez_vous")), (_quand(rendez_vous), retour)]
    )


def _quand(rendez_vous: RendezVous) -> str:
    debut = timezone.localtime(rendez_vous.debut)
    return f"{JOURS_DE_LA_SEMAINE[debut.weekday()].capitalize()} {date_longue(debut.date())} à {heure(debut)}"


def _confirmation(rendez_vous: RendezVous) -> str:
    """To read out or to copy: no name of the person, nothing of why she comes, nothing of her health."""
    site = rendez_vous.site
    ou = {
        "telephone": "Vous serez appelé au téléphone.",
        "visio": "Le lien de la visioconférence vous sera envoyé.",
        "domicile": "Nous viendrons à votre domicile.",
    }.get(
        rendez_vous.mode,
        ", ".join(filter(None, [f"Lieu : {site}", site.adresse, str(site.commune or "")])) + ".",
    )
    joindre = f" Pour le déplacer : {site.telephone}." if site.telephone else ""
    quand = _quand(rendez_vous)
    return f"Votre rendez-vous avec {rendez_vous.agent} : {quand[0].lower()}{quand[1:]}. {ou}{joindre}"
