"""The triage: recording a signalement, reading one, taking it on, giving it its outcome, undoing that."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.base import exiger
from cases.access.messages import peut_laisser_message
from cases.access.signalements import (
    get_signalement_or_404,
    peut_affecter_signalement,
    peut_donner_suite,
    peut_gerer_urgence,
    peut_recevoir_signalements,
    peut_traiter_signalement,
)
from cases.enums import (
    SIGNALEMENTS_A_TRAITER,
    SIGNALEMENTS_A_TRIER,
    EtatSignalement,
)
from cases.models import Signalement
from cases.personnes.domain.contact import noter_essai
from cases.personnes.forms.contact import EssaiForm
from cases.personnes.queries.opposition import avec_fin
from cases.signalements.domain import triage
from cases.signalements.domain.signalement import recevoir_signalement
from cases.signalements.domain.triage import Suite
from cases.signalements.forms.signalement import (
    AffecterForm,
    DoublonForm,
    EtatVuForm,
    NouveauSignalementForm,
    RaisonForm,
    RattacherForm,
    ReorienterForm,
)
from cases.signalements.queries.file_d_attente import sites_de_triage
from cases.signalements.queries.signalement import (
    est_informee,
    lire_signalement,
    originaux_a_proposer,
    raisons_de,
    suivis_a_proposer,
)
from cases.signalements.queries.urgence import consignes, urgences_de
from cases.signalements.views.file_d_attente import filtre_de_la_file, suffixe, veille
from cases.signalements.views.presentation import (
    gestes_permis,
    presenter_avancement,
    presenter_contact,
    presenter_personne,
    presenter_promesses,
    presenter_reception,
    proximite,
    voisins,
)
from cases.signalements.views.tableaux import pastille_etat
from cases.socle.pastilles import pastille_echeance
from partners.domain.queries.annuaire import assistants, partenaires_de_l_unite, site_desservant
from partners.models import Agent
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter, traiter

Droit = Callable[[Agent, Signalement], bool]


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Reading is a consultation: lire_signalement writes its line in the journal."""
    jour = timezone.localdate()
    signalement = get_signalement_or_404(request.user, uuid)
    filtre = filtre_de_la_file(request)
    suite = suffixe(request, filtre)
    lu = lire_signalement(request.user, signalement, jour, filtre.qs)
    ouvert = signalement.etat in SIGNALEMENTS_A_TRAITER
    contexte = {
        "lu": lu,
        "signalement": signalement,
        "ouvert": ouvert,
        "etat": pastille_etat(signalement),
        "echeance": pastille_echeance(signalement.echeance, jour) if ouvert else "",
        "permis": gestes_permis(request.user, signalement, lu, suite),
        "prise_par_un_autre": signalement.etat in SIGNALEMENTS_A_TRIER
        and signalement.pris_par_id not in (None, request.user.pk),
        "personne": presenter_personne(lu, jour),
        "presentation": [*presenter_reception(signalement), *presenter_promesses(lu)],
        "avancement": presenter_avancement(signalement),
        "oppositions": avec_fin(lu.oppositions, jour),
        "essais": [presenter_contact(contact) for contact in lu.contacts],
        "defaire": EtatVuForm(initial={"etat_vu": signalement.etat}),
        "suite_file": suite,
        "file": [(autre, autre == signalement, proximite(autre, jour)) for autre in voisins(lu)],
        "adresse": veille(request, filtre, timezone.now()),
        "urgences": list(urgences_de(signalement)),
        "consignes": consignes(signalement.departement_id, jour),
        "peut_gerer_urgence": peut_gerer_urgence(request.user, signalement.departement_id),
        "peut_laisser_message": peut_laisser_message(request.user, signalement.departement_id),
    }
    return render(request, "cases/signalements/signalement.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def creer(request: HttpRequest) -> HttpResponse:
    exiger(peut_recevoir_signalements(request.user))
    jour = timezone.localdate()
    form = NouveauSignalementForm(envoi(request), sites=sites_de_triage(request.user, jour), jour=jour)
    file = reverse("cases:signalements")
    page = PageFormulaire("Nouveau signalement", "Enregistrer le signalement", file, [("Signalements", file)])
    if request.method == "POST" and form.is_valid():
        try:
            signalement = recevoir_signalement(agent=request.user, **form.cleaned_data)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, f"{signalement} : signalement enregistré.")
            return redirect("cases:signalement", signalement.uuid)
    return rendre_formulaire(request, form, page)


@require_POST
def prendre(request: HttpRequest, uuid: UUID) -> HttpResponse:
    acte = partial(triage.prendre_en_charge, a_la_place_de=request.POST.get("a_la_place_de", ""))
    return _acter(request, uuid, acte, "Vous vous en chargez : les autres le voient.")


