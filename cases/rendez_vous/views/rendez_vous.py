"""Rendez-vous and slots: booked while the person is on the line, moved, cancelled, missed; declared, withdrawn."""

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.access.personnes import get_assure_or_404, peut_gerer_administratif
from cases.access.rendez_vous import get_rendez_vous_or_404, peut_gerer_rendez_vous
from cases.access.signalements import get_signalement_or_404, peut_affecter_signalement
from cases.enums import EtatRendezVous, ModeEntretien
from cases.models import RendezVous
from cases.personnes.views.protections import protections
from cases.rendez_vous.domain import rendez_vous as actes
from cases.rendez_vous.forms.rendez_vous import AnnulerForm, DeplacerForm, ReserverDossierForm, ReserverForm
from cases.rendez_vous.queries.agenda import creneaux_a_proposer, suivis_ouverts
from cases.rendez_vous.views.tableaux import ASPECT_DU_RENDEZ_VOUS
from cases.signalements.views.fil import parents_du_signalement
from cases.signalements.views.file_d_attente import suffixe
from cases.socle.pastilles import lien_personne, pastille
from partners.domain.queries.annuaire import site_desservant
from partners.models import Agent
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter, traiter
from servicesocial.telephone import ecrire_telephone
from servicesocial.typographie import JOURS_DE_LA_SEMAINE, date_longue, heure

AUCUN_CRENEAU = "Aucun créneau n’est libre dans les six semaines : déclarez-en dans « Créneaux »."
SANS_SUIVI = "Aucun accompagnement n’est ouvert : ouvrez-le avant de fixer un rendez-vous."
FIXE = "Le rendez-vous est fixé : voici de quoi le confirmer à la personne."


@require_http_methods(["GET", "HEAD", "POST"])
def reserver(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From a signalement: a slot of the site that serves the commune first, of the ASS it is given to before all."""
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_affecter_signalement(request.user, signalement.site))
    unite = signalement.departement_id
    site = site_desservant(signalement.commune, unite, timezone.localdate()) or signalement.site
    mode, suite = _mode(request), suffixe(request)
    proposes = creneaux_a_proposer(request.user, unite, d_abord=site, avec=signalement.affecte_a, mode=mode)
    retour = reverse("cases:signalement", args=[uuid]) + suite
    page = PageFormulaire(
        "Fixer un rendez-vous",
        "Réserver ce créneau",
        retour,
        parents_du_signalement(uuid, suite),
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
            return redirect(reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid]) + suite)
    autre = reverse("cases:signalement_heure", args=[uuid]) + suite
    return _fixer(request, form, page, autre, mode)


@require_http_methods(["GET", "HEAD", "POST"])
def reserver_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """For a person who is followed: the slots of her référent first."""
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_gerer_administratif(request.user, assure))
    suivis = suivis_ouverts(assure, timezone.localdate())
    retour = reverse("cases:dossier", args=[uuid])
    if not suivis:
        messages.info(request, SANS_SUIVI)
        return redirect(retour)
    mode = _mode(request)
    proposes = creneaux_a_proposer(
        request.user,
        assure.departement_id,
        d_abord=suivis[0].site,
        avec=suivis[0].referent_du_jour,
        mode=mode,
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
    return _fixer(request, form, page, reverse("cases:dossier_heure", args=[uuid]), mode)


def _mode(request: HttpRequest) -> str:
    demande = request.GET.get("mode", "")
    return demande if demande in ModeEntretien.values else ""


def _fixer(request: HttpRequest, form: BaseForm, page: PageFormulaire, autre: str, mode: str) -> HttpResponse:
    """The slots, narrowed by mode, and the way to an hour that is not among them."""
    garder = request.GET.copy()
    garder.pop("mode", None)
    modes = [("", "Toutes les modalités"), *ModeEntretien.choices]
    contexte = {
        "autre_heure": autre,
        "modes": [
            (libelle, f"?{urlencode(garder.dict() | {'mode': valeur})}", valeur == mode)
            for valeur, libelle in modes
        ],
    }
    return rendre_formulaire(
        request, form, page, gabarit="cases/rendez_vous/rendez_vous_fixer.html", contexte=contexte
    )


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rendez_vous = get_rendez_vous_or_404(request.user, uuid)
    prevu = rendez_vous.etat == EtatRendezVous.PREVU
    gerable = prevu and peut_gerer_rendez_vous(request.user, rendez_vous)
    passe = rendez_vous.debut <= timezone.now()
    contexte = {
        "rendez_vous": rendez_vous,
        "personne": lien_personne(rendez_vous),
        "etat": pastille(
            rendez_vous.get_etat_display(), *ASPECT_DU_RENDEZ_VOUS[EtatRendezVous(rendez_vous.etat)]
        ),
        "quand": _quand(rendez_vous),
        "confirmation": _confirmation(rendez_vous) if prevu else "",
        "gerable": gerable,
        "entretien": gerable and passe and _se_note(request.user, rendez_vous),
        "suite_file": suffixe(request) if rendez_vous.signalement_id else "",
        "passe": passe,
        "protections": protections(rendez_vous.assure) if rendez_vous.assure else [],
        "absence_reprise": rendez_vous.etat == EtatRendezVous.ABSENT
        and peut_gerer_rendez_vous(request.user, rendez_vous),
    }
    return render(request, "cases/rendez_vous/rendez_vous.html", contexte)


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


@require_POST
def reprendre(request: HttpRequest, uuid: UUID) -> HttpResponse:
    rendez_vous = _a_gerer(request, uuid)
    try:
        actes.reprendre_absence(agent=request.user, rendez_vous=rendez_vous)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "L’absence est retirée : dites ce que le rendez-vous est devenu.")
    return redirect("cases:rendez_vous_lu", uuid)


def _se_note(agent: Agent, rendez_vous: RendezVous) -> bool:
    """Its entretien is written by whoever follows the person."""
    suivi = rendez_vous.accompagnement
    return suivi is not None and peut_ecrire_dossier(agent, suivi)


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
    joindre = f" Pour le déplacer : {ecrire_telephone(site.telephone)}." if site.telephone else ""
    quand = _quand(rendez_vous)
    return f"Votre rendez-vous avec {rendez_vous.agent} : {quand[0].lower()}{quand[1:]}. {ou}{joindre}"
