"""The dossier of a person, on one page."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.base import exiger
from cases.access.dossier import peut_briser_la_glace
from cases.access.personnes import get_assure_or_404, peut_gerer_administratif
from cases.accompagnements.queries.suivis import DOSSIER_SANS_CONTACT
from cases.dossier.queries.dossier import dossier_informe, lire_dossier
from cases.dossier.views.presentation import presenter_chronologie, presenter_echeances
from cases.enums import MoyenContact, ResultatContact
from cases.models import Situation
from cases.personnes.domain.contact import noter_contact
from cases.personnes.forms.contact import EssaiForm
from cases.personnes.queries.opposition import avec_fin
from cases.personnes.views.protections import protections
from cases.rules.arrets import enchainer, jours_couverts
from cases.rules.conservation import CONSERVATION, fin_de_base_active
from cases.signalements.queries.urgence import consignes, urgences_de
from cases.socle.dossier import Dossier, SuiviDuDossier
from cases.socle.evenement import age
from partners.models import Parametre
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.telephone import ecrire_telephone
from servicesocial.typographie import date_longue

# Beyond, the older events stand behind « Montrer la suite ».
EVENEMENTS_MONTRES = 40


@require_http_methods(["GET", "HEAD", "POST"])
def contacter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An attempt to reach the person: no entretien (F0)."""
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_gerer_administratif(request.user, assure))
    retour = reverse("cases:dossier", args=[uuid])
    initial: dict[str, object] = {"le": timezone.localtime().replace(second=0, microsecond=0)}
    if request.GET.get("essai") == ResultatContact.INJOIGNABLE:
        # « Injoignable » in two actions: nothing is left to choose.
        initial |= {"moyen": MoyenContact.TELEPHONE, "resultat": ResultatContact.INJOIGNABLE}
    return traiter(
        request,
        EssaiForm(envoi(request), initial=initial, informee=dossier_informe(assure)),
        PageFormulaire(
            "Noter un contact",
            "Noter le contact",
            retour,
            [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)],
        ),
        partial(noter_contact, agent=request.user, assure=assure),
        "Le contact est noté.",
        gabarit="cases/socle/dossier_geste.html",
        contexte={"protections": protections(assure)},
    )


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Opening the page is a consultation: lire_dossier writes its line in the journal."""
    assure = get_assure_or_404(request.user, uuid)
    if assure.uuid != uuid:
        # The address of a dossier that was merged into this one.
        return redirect("cases:dossier", assure.uuid)
    jour = timezone.localdate()
    parametres = Parametre.valeurs_le((DOSSIER_SANS_CONTACT, CONSERVATION), jour)
    dossier = lire_dossier(request.user, assure, jour, parametres)
    evenements = presenter_chronologie(dossier)
    urgences = list(urgences_de(assure))
    contexte = {
        "dossier": dossier,
        "echeances": presenter_echeances(dossier),
        "conservation": _conservation(dossier),
        "peut_briser": peut_briser_la_glace(request.user, assure),
        "assure": assure,
        "jour": jour,
        "age": age(assure.date_naissance, assure.decede_le or jour) if assure.date_naissance else None,
        "protections": protections(assure),
        "identite": _identite(dossier),
        "oppositions": avec_fin([o for o in dossier.oppositions if o.levee_le is None], jour),
        "situations": [_situation(situation) for situation in dossier.situations],
        "arrets": _arrets(dossier),
        "suivis": [(suivi, _suivi(suivi)) for suivi in dossier.suivis],
        "evenements": evenements[:EVENEMENTS_MONTRES],
        "suite": evenements[EVENEMENTS_MONTRES:],
        "urgences": urgences,
        "consignes": consignes(assure.departement_id, jour) if urgences else [],
        "peut_gerer_urgence": True,
        "suite_file": "",
    }
    return render(request, "cases/dossier/dossier.html", contexte)


def _identite(dossier: Dossier) -> list[tuple[str, object]]:
    assure = dossier.assure
    return [
        ("NIR", dossier.nir_masque or assure.get_motif_sans_nir_display()),
        ("Téléphone", ecrire_telephone(assure.telephone)),
        ("Courriel", assure.courriel),
        ("Adresse", assure.adresse),
        ("Commune", assure.commune),
        ("Unité", assure.departement),
    ]


def _conservation(dossier: Dossier) -> dict[str, object] | None:
    """The retention clock; None while no duration is in effect."""
    mois = dossier.parametres.get(CONSERVATION)
    if mois is None:
        return None
    dernier = dossier.dernier_contact
    fin = fin_de_base_active(dernier, int(mois))
    return {"dernier": dernier, "fin": fin, "mois": int(mois), "depassee": fin < dossier.jour}


def _situation(situation: Situation) -> tuple[Situation, list[tuple[str, object]]]:
    rqth = f"jusqu’au {date_longue(situation.rqth_jusquau)}" if situation.rqth_jusquau else None
    return situation, [
        ("Ménage", situation.menage),
        ("Emploi", situation.emploi),
        ("Profession", situation.profession),
        ("Employeur", situation.employeur),
        ("RQTH", rqth),
    ]


def _arrets(dossier: Dossier) -> list[dict[str, object]]:
    """The chains, the last one first."""
    return [
        {"pieces": chaine, "du": chaine[0].du, "au": chaine[-1].au, "jours": jours_couverts(chaine)}
        for chaine in reversed(enchainer(dossier.arrets))
    ]


def _suivi(suivi: SuiviDuDossier) -> list[tuple[str, object]]:
    accompagnement = suivi.accompagnement
    lignes: list[tuple[str, object]] = [
        ("Ouvert le", date_longue(accompagnement.ouvert_le)),
        ("Référent", suivi.referent),
        ("Site", accompagnement.site),
        ("Risque", accompagnement.risque),
    ]
    if accompagnement.clos_le:
        lignes += [
            ("Clos le", date_longue(accompagnement.clos_le)),
            ("Situation à la clôture", accompagnement.situation_cloture),
        ]
        lignes += [("Relais", accompagnement.relais)] if accompagnement.relais else []
    return lignes