@require_POST
def rendre(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _acter(request, uuid, triage.rendre_a_la_file, "Le signalement est rendu à la file.")


@require_POST
def defaire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    vu = request.POST.get("etat_vu", "")
    acte = partial(triage.defaire_suite, etat_vu=vu)
    return _acter(request, uuid, acte, "La suite est défaite : le signalement attend de nouveau.")


@require_http_methods(["GET", "HEAD", "POST"])
def contacter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_donner_suite(request.user, signalement))
    maintenant = timezone.localtime().replace(second=0, microsecond=0)
    return traiter(
        request,
        EssaiForm(envoi(request), initial={"le": maintenant}, informee=est_informee(signalement)),
        _page(request, uuid, "Noter un essai de contact", "Noter l’essai"),
        partial(noter_essai, agent=request.user, signalement=signalement),
        "L’essai de contact est noté.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def affecter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    def former(signalement: Signalement, initial: dict[str, str]) -> Form:
        proposes = assistants(signalement.departement_id, timezone.localdate())
        return AffecterForm(
            envoi(request),
            assistants=proposes,
            site=site_desservant(signalement.commune, signalement.departement_id, timezone.localdate())
            or signalement.site,
            initial=initial,
        )

    def droit(agent: Agent, signalement: Signalement) -> bool:
        return peut_affecter_signalement(agent, signalement.site)

    return _trier(request, uuid, Suite.AFFECTER, droit, former)


@require_http_methods(["GET", "HEAD", "POST"])
def rattacher(request: HttpRequest, uuid: UUID) -> HttpResponse:
    def former(signalement: Signalement, initial: dict[str, str]) -> Form:
        suivis = suivis_a_proposer(request.user, signalement, timezone.localdate())
        return RattacherForm(envoi(request), suivis=suivis, initial=initial)

    return _trier(request, uuid, Suite.RATTACHER, peut_donner_suite, former)


@require_http_methods(["GET", "HEAD", "POST"])
def doublon(request: HttpRequest, uuid: UUID) -> HttpResponse:
    def former(signalement: Signalement, initial: dict[str, str]) -> Form:
        originaux = originaux_a_proposer(request.user, signalement)
        raisons = raisons_de(Suite.DOUBLON, timezone.localdate())
        return DoublonForm(envoi(request), originaux=originaux, raisons=raisons, initial=initial)

    return _trier(request, uuid, Suite.DOUBLON, _peut_traiter, former)


@require_http_methods(["GET", "HEAD", "POST"])
def repondre(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _motiver(request, uuid, Suite.REPONDRE, _peut_traiter)


@require_http_methods(["GET", "HEAD", "POST"])
def reorienter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    def former(signalement: Signalement, initial: dict[str, str]) -> Form:
        jour = timezone.localdate()
        return ReorienterForm(
            envoi(request),
            raisons=raisons_de(Suite.REORIENTER, jour),
            partenaires=partenaires_de_l_unite(signalement.departement_id, jour),
            initial=initial,
        )

    return _trier(request, uuid, Suite.REORIENTER, peut_donner_suite, former)


@require_http_methods(["GET", "HEAD", "POST"])
def sans_suite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _motiver(request, uuid, Suite.SANS_SUITE, peut_donner_suite)


TITRES = {
    Suite.AFFECTER: ("Affecter à un assistant de service social", "Affecter", "Le signalement est affecté."),
    Suite.RATTACHER: (
        "Rattacher à un accompagnement en cours",
        "Rattacher",
        "Le signalement est rattaché : le référent le voit dans le dossier.",
    ),
    Suite.REPONDRE: ("Réponse de premier niveau", "Enregistrer la réponse", "La réponse est enregistrée."),
    Suite.REORIENTER: ("Réorienter vers un partenaire", "Réorienter", "La réorientation est enregistrée."),
    Suite.SANS_SUITE: ("Classer sans suite", "Classer", "Le signalement est classé sans suite."),
    Suite.DOUBLON: ("Marquer comme doublon", "Marquer comme doublon", "Le doublon est marqué."),
}


def _trier(
    request: HttpRequest,
    uuid: UUID,
    suite: Suite,
    droit: Droit,
    former: Callable[[Signalement, dict[str, str]], Form],
) -> HttpResponse:
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(droit(request.user, signalement))
    if request.method != "POST" and suite not in triage.suites_possibles(signalement):
        # A form that could only be refused: the page says what became of it, and what is still possible.
        messages.error(request, _deja(signalement))
        return redirect("cases:signalement", uuid)
    titre, bouton, fait = TITRES[suite]
    return traiter(
        request,
        former(signalement, {"etat_vu": signalement.etat}),
        _page(request, uuid, titre, bouton, deja=_deja(signalement)),
        partial(triage.trier_signalement, agent=request.user, signalement=signalement, suite=suite),
        fait,
    )


def _deja(signalement: Signalement) -> str:
    """What the page one comes from may not show yet: somebody has decided since."""
    if signalement.etat in SIGNALEMENTS_A_TRIER:
        return ""
    a = f" à {signalement.affecte_a}" if signalement.etat == EtatSignalement.AFFECTE else ""
    return f"Ce signalement est « {signalement.get_etat_display()} »{a}."


def _page(request: HttpRequest, uuid: UUID, titre: str, bouton: str, *, deja: str = "") -> PageFormulaire:
    suite = suffixe(request)
    retour = reverse("cases:signalement", args=[uuid]) + suite
    parents = [("Signalements", reverse("cases:signalements") + suite), ("Signalement", retour)]
    return PageFormulaire(titre, bouton, retour, parents, deja)


def _motiver(request: HttpRequest, uuid: UUID, suite: Suite, droit: Droit) -> HttpResponse:
    def former(_signalement: Signalement, initial: dict[str, str]) -> Form:
        raisons = raisons_de(suite, timezone.localdate())
        return RaisonForm(envoi(request), raisons=raisons, initial=initial)

    return _trier(request, uuid, suite, droit, former)


def _peut_traiter(agent: Agent, signalement: Signalement) -> bool:
    return peut_traiter_signalement(agent, signalement.site)


def _acter(request: HttpRequest, uuid: UUID, acte: Callable[..., None], fait: str) -> HttpResponse:
    """An act of one gesture, from the page of the signalement and back to it."""
    signalement = get_signalement_or_404(request.user, uuid)
    try:
        acte(agent=request.user, signalement=signalement)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, fait)
    return redirect(reverse("cases:signalement", args=[uuid]) + suffixe(request))
