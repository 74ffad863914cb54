"""« Mon portefeuille »: those whom an ASS follows, filtered, counted, named, exported."""

from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.accueil import get_export_or_404, get_filtre_or_404, peut_exporter
from cases.access.base import exiger
from cases.accompagnements.queries.suivis import delai_sans_contact
from cases.accompagnements.views.tableaux import TableauAccompagnements
from cases.accueil.domain import portefeuille as actes
from cases.accueil.forms.filtre_portefeuille import FiltrePortefeuille, NommerFiltreForm
from cases.accueil.queries.portefeuille import compter, mes_exports, mes_filtres, portefeuille
from cases.models import Accompagnement
from cases.socle.filtres import sites_de
from cases.socle.pages import rendre_resultats
from cases.socle.pastilles import pastille
from partners.enums import Profil
from servicesocial.pages.pages_formulaire import reporter
from servicesocial.pages.tableaux import trier_et_paginer
from servicesocial.typographie import ABSENT, date_courte, heure

CLASSEUR = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A tile: its words, the condition that it counts, the filter that it opens, its icon and tone.
TUILES = (
    ("Toutes les personnes", "tout", "", "person-lines-fill", "info"),
    ("À relancer", "a_relancer", "sans_contact=oui", "telephone", "danger"),
    ("Sans rendez-vous à venir", "sans_rendez_vous", "rendez_vous=sans", "calendar-x", "attention"),
    ("Brouillons", "brouillon", "brouillon=oui", "pencil", "secret"),
    ("À informer", "a_informer", "information=a_donner", "info-circle", "attention"),
    ("En arrêt de travail", "en_arret", "arret=oui", "clock", "neutre"),
)
ENTETES = (
    "Personne",
    "Axe",
    "Ouvert le",
    "Dernier contact",
    "Prochain rendez-vous",
    "Prochaine étape",
    "Site",
)


class TableauPortefeuille(TableauAccompagnements):
    legende = "Mon portefeuille"
    prochain_rendez_vous = tables.Column(verbose_name="Prochain rendez-vous", default=ABSENT)
    prochaine_etape = tables.Column(verbose_name="Prochaine étape", orderable=False, default="")
    a_faire = tables.Column(verbose_name="À faire", empty_values=(), orderable=False)

    class Meta:
        sequence = ("assure", "axe_du_jour", "ouvert_le", "dernier_contact", "...", "site", "a_faire")

    def render_prochain_rendez_vous(self, value: Any) -> str:
        debut = timezone.localtime(value)
        return f"{date_courte(debut.date())} à {heure(debut)}"

    def render_a_faire(self, record: Any) -> SafeString:
        signes = [
            (record.a_relancer, "À relancer", "danger", "telephone"),
            (record.a_brouillon, "Brouillon", "secret", "pencil"),
            (not record.informee, "À informer", "attention", "info-circle"),
            (not record.mien, "Remplacement", "info", "arrow-left-right"),
        ]
        dits = [(pastille(texte, ton, icone),) for vrai, texte, ton, icone in signes if vrai]
        return format_html_join(" ", "{}", dits)


def _filtre(request: HttpRequest, donnees: QueryDict) -> FiltrePortefeuille:
    jour = timezone.localdate()
    delai = delai_sans_contact(jour)
    return FiltrePortefeuille(
        donnees,
        queryset=portefeuille(request.user, jour, delai),
        sites=sites_de(request.user, jour),
        relance=delai is not None,
        jour=jour,
    )


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(Profil.ASS in request.user.profils())
    return _montrer(request, _filtre(request, request.GET), NommerFiltreForm())


def _montrer(request: HttpRequest, filtre: FiltrePortefeuille, nommer: NommerFiltreForm) -> HttpResponse:
    comptes = compter(filtre.queryset, [cle for _, cle, *_ in TUILES if cle != "tout"])
    choisis = filtre.adresse()
    contexte = {
        "filtre": filtre,
        "table": trier_et_paginer(request, TableauPortefeuille(filtre.qs)),
        "tuiles": [
            (libelle, comptes[cle], adresse, icone, ton, adresse == choisis)
            for libelle, cle, adresse, icone, ton in TUILES
        ],
        "total": comptes["tout"],
        "choisis": choisis,
        "filtres": [(f, f.adresse == choisis) for f in mes_filtres(request.user)],
        "nommer": nommer,
        "tri": request.GET.get("sort", ""),
        "peut_exporter": peut_exporter(request.user),
    }
    return rendre_resultats(request, "cases/accueil/portefeuille.html", contexte)


