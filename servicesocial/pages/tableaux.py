"""What every table of the product shares; drawn by templates/django_tables2/ssam.html."""

import datetime
from typing import Any

import django_tables2 as tables
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from servicesocial.typographie import date_courte, nombre

PAR_PAGE = 25


class Tableau(tables.Table):
    """`legende` is its caption (mandatory for screen readers), `legende_detail` a line under it.

    With `cible` (« #resultats ») sorting and paging replace that element by htmx and keep the address true.
    The cells of the first column are headers of their rows.
    """

    legende = ""
    legende_detail = ""
    cible = ""


def trier_et_paginer(request: HttpRequest, table: tables.Table, par_page: int = PAR_PAGE) -> tables.Table:
    """The order and the page that the address asks for; a page that is not there shows the last one.

    Not the paging of RequestConfig: it also takes the length of a page from the address, without bounds.
    """
    tables.RequestConfig(request, paginate=False).configure(table)
    table.paginator = Paginator(table.rows, par_page)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table


class ColonneNombre(tables.Column):
    """A count, right-aligned, thousands apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "nombre"}})
        super().__init__(*args, **kwargs)

    def render(self, value: float) -> str:
        return nombre(value)


class ColonneDate(tables.Column):
    """A day, or the day of an instant in the time zone of the reader, as 15/05/2026."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "date"}})
        super().__init__(*args, **kwargs)

    def render(self, value: datetime.date) -> str:
        return date_courte(timezone.localtime(value) if isinstance(value, datetime.datetime) else value)
