"""Reading a list that somebody else made: CSV of any usual kind, or XLSX. The bytes are never trusted (securite.md R7).

Nothing here looks at what the cells mean: see rules/ligne_liste_recue.py.
"""

import csv
import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from servicesocial.refus import RefusMetier

LIGNES_MAX = 150_000
COLONNES_MAX = 60
CELLULE_MAX = 1_000
VIDES_MAX = 5_000
# A sheet of 150 000 lines and 12 columns is some 100 MB of XML; its texts (shared strings) are held in memory.
XLSX_DEPLIE_MAX = 250 * 1024 * 1024
XLSX_TEXTES_MAX = 40 * 1024 * 1024
XLSX_MEMBRES_MAX = 500
XLSX_RATIO_MAX = 200
# Whatever openpyxl meets in a file that was cut or forged.
FAUTES_DE_CLASSEUR = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    NotImplementedError,
)
SEPARATEURS = ";\t,|"
_SIGNATURES = (
    (b"%PDF", "C'est un PDF : demandez la liste en CSV ou en XLSX."),
    (
        b"\xd0\xcf\x11\xe0",
        "C'est un ancien classeur (.xls), ou il a un mot de passe : enregistrez-le en XLSX sans mot de passe.",
    ),
    (b"\x1f\x8b", "C'est une archive : déposez le fichier qu'elle contient."),
    (b"7z\xbc\xaf", "C'est une archive : déposez le fichier qu'elle contient."),
    (b"Rar!", "C'est une archive : déposez le fichier qu'elle contient."),
    (b"\x89PNG", "C'est une image : demandez la liste en CSV ou en XLSX."),
    (b"\xff\xd8\xff", "C'est une image : demandez la liste en CSV ou en XLSX."),
    (b"{\\rtf", "C'est un document de texte : demandez la liste en CSV ou en XLSX."),
    (b"<", "C'est une page web ou du XML : demandez la liste en CSV ou en XLSX."),
)