@require_POST
def nommer(request: HttpRequest) -> HttpResponse:
    """The filters come with the name, and only those that the page knows are kept."""
    exiger(Profil.ASS in request.user.profils())
    filtre = _filtre(request, QueryDict(request.POST.get("filtres", "")))
    form = NommerFiltreForm(request.POST)
    if form.is_valid():
        try:
            actes.enregistrer_filtre(
                agent=request.user, nom=form.cleaned_data["nom"], adresse=filtre.adresse()
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(
                request,
                "Le filtre est enregistré. Son adresse se partage : chacun y voit ses propres suivis.",
            )
            return redirect(f"{reverse('cases:portefeuille')}?{filtre.adresse()}")
    reponse = _montrer(request, filtre, form)
    reponse.status_code = 422
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
def oublier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    filtre = get_filtre_or_404(request.user, uuid)
    retour = reverse("cases:portefeuille")
    if request.method != "POST":
        contexte = {
            "titre": f"Oublier le filtre « {filtre.nom} » ?",
            "question": "Vos suivis ne changent pas : seul ce raccourci disparaît.",
            "libelle": "Oublier ce filtre",
            "retour": retour,
            "ton": "danger",
        }
        return render(request, "composants/page_confirmation.html", contexte)
    actes.oublier_filtre(agent=request.user, filtre=filtre)
    messages.success(request, "Le filtre est oublié.")
    return redirect(retour)


@require_POST
def exporter(request: HttpRequest) -> HttpResponse:
    """What the page shows, every page of it, in its order."""
    exiger(peut_exporter(request.user))
    filtre = _filtre(request, QueryDict(request.POST.get("filtres", "")))
    table = TableauPortefeuille(filtre.qs, order_by=_tri(request.POST.get("tri", "")))
    lignes = [_ligne(ligne.record) for ligne in table.rows[: actes.LIGNES_MAX + 1]]
    try:
        actes.exporter(agent=request.user, entetes=ENTETES, lignes=lignes, filtres=filtre.en_mots())
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect(f"{reverse('cases:portefeuille')}?{filtre.adresse()}")
    messages.success(request, "L’export est prêt. Effacez-le de votre poste une fois utilisé.")
    return redirect("cases:exports")


def _tri(texte: str) -> str:
    """A column of the table, from its first or its last; nothing for what is no column."""
    return texte if texte.removeprefix("-") in TableauPortefeuille.base_columns else ""


def _ligne(suivi: Accompagnement) -> list[object]:
    prochain = suivi.prochain_rendez_vous  # type: ignore[attr-defined]
    return [
        str(suivi.assure),
        suivi.axe_du_jour,  # type: ignore[attr-defined]
        suivi.ouvert_le,
        suivi.dernier_contact,  # type: ignore[attr-defined]
        timezone.localtime(prochain) if prochain else "",
        suivi.prochaine_etape or "",  # type: ignore[attr-defined]
        str(suivi.site),
    ]


@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    exiger(peut_exporter(request.user))
    maintenant = timezone.now()
    lus = [(e, e.garde and e.expire_le > maintenant) for e in mes_exports(request.user)[:50]]
    return render(request, "cases/accueil/exports.html", {"exports": lus})


@require_safe
def telecharger(request: HttpRequest, uuid: UUID) -> HttpResponse:
    export = get_export_or_404(request.user, uuid)
    try:
        contenu = actes.telecharger(agent=request.user, export=export)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect("cases:exports")
    reponse = HttpResponse(contenu, content_type=CLASSEUR)
    reponse.headers["Content-Disposition"] = f'attachment; filename="portefeuille-{export.uuid}.xlsx"'
    return reponse
