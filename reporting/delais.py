"""Delays of the signalements of a unit and year: figures of a unit, never of a person nor of an agent.

Population: signalements that count, received on the sites of the unit (F10). Left out and counted apart: those whose
dossier another unit follows now, and those answered without a rendez-vous being owed.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import EtatRendezVous, EtatSignalement, ResultatContact
from cases.rules.promesse import DELAI_CONTACT, DELAI_PREMIER_RENDEZ_VOUS
from partners.enums import Profil, TypeParametre
from partners.models import Agent, Departement, OrigineSignalement, Site
from reporting.charts import Part, barres
from reporting.delai import SEUIL_MEDIANE, Delai, Ligne, accorder, jours
from reporting.gabarits.document import Figure
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.typographie import MOIS

# One row a site, an origin, a month, and one for the whole. The promise is that of the day of reception: a contact,
# where the origin has its own (cases/rules/promesse.py), otherwise a rendez-vous; never both.
_SQL = """
WITH recus AS (
    SELECT
        signalement.id, signalement.assure_id, signalement.accompagnement_id, signalement.recu_le,
        signalement.site_id, site.nom AS site, signalement.origine_id, origine.libelle AS origine,
        extract(month FROM signalement.recu_le)::int AS mois,
        CASE
            WHEN assure.departement_id <> site.departement_id THEN 'ailleurs'
            WHEN signalement.etat = ANY (%(sans_rendez_vous)s) THEN signalement.etat
        END AS ecart,
        (
            SELECT trunc(parametre.valeur)::int FROM partners_parametre AS parametre
            WHERE parametre.code = %(promesse)s AND parametre.du <= signalement.recu_le
            ORDER BY parametre.du DESC LIMIT 1
        ) AS promis_par_le_service,
        (
            SELECT ceil(parametre.valeur / 24)::int FROM partners_parametre AS parametre
            WHERE parametre.code = %(contact)s || origine.code AND parametre.unite = %(heures)s
                AND parametre.du <= signalement.recu_le
            ORDER BY parametre.du DESC LIMIT 1
        ) AS contact_promis
    FROM cases_signalement AS signalement
    JOIN partners_site AS site ON site.id = signalement.site_id
    JOIN partners_originesignalement AS origine ON origine.id = signalement.origine_id
    LEFT JOIN cases_assure AS assure ON assure.id = signalement.assure_id
    WHERE site.departement_id = %(unite)s
        AND signalement.recu_le BETWEEN make_date(%(annee)s, 1, 1) AND make_date(%(annee)s, 12, 31)
        AND signalement.annule_le IS NULL AND signalement.etat <> %(doublon)s
        AND (%(site)s::bigint IS NULL OR signalement.site_id = %(site)s::bigint)
        AND (%(origine)s::bigint IS NULL OR signalement.origine_id = %(origine)s::bigint)
), mesures AS (
    SELECT
        recus.*,
        CASE WHEN contact_promis IS NULL THEN promis_par_le_service END AS promis,
        CASE WHEN ecart IS NULL THEN (
            SELECT coalesce(min(jour) FILTER (WHERE signalement_id = recus.id), min(jour)) - recus.recu_le
            FROM cases_rendezvous AS rdv, LATERAL (SELECT (debut AT TIME ZONE %(fuseau)s)::date AS jour) AS le
            WHERE (assure_id = recus.assure_id OR signalement_id = recus.id) AND etat <> %(rdv_annule)s
                AND jour >= recus.recu_le
        ) END AS rendez_vous,
        CASE WHEN ecart IS NULL THEN (
            SELECT min(entretien.date) - recus.recu_le FROM cases_entretien AS entretien
            WHERE entretien.accompagnement_id = recus.accompagnement_id AND entretien.annule_le IS NULL
                AND entretien.date >= recus.recu_le
        ) END AS entretien,
        CASE WHEN ecart IS NULL THEN (
            SELECT min((contact.le AT TIME ZONE %(fuseau)s)::date) - recus.recu_le FROM cases_contact AS contact
            WHERE (contact.assure_id = recus.assure_id OR contact.signalement_id = recus.id)
                AND contact.resultat = %(joint)s AND (contact.le AT TIME ZONE %(fuseau)s)::date >= recus.recu_le
        ) END AS contact
    FROM recus
)
SELECT
    CASE WHEN grouping(site_id) = 0 THEN 'site' WHEN grouping(origine_id) = 0 THEN 'origine'
        WHEN grouping(mois) = 0 THEN 'mois' ELSE 'tout' END AS axe,
    coalesce(site, origine) AS libelle,
    mois,
    count(*) FILTER (WHERE ecart IS NULL) AS retenus,
    count(*) FILTER (WHERE ecart = 'ailleurs') AS ailleurs,
    count(*) FILTER (WHERE ecart = 'sans_suite') AS sans_suite,
    count(*) FILTER (WHERE ecart = 'reoriente') AS reoriente,
    count(*) FILTER (WHERE ecart = 'repondu') AS repondu,
    count(rendez_vous) AS rendez_vous_mesures,
    count(entretien) AS entretien_mesures,
    count(contact) AS contact_mesures,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY rendez_vous) AS rendez_vous_mediane,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY entretien) AS entretien_mediane,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY contact) AS contact_mediane,
    count(*) FILTER (WHERE rendez_vous <= promis) AS tenus,
    count(*) FILTER (WHERE rendez_vous IS NOT NULL AND promis IS NOT NULL) AS jugeables,
    count(*) FILTER (
        WHERE ecart IS NULL AND rendez_vous IS NULL AND recu_le + promis < %(aujourdhui)s
    ) AS depasses,
    count(*) FILTER (WHERE contact <= contact_promis) AS contact_tenus,
    count(*) FILTER (WHERE contact IS NOT NULL AND contact_promis IS NOT NULL) AS contact_jugeables,
    count(*) FILTER (
        WHERE ecart IS NULL AND contact IS NULL AND recu_le + contact_promis < %(aujourdhui)s
    ) AS contact_depasses,
    (
        SELECT trunc(parametre.valeur)::int FROM partners_parametre AS parametre
        WHERE parametre.code = %(promesse)s AND parametre.du <= %(jour)s
        ORDER BY parametre.du DESC LIMIT 1
    ) AS promesse,
    (
        SELECT json_agg(json_build_array(libelle, heures) ORDER BY ordre, libelle) FROM (
            SELECT origine.libelle, origine.ordre, (
                SELECT trunc(parametre.valeur)::int FROM partners_parametre AS parametre
                WHERE parametre.code = %(contact)s || origine.code AND parametre.unite = %(heures)s
                    AND parametre.du <= %(jour)s
                ORDER BY parametre.du DESC LIMIT 1
            ) AS heures FROM partners_originesignalement AS origine
        ) AS promesses WHERE heures IS NOT NULL
    ) AS contacts_promis