class ListeIllisible(RefusMetier):
    """The whole file is refused. The sentence says what the agent should ask the sender for."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase, champ="fichier", code="illisible")


@dataclass(frozen=True)
class Ligne:
    """A line of the file. `numero` is the one that the sender sees; `faute` says why its cells cannot be trusted."""

    numero: int
    cellules: list[str]
    faute: str = ""


@dataclass(frozen=True)
class Feuille:
    """The titles of the columns, then the lines, which are read one by one when they are asked for."""

    entetes: list[str]
    lignes: Iterator[Ligne]


def ouvrir(contenu: bytes) -> Feuille:
    """Opens a file whose kind is found from its bytes, never from its name. Raises ListeIllisible.

    Reading the lines raises it too: a file that stops in the middle of a line is found out at its end.
    """
    if not contenu.strip():
        raise ListeIllisible("Ce fichier est vide.")
    if contenu[:2] == b"PK":
        brutes = _lignes_xlsx(contenu)
    else:
        debut = contenu.lstrip()[:16]
        for signature, phrase in _SIGNATURES:
            if debut.startswith(signature):
                raise ListeIllisible(phrase)
        brutes = _lignes_csv(contenu)
    lignes = _sans_vides(brutes)
    _, entetes = next(lignes, (0, []))
    entetes = _retirer_fin_vide(entetes)
    if len(entetes) < 2:
        raise ListeIllisible(
            "Une seule colonne a été trouvée : séparez-les par un point-virgule, une virgule ou une tabulation."
        )
    if len(entetes) > COLONNES_MAX:
        raise ListeIllisible(f"Ce fichier compte plus de {COLONNES_MAX} colonnes.")
    if any(sum(c.isdigit() for c in titre) >= 6 for titre in entetes):
        raise ListeIllisible(
            "La première ligne ne contient pas les titres des colonnes : ajoutez-les (« NIR ; Nom ; Prénom »)."
        )
    return Feuille(entetes, _controlees(lignes, len(entetes)))


def _controlees(lignes: Iterator[tuple[int, list[str]]], largeur: int) -> Iterator[Ligne]:
    lues = 0
    for numero, brutes in lignes:
        lues += 1
        if lues > LIGNES_MAX:
            raise ListeIllisible(
                f"Ce fichier compte plus de {LIGNES_MAX} lignes : coupez-le en plusieurs fichiers."
            )
        cellules = _retirer_fin_vide(brutes)
        faute = ""
        if len(cellules) > largeur:
            faute = f"{len(cellules)} colonnes au lieu de {largeur} : les colonnes sont décalées."
        elif any(len(cellule) > CELLULE_MAX for cellule in cellules):
            faute = f"Une cellule dépasse {CELLULE_MAX} caractères."
        yield Ligne(numero, [*cellules, *[""] * (largeur - len(cellules))], faute)
    if lues == 0:
        raise ListeIllisible("Ce fichier ne contient que la ligne des titres.")


def _sans_vides(lignes: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    vides = 0
    for numero, cellules in lignes:
        if any(cellule.strip() for cellule in cellules):
            vides = 0
            yield numero, cellules
        else:
            vides += 1
            if vides > VIDES_MAX:
                return


def _retirer_fin_vide(cellules: list[str]) -> list[str]:
    fin = len(cellules)
    while fin and not cellules[fin - 1].strip():
        fin -= 1
    return [cellule.strip() for cellule in cellules[:fin]]


# --- CSV ------------------------------------------------------------------------------------------------------


def _lignes_csv(contenu: bytes) -> Iterator[tuple[int, list[str]]]:
    texte = _decoder(contenu)
    premiere = texte.lstrip("\r\n").split("\n", 1)[0]
    separateur = max(SEPARATEURS, key=premiere.count)
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
    largeur = 0
    derniere: tuple[list[str], int] = ([], 0)
    try:
        for cellules in lecteur:
            largeur = largeur or len(cellules)
            derniere = (cellules, lecteur.line_num)
            yield lecteur.line_num, cellules
    except csv.Error:
        raise ListeIllisible(
            f"Ligne {lecteur.line_num + 1} : un guillemet n'est pas fermé, ou le fichier est tronqué. Redemandez-le."
        ) from None
    cellules, numero = derniere
    if not texte.endswith(("\n", "\r")) and 0 < len(cellules) < largeur:
        raise ListeIllisible(
            f"Le fichier s'arrête au milieu de la ligne {numero} : il est sans doute tronqué. Redemandez-le."
        )


def _decoder(contenu: bytes) -> str:
    utf16 = contenu[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encodage in ["utf-16"] if utf16 else ["utf-8-sig", "cp1252"]:
        try:
            texte = contenu.decode(encodage)
        except UnicodeDecodeError:
            continue
        if "\x00" in texte:
            break
        return texte
    if b"\x00" in contenu:
        raise ListeIllisible("Ce fichier n'est ni du CSV ni un classeur XLSX.")
    raise ListeIllisible("L'encodage de ce fichier n'est pas reconnu : enregistrez-le en « CSV UTF-8 ».")


# --- XLSX -----------------------------------------------------------------------------------------------------


def _lignes_xlsx(contenu: bytes) -> Iterator[tuple[int, list[str]]]:
    _verifier_archive(contenu)
    abime = ListeIllisible("Ce classeur est abîmé ou incomplet : redemandez-le, ou demandez un CSV.")
    try:
        # Formulas are read as formulas: what they once gave is not what the sender meant to send.
        classeur = openpyxl.load_workbook(io.BytesIO(contenu), read_only=True, keep_links=False)
    except FAUTES_DE_CLASSEUR:
        raise abime from None
    if not classeur.worksheets:
        raise ListeIllisible("Ce classeur n'a pas de feuille.")
    try:
        for numero, ligne in enumerate(
            classeur.worksheets[0].iter_rows(max_col=COLONNES_MAX + 1, values_only=True), start=1
        ):
            yield numero, [_en_texte(valeur) for valeur in ligne]
    except FAUTES_DE_CLASSEUR:
        raise abime from None


def _verifier_archive(contenu: bytes) -> None:
    """Checks the central directory of a workbook before anything is unfolded. Raises ListeIllisible."""
    try:
        with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
            membres = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ListeIllisible("Ce classeur est abîmé ou incomplet : redemandez-le.") from None
    noms = {membre.filename for membre in membres}
    if "xl/workbook.xml" not in noms:
        raise ListeIllisible("C'est une archive ou un autre document : déposez une liste en CSV ou en XLSX.")
    textes = sum(m.file_size for m in membres if m.filename.lower().startswith("xl/sharedstrings"))
    deplie = sum(m.file_size for m in membres)
    if (
        len(membres) > XLSX_MEMBRES_MAX
        or deplie > XLSX_DEPLIE_MAX
        or textes > XLSX_TEXTES_MAX
        or deplie > XLSX_RATIO_MAX * max(len(contenu), 10_000)
        or any(m.flag_bits & 1 for m in membres)
    ):
        raise ListeIllisible(
            "Ce classeur est trop gros une fois ouvert, ou protégé : demandez un CSV, ou plusieurs fichiers."
        )


def _en_texte(valeur: object) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, datetime.datetime):
        return valeur.date().isoformat()
    if isinstance(valeur, datetime.date):
        return valeur.isoformat()
    if isinstance(valeur, float) and valeur.is_integer():
        return str(int(valeur))
    return str(valeur)
