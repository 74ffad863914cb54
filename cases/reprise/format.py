"""The import format: what a file holds, column by column.

Type, length, allowed values and obligation of a column are read from the model field that it fills, so that the
format cannot drift from the database. What the field does not say (example, own identity, NIR) is given here.
docs/reprise.md is checked against these declarations.
"""

import dataclasses
import enum
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models.fields import NOT_PROVIDED

LONGUEUR_REFERENCE = 60
# Default of an instant that the database would set by itself: that of the load.
MAINTENANT = "maintenant"


class Type(enum.Enum):
    """How a cell is read. The value is what docs/reprise.md prints."""

    REFERENCE = "référence"
    RENVOI = "renvoi"
    CODE = "code"
    CODES = "codes"
    AGENT = "courriel d'un agent"
    TEXTE = "texte"
    COURRIEL = "courriel"
    CHOIX = "choix"
    BOOLEEN = "oui ou non"
    ENTIER = "nombre entier"
    DECIMAL = "nombre décimal"
    DATE = "date"
    INSTANT = "date et heure"
    NIR = "NIR"
    SIRET = "SIRET"
    SLUG = "lettres, chiffres et tirets"
    JSON = "objet JSON"


@dataclasses.dataclass(frozen=True, slots=True)
class Colonne:
    """One column. `champ` is the column of the table, empty when the loader has its own use of it.

    `cible` is the table referred to and `cible_cle` its column that the cell names; `genre_cible` is the kind
    whose file may bring the record, empty for what is delivered with the product (lists, communes).
    """

    nom: str
    type: Type
    obligatoire: bool
    aide: str = ""
    exemple: str = ""
    champ: str = ""
    longueur: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    decimales: int = 0
    valeurs: tuple[tuple[str, str], ...] = ()
    defaut: str | None = None
    vide_est_null: bool = True
    cible: str = ""
    cible_cle: str = ""
    cible_id: str = ""
    genre_cible: str = ""
    sensible: bool = False
    plusieurs_lignes: bool = False

    @property
    def est_renvoi(self) -> bool:
        return self.type in {Type.RENVOI, Type.CODE, Type.CODES, Type.AGENT, Type.SIRET} and bool(self.cible)

    @property
    def type_sql(self) -> str:
        """Type of the column in the staging table."""
        return _TYPES_SQL.get(self.type, "text")


