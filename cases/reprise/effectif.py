"""The records that the lines of the folder refer to, as they would stand after the load.

A record that is in the base stays as it is, so the base's version is the one that counts; the others are those of
the folder. Only what the folder names is taken from the base, which may be far larger.
"""

from django.db.backends.utils import CursorWrapper

from cases.reprise.format import Genre
from cases.reprise.requetes import references_vers

_TABLES = (
    (
        "sites",
        (
            "SELECT code, departement FROM reprise_sites WHERE NOT deja "
            "UNION ALL SELECT code, departement_id FROM partners_site"
        ),
    ),
    (
        "assures",
        (
            "SELECT reference AS uuid, departement FROM reprise_assures WHERE NOT deja "
            "UNION ALL SELECT b.uuid, b.departement_id FROM cases_assure b WHERE b.uuid IN ({assures})"
        ),
    ),
    (
        "signalements",
        (
            "SELECT s.reference AS uuid, coalesce(p.departement, t.departement) AS departement, s.assure "
            "FROM reprise_signalements s LEFT JOIN reprise_e_assures p ON p.uuid = s.assure "
            "LEFT JOIN reprise_e_sites t ON t.code = s.site WHERE NOT s.deja "
            "UNION ALL SELECT b.uuid, b.departement_id, p.uuid FROM cases_signalement b "
            "LEFT JOIN cases_assure p ON p.id = b.assure_id WHERE b.uuid IN ({signalements})"
        ),
    ),
    (
        "entretiens",
        (
            "SELECT reference AS uuid, accompagnement FROM reprise_entretiens WHERE NOT deja "
            "UNION ALL SELECT b.uuid, a.uuid FROM cases_entretien b "
            "JOIN cases_accompagnement a ON a.id = b.accompagnement_id WHERE b.uuid IN ({entretiens})"
        ),
    ),
    (
        "actions",
        (
            "SELECT reference AS uuid, accompagnement, du FROM reprise_actions WHERE NOT deja "
            "UNION ALL SELECT b.uuid, a.uuid, b.du FROM cases_actionremobilisation b "
            "JOIN cases_accompagnement a ON a.id = b.accompagnement_id WHERE b.uuid IN ({actions})"
        ),
    ),
    (
        "accompagnements",
        (
            "SELECT reference AS uuid, assure, ouvert_le, clos_le FROM reprise_accompagnements WHERE NOT deja "
            "UNION ALL SELECT b.uuid, p.uuid, b.ouvert_le, b.clos_le FROM cases_accompagnement b "
            "JOIN cases_assure p ON p.id = b.assure_id WHERE b.uuid IN ({accompagnements} "
            "UNION SELECT accompagnement FROM reprise_e_entretiens UNION SELECT accompagnement FROM reprise_e_actions)"
        ),
    ),
)


def noms() -> list[str]:
    return [f"reprise_e_{nom}" for nom, _ in _TABLES]


def construire(curseur: CursorWrapper, genres: tuple[Genre, ...]) -> None:
    """Makes the tables `reprise_e_…` that the rules on dossiers read."""
    renvois = {nom: " UNION ".join(references_vers(nom, genres)) for nom, _ in _TABLES if nom != "sites"}
    for nom, requete in _TABLES:
        curseur.execute(
            f"CREATE TEMPORARY TABLE reprise_e_{nom} ON COMMIT DROP AS {requete.format(**renvois)}"
        )
        curseur.execute(f"ANALYZE reprise_e_{nom}")
