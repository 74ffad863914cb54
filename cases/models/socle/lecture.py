"""What the rights ask of every row: who follows a person on a day, and whether an agent may read her dossier.

In SQL, and not by nested querysets: every list of every page asks it, and building and compiling those querysets took
longer than the answer of the database.
"""

import datetime
from typing import Any

from django.db.models import BooleanField, Expression, F
from django.db.models.expressions import Col, RawSQL
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from partners.enums import Profil
from partners.models import Agent

# In this order: who follows is asked only of the few dossiers in accès restreint. Written so as to be planned quickly,
# since every query is planned with it and hardly any runs it.
_LISIBLE = """(
    {dossier}.fusionne_dans_id IS NULL
    AND (
        NOT {dossier}.acces_restreint
        OR {dossier}.manager_habilite_id = %s
        OR EXISTS (
            SELECT FROM cases_accompagnement AS suivi
            WHERE suivi.assure_id = {dossier}.id AND suivi.clos_le IS NULL AND suivi.annule_le IS NULL
                AND (
                    SELECT nomme.agent_id FROM cases_referentaccompagnement AS nomme
                    WHERE nomme.accompagnement_id = suivi.id AND nomme.du <= %s
                    ORDER BY nomme.du DESC LIMIT 1
                ) = ANY (ARRAY(
                    SELECT remplace_id FROM cases_remplacement WHERE remplacant_id = %s AND %s BETWEEN du AND au
                ) || %s::bigint)
        )
    )
)"""


def accompagnements_suivis(agent: Agent, jour: datetime.date) -> RawSQL:
    """For `__in`: those whose référent that day is the agent, or somebody whom he replaces that day.

    The référent of a day is the last one named until then. It starts from the agent (index `referent_agent`): it costs
    what he follows, not what his unit does.
    """
    return RawSQL(
        """
        SELECT nomme.accompagnement_id FROM cases_referentaccompagnement AS nomme
        WHERE nomme.du <= %s
            AND nomme.agent_id IN (
                SELECT %s::bigint
                UNION ALL
                SELECT remplace_id FROM cases_remplacement WHERE remplacant_id = %s AND %s BETWEEN du AND au
            )
            AND NOT EXISTS (
                SELECT FROM cases_referentaccompagnement AS suivant
                WHERE suivant.accompagnement_id = nomme.accompagnement_id
                    AND suivant.du > nomme.du AND suivant.du <= %s
            )
        """,
        (jour, agent.pk, agent.pk, jour, jour),
    )


class DossierLisible(Expression):
    """A condition: the dossier was not absorbed by another, and is not in accès restreint, or is open to the agent.

    Open: he follows it today by an accompagnement that is open, as référent or replacing him; or it names him as its
    manager, while he is one.

    `vers` is the way to the person, "" from the person herself. From anywhere else the dossier is read by its key, row
    by row: a join lets the planner read every person of the unit for a list of fifty lines.
    """

    conditional = True

    def __init__(self, vers: str, agent: Agent) -> None:
        super().__init__(output_field=BooleanField())
        self.vers = vers
        jour = timezone.localdate()
        manager = agent.pk if Profil.MANAGER in agent.profils() else None
        self.parametres = (manager, jour, agent.pk, jour, agent.pk)
        self.personne: Any = F(vers or "pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.personne]

    def set_source_expressions(self, exprs: list[Any]) -> None:
        (self.personne,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.vers:
            colonne: Col = self.personne
            return _LISIBLE.format(dossier=compiler.quote_name_unless_alias(colonne.alias)), self.parametres
        cle, parametres = compiler.compile(self.personne)
        lisible = _LISIBLE.format(dossier="dossier")
        lu = f"(SELECT {lisible} FROM cases_assure AS dossier WHERE dossier.id = {cle})"  # noqa: S608 (of constants)
        return lu, (*self.parametres, *parametres)
