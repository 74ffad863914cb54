"""What every table of the product shares; drawn by templates/django_tables2/ssam.html."""

import datetime
from typing import Any

import django_tables2 as tables

from servicesocial.typographie import date_courte, nombre


class Tableau(tables.Table):
    """`legende` is its caption (mandatory for screen readers), `legende_detail` a line under it.

    With `cible` (« #resultats ») sorting and paging replace that element by htmx and keep the address true.
    The cells of the first column are headers of their rows.
    """

    legende = ""
    legende_detail = ""
    cible = ""


class ColonneNombre(tables.Column):
    """A count, right-aligned, thousands apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "nombre"}})
        super().__init__(*args, **kwargs)

    def render(self, value: float) -> str:
        return nombre(value)


class ColonneDate(tables.Column):
    """A day, as 15/05/2026."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "date"}})
        super().__init__(*args, **kwargs)

    def render(self, value: datetime.date) -> str:
        return date_courte(value)
