"""The section of the home page that comes from the bilans."""

from typing import Any

from django.http import HttpRequest

from reporting.access import unites_dirigees
from reporting.queries import dernier_bilan_par_unite


def section_bilans(request: HttpRequest) -> dict[str, Any]:
    agent: Any = request.user
    return {
        "unites": dernier_bilan_par_unite(agent),
        "dirigees": {unite.code for unite in unites_dirigees(agent)},
    }
