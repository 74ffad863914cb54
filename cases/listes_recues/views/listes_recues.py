"""The lists received: depositing, checking the columns, importing, reading the report, undoing."""

import csv
import io
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.base import exiger
from cases.access.listes_recues import get_liste_recue_or_404, peut_lire_listes_recues
from cases.access.signalements import peut_recevoir_signalements, peut_traiter_signalement
from cases.enums_liste_recue import LISTES_A_LANCER, LISTES_EN_TRAVAIL, ResultatLigne
from cases.listes_recues.domain import depot as actes
from cases.listes_recues.domain.importation import apercevoir
from cases.listes_recues.domain.retrait import demander_retrait
from cases.listes_recues.forms.liste_recue import ColonnesForm, DefaireForm, DepotForm
from cases.listes_recues.queries import liste_recue as lecture
from cases.listes_recues.views.tableaux import TableauLignes, TableauListesRecues, pastille_resultat
from cases.models import FichierSignalements
from cases.rules.nir import voiler
from cases.signalements.queries.file_d_attente import sites_de_triage
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter, traiter
from servicesocial.pages.tableaux import trier_et_paginer
from servicesocial.pages.televersement import fichier_trop_gros

APERCU = 10


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_listes_recues(request.user))
    contexte = {
        "table": trier_et_paginer(request, TableauListesRecues(lecture.listes_lisibles(request.user))),
        "peut_deposer": peut_recevoir_signalements(request.user),
    }
    gabarit = "cases/listes_recues/listes_recues.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def deposer(request: HttpRequest) -> HttpResponse:
    exiger(peut_recevoir_signalements(request.user))
    jour = timezone.localdate()
    fichiers = request.FILES if request.method == "POST" else None
    maximum = settings.SSAM_TELEVERSEMENT_MAX // 1024 // 1024
    form = DepotForm(
        envoi(request),
        fichiers,
        sites=sites_de_triage(request.user, jour),
        jour=jour,
        trop_gros=f"Ce fichier dépasse {maximum} Mo : coupez-le en plusieurs fichiers."
        if fichier_trop_gros(request)
        else "",
    )
    retour = reverse("cases:fichiers")
    parents = [("Signalements", reverse("cases:signalements")), ("Listes reçues", retour)]
    page = PageFormulaire("Déposer une liste", "Déposer et vérifier", retour, parents)
    if request.method == "POST" and form.is_valid():
        try:
            liste_recue = actes.deposer_liste_recue(agent=request.user, **form.acte())
        except ValidationError as refus:
            reporter(form, refus)
        else:
            return redirect("cases:fichier", liste_recue.uuid)
    return rendre_formulaire(request, form, page)


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    liste_recue = get_liste_recue_or_404(request.user, uuid)
    if liste_recue.etat in LISTES_A_LANCER:
        return _verification(request, liste_recue, _colonnes_form(liste_recue))
    contexte = _contexte(request, liste_recue)
    comptes = lecture.compter_par_resultat(liste_recue)
    choisi = request.GET.get("resultat", "")
    lignes = lecture.lignes_du_rapport(liste_recue)
    if choisi in ResultatLigne.values:
        lignes = lignes.filter(resultat=choisi)
    table = trier_et_paginer(request, TableauLignes(lignes), par_page=50)
    table.liens = lecture.signalements_des_lignes(request.user, [ligne.record for ligne in table.page])
    contexte |= {
        "table": table,
        "comptes": [
            (pastille_resultat(resultat), total, f"?resultat={resultat.value}", resultat.value == choisi)
            for resultat, total in comptes.items()
        ],
        "total": sum(comptes.values()),
        "choisi": choisi,
    }
    gabarit = "cases/listes_recues/liste_recue.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_safe
