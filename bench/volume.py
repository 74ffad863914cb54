"""A unit that holds ten times more: the same agents, persons and acts, under other names. Undone by whoever asked.

Each copy has the key of its model plus the same distance, so that what hung on a record hangs on its copy: nothing is
looked up. The copies have no NIR (it is unique) and no slot (a slot is taken once).
"""

from django.db import connection
from django.db.models import Field, ForeignKey, Model

from cases import models
from cases.enums import MotifSansNir
from partners.models import Affectation, Agent

ECART = 1_000_000_000
NOMINATIFS: tuple[type[Model], ...] = (
    models.Assure,
    models.Situation,
    models.ArretTravail,
    models.Accompagnement,
    models.AxeAccompagnement,
    models.ReferentAccompagnement,
    models.Signalement,
    models.Entretien,
    models.ThemeAborde,
    models.RendezVous,
    models.Contact,
    models.Information,
    models.Note,
    models.Preconisation,
    models.Demarche,
    models.ActionRemobilisation,
    models.AccordAction,
    models.MessageReferent,
)
COPIES = {Agent, Affectation, *NOMINATIFS}
# What cannot be the same twice, or leads to what is not copied.
REMPLACES = {
    "uuid": "gen_random_uuid()",
    "nir_chiffre": "NULL",
    "nir_index": "NULL",
    "motif_sans_nir": f"'{MotifSansNir.NON_COMMUNIQUE}'",
    "creneau_id": "NULL",
    "email": "'{lettre}.' || email",
    "nom": "'{lettre}' || reverse(lower(nom))",
    "nom_recherche": "'{lettre}' || reverse(lower(nom)) || ' ' || lower(prenom)",
}


def multiplier(unite: str, fois: int) -> None:
    """`fois` times more in this unit. To be called in its scope, in a transaction that will be undone."""
    with connection.cursor() as curseur:
        for tour in range(1, fois):
            lettre = chr(ord("a") + tour)
            for modele in (Agent, Affectation, *NOMINATIFS):
                curseur.execute(_copie(modele, unite, tour * ECART, lettre))
        for modele in COPIES:
            curseur.execute(f"ANALYZE {modele._meta.db_table}")


def _copie(modele: type[Model], unite: str, ecart: int, lettre: str) -> str:
    champs = [champ for champ in modele._meta.concrete_fields if not champ.generated]
    colonnes = ", ".join(champ.column for champ in champs)
    valeurs = ", ".join(_valeur(modele, champ, ecart).replace("{lettre}", lettre) for champ in champs)
    table = modele._meta.db_table
    return f"INSERT INTO {table} ({colonnes}) SELECT {valeurs} FROM {table} WHERE {_originaux(modele, unite)}"


def _valeur(modele: type[Model], champ: Field, ecart: int) -> str:
    colonne = champ.column
    if champ.primary_key:
        return f"{colonne} + {ecart}"
    if colonne in REMPLACES:
        return REMPLACES[colonne]
    if isinstance(champ, ForeignKey) and champ.related_model is Agent:
        # Whoever works elsewhere (a région, another unit) stays the same person.
        return f"CASE WHEN {colonne} IN ({_agents()}) THEN {colonne} + {ecart} ELSE {colonne} END"
    if isinstance(champ, ForeignKey) and champ.related_model in COPIES:
        return f"{colonne} + {ecart}"
    return colonne


def _originaux(modele: type[Model], unite: str) -> str:
    premiers = f"id < {ECART}"
    if modele is Agent:
        return f"{premiers} AND id IN ({_agents()})"
    if modele is Affectation:
        return f"{premiers} AND agent_id IN ({_agents()})"
    return f"{premiers} AND departement_id = '{unite}'"


def _agents() -> str:
    """Those who work on a site of a unit of the scope: the policies narrow what hangs on them, not this list."""
    return (
        f"SELECT a.agent_id FROM partners_affectation a JOIN partners_site s ON s.id = a.site_id"
        f" WHERE a.agent_id < {ECART} AND s.departement_id = (current_setting('ssam.departements')::text[])[1]"
    )