FROM mesures
GROUP BY GROUPING SETS ((), (site_id, site), (origine_id, origine), (mois))
ORDER BY axe, mois, retenus DESC, libelle
"""


@dataclass(frozen=True, slots=True)
class Delais:
    """The delays of a unit and year.

    `contacts_promis` are the origins that promise a contact instead of a rendez-vous, each with its number of hours.
    """

    unite: Departement
    annee: int
    promesse: int | None
    contacts_promis: tuple[tuple[str, int], ...]
    retenus: int
    ecartes: dict[str, int]
    rendez_vous: Delai
    entretien: Delai
    contact: Delai
    par_site: tuple[Ligne, ...]
    par_origine: tuple[Ligne, ...]
    par_mois: tuple[Ligne, ...]

    @property
    def total_ecartes(self) -> int:
        return sum(self.ecartes.values())

    @property
    def sous_promesse(self) -> str:
        """The promise as a heading says it: « sous 14 jours »."""
        return "dans le délai promis" if self.promesse is None else f"sous {jours(Decimal(self.promesse))}"

    @property
    def sous_contact(self) -> str:
        """The promised contact as a heading says it: « sous 72 heures »."""
        durees = {heures for _, heures in self.contacts_promis}
        return f"sous {durees.pop()} heures" if len(durees) == 1 else "dans le délai promis"

    @property
    def figure(self) -> Figure | None:
        """The chart of the median of each month of reception; None when no month has enough measures."""
        if all(ligne.rendez_vous.mediane is None for ligne in self.par_mois):
            return None
        parts = [
            Part(
                ligne.libelle.capitalize(),
                ligne.rendez_vous.mediane or 0,
                "trop peu" if ligne.rendez_vous.mediane is None else ligne.rendez_vous.mediane_texte,
                accorder(ligne.rendez_vous.mesures, "mesuré"),
            )
            for ligne in self.par_mois
        ]
        titre = f"Délai médian du premier rendez-vous en {self.annee}, par mois de réception"
        return Figure(barres("delais-mois", titre, parts, entete="Mois", colonne="Médiane", large=408))


def unites_des_delais(agent: Agent) -> QuerySet[Departement]:
    """Returns the units whose delays the agent reads: as a manager, or as région."""
    codes = agent.unites(Profil.MANAGER, Profil.REGION)
    return Departement.objects.filter(code__in=codes).order_by("code")


def calculer_delais(
    unite: Departement, annee: int, *, site: Site | None = None, origine: OrigineSignalement | None = None
) -> Delais:
    """Returns the delays of the signalements that the unit received that year, with what is promised, in one query.

    It opens its own scope: a signalement counts where it was received, even when its dossier has moved away.
    """
    aujourdhui = timezone.localdate()
    lignes = _lire(unite, annee, site, origine, aujourdhui)
    (tout,) = (ligne for ligne in lignes if ligne["axe"] == "tout")
    return Delais(
        unite=unite,
        annee=annee,
        promesse=tout["promesse"],
        contacts_promis=tuple((libelle, heures) for libelle, heures in tout["contacts_promis"] or ()),
        retenus=tout["retenus"],
        ecartes={
            "dont le dossier est suivi maintenant par une autre unité": tout["ailleurs"],
            "sans suite": tout["sans_suite"],
            "avec réorientation": tout["reoriente"],
            "avec réponse de premier niveau": tout["repondu"],
        },
        rendez_vous=_delai(tout, "rendez_vous"),
        entretien=_delai(tout, "entretien"),
        contact=_delai(tout, "contact"),
        par_site=_ventiler(lignes, "site"),
        par_origine=_ventiler(lignes, "origine"),
        par_mois=_mois(lignes, aujourdhui.month if annee == aujourdhui.year else 12),
    )


def _lire(
    unite: Departement,
    annee: int,
    site: Site | None,
    origine: OrigineSignalement | None,
    aujourdhui: datetime.date,
) -> list[dict[str, Any]]:
    parametres: dict[str, Any] = {
        "unite": unite.code,
        "annee": annee,
        "site": site.pk if site else None,
        "origine": origine.pk if origine else None,
        "promesse": DELAI_PREMIER_RENDEZ_VOUS,
        "contact": DELAI_CONTACT,
        "heures": TypeParametre.HEURES.value,
        "sans_rendez_vous": [
            EtatSignalement.SANS_SUITE.value,
            EtatSignalement.REORIENTE.value,
            EtatSignalement.REPONDU.value,
        ],
        "doublon": EtatSignalement.DOUBLON.value,
        "rdv_annule": EtatRendezVous.ANNULE.value,
        "joint": ResultatContact.JOINT.value,
        "fuseau": settings.TIME_ZONE,
        "aujourdhui": aujourdhui,
        # What was promised at the end of the year, or is today.
        "jour": min(datetime.date(annee, 12, 31), aujourdhui),
    }
    with perimetre(TOUT), connection.cursor() as curseur:
        curseur.execute(_SQL, parametres)
        colonnes = [colonne.name for colonne in curseur.description]
        return [dict(zip(colonnes, ligne, strict=True)) for ligne in curseur.fetchall()]


def _delai(ligne: Mapping[str, Any], vers: str) -> Delai:
    mesures, mediane = ligne[f"{vers}_mesures"], ligne[f"{vers}_mediane"]
    prefixe = {"rendez_vous": "", "contact": "contact_"}.get(vers)
    promis = {} if prefixe is None else {nom: ligne[prefixe + nom] for nom in PROMESSE}
    return Delai(
        mesures,
        ligne["retenus"] - mesures,
        Decimal(str(mediane)) if mesures >= SEUIL_MEDIANE else None,
        **promis,
    )


PROMESSE = ("tenus", "jugeables", "depasses")


def _ventiler(lignes: Iterable[Mapping[str, Any]], axe: str) -> tuple[Ligne, ...]:
    return tuple(
        Ligne(ligne["libelle"], ligne["retenus"], _delai(ligne, "rendez_vous"), _delai(ligne, "contact"))
        for ligne in lignes
        if ligne["axe"] == axe and ligne["retenus"]
    )


def _mois(lignes: Iterable[Mapping[str, Any]], dernier: int) -> tuple[Ligne, ...]:
    """Returns every month until the last one begun, even without a signalement."""
    connus = {ligne["mois"]: ligne for ligne in lignes if ligne["axe"] == "mois"}
    return tuple(
        Ligne(
            nom,
            connus[rang]["retenus"],
            _delai(connus[rang], "rendez_vous"),
            _delai(connus[rang], "contact"),
        )
        if rang in connus
        else Ligne(nom, 0, Delai(0, 0, None), Delai(0, 0, None))
        for rang, nom in enumerate(MOIS[:dernier], start=1)
    )
