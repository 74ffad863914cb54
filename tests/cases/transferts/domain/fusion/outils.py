"""What the tests of a merge do again and again."""

from cases.transferts.domain.fusion import fusionner_dossiers
from cases.transferts.queries.fusion import comparer

NIR, AUTRE_NIR = "2 75 05 88 321 025", "2 75 05 88 321 026"


def fusionner(agent, garde, absorbe, choix=None, **precisions):
    garde.refresh_from_db()
    absorbe.refresh_from_db()
    return fusionner_dossiers(
        agent=agent,
        garde=garde,
        absorbe=absorbe,
        choix=choix or {},
        **{"empreinte": comparer(garde, absorbe).empreinte} | precisions,
    )