def etat(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The progress; once the import has ended, the page is loaded again and polling stops."""
    liste_recue = get_liste_recue_or_404(request.user, uuid)
    reponse = render(request, "cases/listes_recues/liste_recue.html#etat", _contexte(request, liste_recue))
    if liste_recue.etat not in LISTES_EN_TRAVAIL and request.htmx:
        reponse["HX-Redirect"] = reverse("cases:fichier", args=[liste_recue.uuid])
    return reponse


@require_POST
def colonnes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keeps the choices; with « lancer » asks for the import at once."""
    liste_recue = get_liste_recue_or_404(request.user, uuid)
    exiger(peut_traiter_signalement(request.user, liste_recue.site))
    form = ColonnesForm(request.POST, entetes=liste_recue.entetes)
    if form.is_valid():
        try:
            actes.choisir_colonnes(agent=request.user, liste_recue=liste_recue, colonnes=form.colonnes())
            if "lancer" in request.POST:
                actes.lancer_import(agent=request.user, liste_recue=liste_recue)
        except ValidationError as refus:
            if liste_recue.etat not in LISTES_A_LANCER:
                messages.error(request, " ".join(refus.messages))
                return redirect("cases:fichier", uuid)
            reporter(form, refus)
        else:
            return redirect("cases:fichier", uuid)
    return _verification(request, liste_recue, form)


@require_http_methods(["GET", "HEAD", "POST"])
def abandonner(request: HttpRequest, uuid: UUID) -> HttpResponse:
    liste_recue = get_liste_recue_or_404(request.user, uuid)
    exiger(peut_traiter_signalement(request.user, liste_recue.site))
    if request.method == "POST":
        try:
            actes.abandonner_liste_recue(agent=request.user, liste_recue=liste_recue)
        except ValidationError as refus:
            messages.error(request, " ".join(refus.messages))
            return redirect("cases:fichier", uuid)
        messages.success(request, "Le fichier est abandonné : son contenu est effacé.")
        return redirect("cases:fichiers")
    contexte = {
        "titre": "Abandonner ce fichier ?",
        "question": "Son contenu sera effacé et rien ne sera créé. Vous pourrez le déposer à nouveau.",
        "libelle": "Abandonner",
        "retour": reverse("cases:fichier", args=[uuid]),
        "ton": "danger",
    }
    return render(request, "composants/page_confirmation.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def defaire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    liste_recue = get_liste_recue_or_404(request.user, uuid)
    exiger(peut_traiter_signalement(request.user, liste_recue.site))
    retour = reverse("cases:fichier", args=[uuid])
    parents = [("Listes reçues", reverse("cases:fichiers")), (str(liste_recue), retour)]
    page = PageFormulaire(
        "Défaire tout le fichier",
        "Défaire",
        retour,
        parents,
        "Tous les signalements créés par ce fichier seront annulés. C’est possible tant qu’aucun n’a été traité.",
    )
    return traiter(
        request,
        DefaireForm(envoi(request)),
        page,
        partial(demander_retrait, agent=request.user, liste_recue=liste_recue),
        "L’annulation est demandée : cette page dit quand elle est faite.",
    )


@require_safe
def rapport(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Line number, result, reason: no name nor NIR, the sender has them."""
    liste_recue = get_liste_recue_or_404(request.user, uuid)
    texte = io.StringIO()
    ecrire = csv.writer(texte, delimiter=";")
    ecrire.writerow(["Ligne", "Résultat", "Précision"])
    for ligne in lecture.lire_rapport(request.user, liste_recue):
        ecrire.writerow([ligne.numero, ligne.get_resultat_display(), ligne.precision])
    nom = f"rapport-{liste_recue.depose_le:%Y-%m-%d}-{liste_recue.uuid.hex[:8]}.csv"
    return HttpResponse(
        texte.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )


def _contexte(request: HttpRequest, liste_recue: FichierSignalements) -> dict[str, object]:
    return {
        "liste_recue": liste_recue,
        "droit": peut_traiter_signalement(request.user, liste_recue.site),
        "presentation": [
            ("Expéditeur", liste_recue.partenaire),
            ("Origine", liste_recue.origine),
            ("Reçu le", f"{liste_recue.recu_le:%d/%m/%Y}"),
            ("Site", liste_recue.site),
            ("Axe proposé", liste_recue.get_axe_propose_display() if liste_recue.axe_propose else None),
            (
                "Déposé par",
                f"{liste_recue.depose_par}, le {timezone.localtime(liste_recue.depose_le):%d/%m/%Y à %H:%M}",
            ),
        ],
    }


def _colonnes_form(liste_recue: FichierSignalements) -> ColonnesForm:
    initial = {f"colonne_{position}": colonne for position, colonne in liste_recue.colonnes.items()}
    return ColonnesForm(initial=initial, entetes=liste_recue.entetes)


def _verification(request: HttpRequest, liste_recue: FichierSignalements, form: ColonnesForm) -> HttpResponse:
    """The first lines as they would be read, and what each column holds."""
    lignes = apercevoir(liste_recue, APERCU)
    contexte = _contexte(request, liste_recue) | {
        "form": form,
        "colonnes": [
            (form[f"colonne_{position}"], [voiler(cellules[position]) for _, cellules in lignes[:3]])
            for position in range(len(liste_recue.entetes))
        ],
        "apercu": [(prete, [voiler(cellule) for cellule in cellules]) for prete, cellules in lignes],
        "rejets": sum(1 for prete, _ in lignes if prete.rejet),
        "a_verifier": True,
    }
    return render(
        request, "cases/listes_recues/verification.html", contexte, status=422 if form.errors else 200
    )
