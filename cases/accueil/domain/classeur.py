"""A list as a spreadsheet."""

import datetime
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LARGEUR_MAX = 60


def ecrire_classeur(titre: str, entetes: Sequence[str], lignes: Iterable[Sequence[object]]) -> bytes:
    """Writes an .xlsx workbook of one sheet. A text stays a text: one that begins with « = » is no formula."""
    classeur = Workbook(write_only=True)
    feuille = classeur.create_sheet(titre)
    lignes = list(lignes)
    for rang, entete in enumerate(entetes):
        plus_long = max([len(entete), *(len(str(ligne[rang] or "")) for ligne in lignes)])
        feuille.column_dimensions[get_column_letter(rang + 1)].width = min(plus_long + 2, LARGEUR_MAX)
    feuille.freeze_panes = "A2"
    feuille.append([_cellule(feuille, entete, gras=True) for entete in entetes])
    for ligne in lignes:
        feuille.append([_cellule(feuille, valeur) for valeur in ligne])
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def _cellule(feuille: WriteOnlyWorksheet, valeur: object, *, gras: bool = False) -> WriteOnlyCell:
    if isinstance(valeur, datetime.datetime):
        cellule = WriteOnlyCell(feuille, value=valeur.replace(tzinfo=None))
        cellule.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(valeur, datetime.date):
        cellule = WriteOnlyCell(feuille, value=valeur)
        cellule.number_format = "dd/mm/yyyy"
    else:
        cellule = WriteOnlyCell(feuille, value=ILLEGAL_CHARACTERS_RE.sub("", str(valeur or "")))
        cellule.data_type = "s"
    if gras:
        cellule.font = Font(bold=True)
    return cellule