_TYPES_SQL = {
    Type.REFERENCE: "uuid",
    Type.RENVOI: "uuid",
    Type.CODES: "text[]",
    Type.BOOLEEN: "boolean",
    Type.ENTIER: "bigint",
    Type.DECIMAL: "numeric",
    Type.DATE: "date",
    Type.INSTANT: "timestamptz",
    Type.JSON: "jsonb",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Regle:
    """What a line must respect, as an SQL condition that is true when it does not; `s` is the line.

    `jointure` brings other records; a rule that is an `avertissement` does not stop the load.
    """

    colonne: str
    condition: str
    phrase: str
    jointure: str = ""
    avertissement: bool = False


Calcul = Callable[[dict[str, Any]], tuple[tuple[Any, ...], list[tuple[str, str]]]]


@dataclasses.dataclass(frozen=True, slots=True)
class Genre:
    """One kind of record: one file `<nom>.csv`, one table.

    `cle` names the columns that identify a record: two lines with the same key are a duplicate, and a record of
    the base with that key is left as it is. `uniques` are further keys that the database holds unique.
    `constantes` are SQL expressions for columns of the table that no column of the file fills; they may name
    the joined parents by `p_<colonne>`. `calculees` are further columns of the table, with their SQL type, whose
    values `calculer` makes from the cells read, with the sentences of its warnings (column, sentence).
    """

    nom: str
    singulier: str
    modele: type[models.Model]
    colonnes: tuple[Colonne, ...]
    cle: tuple[str, ...]
    uniques: tuple[tuple[str, ...], ...] = ()
    constantes: tuple[tuple[str, str], ...] = ()
    calculees: tuple[tuple[str, str], ...] = ()
    calculer: Calcul | None = None
    regles: tuple[Regle, ...] = ()
    aide: str = ""

    @property
    def fichier(self) -> str:
        return f"{self.nom}.csv"

    @property
    def table(self) -> str:
        return self.modele._meta.db_table

    @property
    def entete(self) -> tuple[str, ...]:
        return tuple(colonne.nom for colonne in self.colonnes)

    def colonne(self, nom: str) -> Colonne:
        return next(colonne for colonne in self.colonnes if colonne.nom == nom)

    @property
    def a_reference(self) -> bool:
        return self.colonnes[0].type is Type.REFERENCE


def reference() -> Colonne:
    """The column that identifies a record in the source system."""
    return Colonne(
        nom="reference",
        type=Type.REFERENCE,
        obligatoire=True,
        champ="uuid",
        longueur=LONGUEUR_REFERENCE,
        aide="Identifiant dans le système d'origine, ou UUID.",
        exemple="D-10234",
    )


def colonnes(
    modele: type[models.Model], **declarations: str | tuple[str, str] | dict[str, Any]
) -> list[Colonne]:
    """Columns of the fields of `modele` named by the keywords, each with its example (and help, or overrides)."""
    resultat = []
    for nom, declaration in declarations.items():
        if isinstance(declaration, str):
            surcharges: dict[str, Any] = {"exemple": declaration}
        elif isinstance(declaration, tuple):
            surcharges = {"exemple": declaration[0], "aide": declaration[1]}
        else:
            surcharges = declaration
        champ = modele._meta.get_field(surcharges.pop("de", nom))
        resultat.append(dataclasses.replace(_depuis_champ(nom, champ), **surcharges))
    return resultat


def annulation(modele: type[models.Model]) -> list[Colonne]:
    """The three columns of an annulled act."""
    return colonnes(
        modele,
        annule_le=("2023-04-03T09:00:00+02:00", "Renseigné si l'acte a été annulé."),
        annule_par="claire.martin@exemple.fr",
        motif_annulation={
            "exemple": "Saisi deux fois",
            "aide": "Obligatoire avec annule_le.",
            "obligatoire": False,
        },
    )


def _depuis_champ(nom: str, champ: Any) -> Colonne:
    automatique = getattr(champ, "auto_now_add", False) or getattr(champ, "auto_now", False)
    defaut = MAINTENANT if automatique else _defaut(champ)
    commun: dict[str, Any] = {
        "nom": nom,
        "champ": champ.column,
        "obligatoire": not (champ.null or champ.blank or automatique or champ.default is not NOT_PROVIDED),
        "vide_est_null": champ.null,
        "defaut": defaut,
    }
    if isinstance(champ, models.ForeignKey):
        return Colonne(**commun, **_renvoi(champ.remote_field.model))
    if champ.choices:
        valeurs = tuple((str(valeur), str(libelle)) for valeur, libelle in champ.choices if valeur != "")
        return Colonne(**commun, type=Type.CHOIX, valeurs=valeurs)
    for classe, genre_de_cellule in _TYPES_DE_CHAMP:
        if isinstance(champ, classe):
            return Colonne(**commun, type=genre_de_cellule, **_bornes(champ))
    raise TypeError(f"Aucun type de cellule pour le champ {champ}.")


def _defaut(champ: Any) -> str | None:
    if champ.default is NOT_PROVIDED or callable(champ.default):
        return None
    if isinstance(champ.default, bool):
        return "oui" if champ.default else "non"
    return str(champ.default)


_TYPES_DE_CHAMP: tuple[tuple[type[models.Field], Type], ...] = (
    (models.EmailField, Type.COURRIEL),
    (models.SlugField, Type.SLUG),
    (models.CharField, Type.TEXTE),
    (models.TextField, Type.TEXTE),
    (models.BooleanField, Type.BOOLEEN),
    (models.DateTimeField, Type.INSTANT),
    (models.DateField, Type.DATE),
    (models.IntegerField, Type.ENTIER),
    (models.DecimalField, Type.DECIMAL),
    (models.JSONField, Type.JSON),
)


def _bornes(champ: Any) -> dict[str, Any]:
    if isinstance(champ, models.DecimalField):
        return {
            "decimales": champ.decimal_places,
            "minimum": 0,
            "maximum": 10 ** (champ.max_digits - champ.decimal_places) - 1,
        }
    if isinstance(champ, models.PositiveSmallIntegerField):
        return {"minimum": 0, "maximum": 32_767}
    if isinstance(champ, models.IntegerField):
        return {"minimum": 0, "maximum": 2_147_483_647}
    return {"longueur": champ.max_length, "plusieurs_lignes": isinstance(champ, models.TextField)}


def _renvoi(modele: type[models.Model]) -> dict[str, Any]:
    """How a cell names a record of `modele`: agents by e-mail, companies by SIRET, the rest by code or reference."""
    meta = modele._meta
    noms = {champ.name for champ in meta.fields}
    cible = {
        "cible": meta.db_table,
        "cible_id": meta.pk.column,
        "genre_cible": GENRE_PAR_TABLE.get(meta.db_table, ""),
    }
    if "email" in noms:
        return {**cible, "type": Type.AGENT, "cible_cle": "email"}
    if "siret" in noms:
        return {**cible, "type": Type.SIRET, "cible_cle": "siret"}
    if "code" in noms:
        return {**cible, "type": Type.CODE, "cible_cle": "code"}
    return {**cible, "type": Type.RENVOI, "cible_cle": "uuid"}


# A kind may refer to one declared after it (or to itself): hence this table, and not the register.
GENRE_PAR_TABLE = {
    "partners_region": "regions",
    "partners_departement": "departements",
    "partners_site": "sites",
    "partners_agent": "agents",
    "partners_partenaire": "partenaires",
    "partners_dispositiflocal": "dispositifs_locaux",
    "cases_entreprise": "entreprises",
    "cases_assure": "assures",
    "cases_accompagnement": "accompagnements",
    "cases_signalement": "signalements",
    "cases_entretien": "entretiens",
    "cases_actionremobilisation": "actions",
}


def assembler(*parties: Colonne | Iterable[Colonne]) -> tuple[Colonne, ...]:
    """Flattens columns and groups of columns."""
    resultat: list[Colonne] = []
    for partie in parties:
        resultat.extend([partie] if isinstance(partie, Colonne) else partie)
    return tuple(resultat)
