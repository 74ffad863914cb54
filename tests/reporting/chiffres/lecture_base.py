"""The records of the database as plain lists for `recompte.py`. The ORM reads rows here and counts nothing."""

from cases import models
from partners.models import Affectation, Departement, Site
from reporting.enums import EtatBilan
from reporting.models import Bilan, ChiffreDeclare
from servicesocial.perimetre import TOUT, perimetre
from tests.reporting.chiffres import releve as plat


def lire_base() -> plat.Releve:
    """Everything that the figures of any year are counted from."""
    with perimetre(TOUT):
        return plat.Releve(
            unites=list(Departement.objects.values_list("code", flat=True)),
            unite_du_site=dict(Site.objects.values_list("code", "departement_id")),
            personnes=[
                plat.Personne(str(uuid), sexe, naissance.year if naissance else None)
                for uuid, sexe, naissance in models.Assure.objects.values_list(
                    "uuid", "sexe", "date_naissance"
                )
            ],
            accompagnements=_accompagnements(),
            axes=[
                plat.AxeDepuis(str(accompagnement), du, axe)
                for accompagnement, du, axe in models.AxeAccompagnement.objects.values_list(
                    "accompagnement__uuid", "du", "axe"
                )
            ],
            entretiens=_entretiens(),
            signalements=[
                plat.Signalement(site, recu_le, famille, etat, annule_le is not None)
                for site, recu_le, famille, etat, annule_le in models.Signalement.objects.values_list(
                    "site__code", "recu_le", "origine__famille", "etat", "annule_le"
                )
            ],
            actions=_actions(),
            affectations=_affectations(),
            publies=[
                plat.BilanPublie(b.departement_id, b.annee, b.version, b.figures["chiffres"])
                for b in Bilan.objects.filter(etat=EtatBilan.PUBLIE).defer("pdf")
            ],
            declares=[
                plat.Declare(d.departement_id, d.annee, d.cle, str(d.valeur), d.source)
                for d in ChiffreDeclare.objects.exclude(departement=None)
            ],
        )


def _accompagnements() -> list[plat.Accompagnement]:
    lignes = models.Accompagnement.objects.values_list(
        "uuid",
        "assure__uuid",
        "site__code",
        "ouvert_le",
        "risque__classe",
        "clos_le",
        "site_cloture__code",
        "situation_cloture__groupe",
        "annule_le",
    )
    return [
        plat.Accompagnement(str(uuid), str(personne), *faits, annule=annule_le is not None)
        for uuid, personne, *faits, annule_le in lignes
    ]


def _entretiens() -> list[plat.Entretien]:
    lignes = models.Entretien.objects.values_list(
        "uuid", "accompagnement__uuid", "site__code", "date", "mode", "saisi_le", "pk", "annule_le"
    )
    return [
        plat.Entretien(
            str(uuid), str(accompagnement), site, date, mode, (saisi_le, pk), annule_le is not None
        )
        for uuid, accompagnement, site, date, mode, saisi_le, pk, annule_le in lignes
    ]


def _actions() -> list[plat.Action]:
    return [
        plat.Action(
            a.site.code,
            a.type,
            a.du,
            a.au,
            a.etat,
            finance_am=a.dispositif is not None and a.dispositif.finance_am,
            renouvelle=a.renouvelle_id is not None,
            annule=a.annule_le is not None,
        )
        for a in models.ActionRemobilisation.objects.select_related("site", "dispositif")
    ]


def _affectations() -> list[plat.Affectation]:
    return [
        plat.Affectation(
            str(a.agent_id),
            a.site.departement_id if a.site else a.departement_id,
            a.metier.fonction,
            a.du,
            a.au,
        )
        for a in Affectation.objects.select_related("site", "metier")
    ]
