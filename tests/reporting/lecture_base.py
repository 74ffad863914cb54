"""The records of the database as plain lists for `recompte.py`. The ORM reads rows here and counts nothing."""

from cases import models
from partners.models import Affectation, Departement, Site
from reporting.enums import EtatBilan
from reporting.models import Bilan, ChiffreDeclare
from servicesocial.perimetre import TOUT, perimetre
from tests.reporting import releve as plat


def lire_base() -> plat.Releve:
    """Everything that the figures of any year are counted from."""
    with perimetre(TOUT):
        return plat.Releve(
            unites=list(Departement.objects.values_list("code", flat=True)),
            unite_du_site=dict(Site.objects.values_list("code", "departement_id")),
            personnes=[
                plat.Personne(str(a.uuid), a.sexe, a.date_naissance.year if a.date_naissance else None)
                for a in models.Assure.objects.only("uuid", "sexe", "date_naissance")
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
                plat.Signalement(s.site.code, s.recu_le, s.origine.famille, s.etat, s.annule_le is not None)
                for s in models.Signalement.objects.select_related("site", "origine")
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
    lignes = models.Accompagnement.objects.select_related(
        "assure", "site", "site_cloture", "risque", "situation_cloture"
    )
    return [
        plat.Accompagnement(
            str(a.uuid),
            str(a.assure.uuid),
            a.site.code,
            a.ouvert_le,
            a.risque.classe if a.risque else None,
            a.clos_le,
            a.site_cloture.code if a.site_cloture else None,
            a.situation_cloture.groupe if a.situation_cloture else None,
            a.annule_le is not None,
        )
        for a in lignes
    ]


def _entretiens() -> list[plat.Entretien]:
    lignes = models.Entretien.objects.select_related("accompagnement", "site")
    return [
        plat.Entretien(
            str(e.uuid),
            str(e.accompagnement.uuid),
            e.site.code,
            e.date,
            e.mode,
            (e.saisi_le, e.pk),
            e.annule_le is not None,
        )
        for e in lignes
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
