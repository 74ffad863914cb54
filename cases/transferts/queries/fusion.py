"""Two dossiers side by side, before they become one. The act (domain/fusion.py) reads the same comparison again."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, ForeignObjectRel, Model, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cases.enums import Cote
from cases.models import ArretTravail, Assure, Fusion, MotDuNom, Situation
from cases.personnes.queries.rapprochement import lire_suivis
from cases.rules.fusion import Chevauchement, chevauchements, cote_propose
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.typographie import date_courte

# In the order of the page. The NIR, the accès restreint and its manager have rules of their own.
CHAMPS = (
    *("nom", "prenom", "sexe", "date_naissance", "telephone", "courriel", "adresse", "commune", "langue"),
    *("representant_legal", "decede_le", "ne_pas_laisser_message", "adresse_confidentielle"),
)
FAITS_SITUATION = ("menage_id", "emploi_id", "profession", "employeur", "rqth_jusquau")


@dataclass(frozen=True)
class ChampCompare:
    """A field that the two dossiers do not fill alike.

    `propose` is the side kept unless the agent chooses the other.
    """

    nom: str
    libelle: str
    garde: str
    absorbe: str
    propose: Cote


@dataclass(frozen=True)
class Conflit:
    """Facts that cannot stand together: those of one side are kept, those of the other go to the trace."""

    cle: str
    titre: str
    gardes: Sequence[Situation] | Sequence[ArretTravail]
    absorbes: Sequence[Situation] | Sequence[ArretTravail]

    def dire(self, cote: Cote) -> str:
        return " ; ".join(
            fait_en_clair(fait) for fait in (self.gardes if cote == Cote.GARDE else self.absorbes)
        )


@dataclass(frozen=True)
class Comparaison:
    """What differs between the two dossiers.

    `doubles` are the facts of the absorbed one that the other says in the same words. `refus` are the reasons why
    they cannot be merged yet. `empreinte` is the fingerprint of all this: the act refuses choices made on something
    else.
    """

    garde: Assure
    absorbe: Assure
    champs: list[ChampCompare]
    nir_differents: bool
    porte_nir: bool
    conflits: list[Conflit]
    doubles: list[Situation | ArretTravail]
    apports: list[tuple[str, int]]
    refus: list[str]
    empreinte: str


def lire_comparaison(agent: Agent, garde: Assure, absorbe: Assure) -> Comparaison:
    """Returns what the page shows, and writes the line of consultation of both dossiers, their NIR included."""
    comparaison = comparer(garde, absorbe)
    for assure in (garde, absorbe):
        precision = "Fusion, NIR montré" if comparaison.nir_differents else "Fusion"
        journaliser(agent, ActionJournal.CONSULTATION, assure, precision=precision)
    return comparaison


def comparer(garde: Assure, absorbe: Assure) -> Comparaison:
    conflits, doubles = _situations(garde, absorbe)
    arrets, arrets_doubles = _arrets(garde, absorbe)
    champs = [champ for nom in CHAMPS if (champ := _comparer_champ(garde, absorbe, nom)) is not None]
    differents = bool(garde.nir_index and absorbe.nir_index)
    if not garde.nir_index and not absorbe.nir_index:
        motif = _comparer_champ(garde, absorbe, "motif_sans_nir")
        champs += [motif] if motif is not None else []
    return Comparaison(
        garde=garde,
        absorbe=absorbe,
        champs=champs,
        nir_differents=differents,
        porte_nir=bool(garde.nir_index or absorbe.nir_index),
        conflits=[*conflits, *arrets],
        doubles=[*doubles, *arrets_doubles],
        apports=_apports(absorbe),
        refus=_axes_ouverts_deux_fois(garde, absorbe),
        empreinte=_empreinte(garde, absorbe, [*conflits, *arrets]),
    )


def valeur_en_clair(assure: Assure, nom: str) -> str:
    """Returns the value of a field in words; empty when there is none."""
    champ = assure._meta.get_field(nom)
    valeur = getattr(assure, nom)
    if isinstance(valeur, bool):
        return "Oui" if valeur else "Non"
    if champ.choices:  # type: ignore[union-attr]
        return str(getattr(assure, f"get_{nom}_display")()) if valeur else ""
    return date_courte(valeur) if isinstance(valeur, datetime.date) else str(valeur or "")


def fait_en_clair(fait: Situation | ArretTravail) -> str:
    """Says a situation or an arrêt in one line."""
    if isinstance(fait, ArretTravail):
        return (
            f"{fait.get_nature_display()} du {date_courte(fait.du)} au {date_courte(fait.au)} ({fait.risque})"
        )
    rqth = f"RQTH jusqu'au {date_courte(fait.rqth_jusquau)}" if fait.rqth_jusquau else ""
    dits = (fait.menage, fait.emploi, fait.profession, fait.employeur, rqth)
    return f"Situation au {date_courte(fait.du)} : {', '.join(str(dit) for dit in dits if dit) or 'rien'}"


def liens_vers_une_personne() -> list[tuple[type[Model], str]]:
    """Returns each model with the name of its key to a person.

    They are found in the models, so that none is forgotten. The trace of the merge, which names the absorbed dossier,
    and the words of the name are left out.
    """
    return [
        (lien.related_model, lien.field.name)
        for lien in Assure._meta.get_fields(include_hidden=True)
        if isinstance(lien, ForeignObjectRel)
        and (lien.related_model, lien.field.name) not in {(Fusion, "absorbe"), (MotDuNom, "assure")}
    ]


def _comparer_champ(garde: Assure, absorbe: Assure, nom: str) -> ChampCompare | None:
    champ = Assure._meta.get_field(nom)
    attribut = champ.attname  # type: ignore[union-attr]
    ici, la = getattr(garde, attribut), getattr(absorbe, attribut)
    if ici == la:
        return None
    libelle = str(champ.verbose_name)  # type: ignore[union-attr]
    return ChampCompare(
        nom,
        libelle[0].upper() + libelle[1:],
        valeur_en_clair(garde, nom),
        valeur_en_clair(absorbe, nom),
        # « Non renseigné » is a value of the list, and says nothing.
        cote_propose(ici if ici != "N" else "", la if la != "N" else ""),
    )


def _situations(garde: Assure, absorbe: Assure) -> tuple[list[Conflit], list[Situation]]:
    """Compares the situations that start on the same day: one of the two is kept."""
    liees = ("menage", "emploi")
    ici = {situation.du: situation for situation in garde.situations.select_related(*liees)}
    conflits, doubles = [], []
    for la in absorbe.situations.select_related(*liees).order_by("du"):
        autre = ici.get(la.du)
        if autre is None:
            continue
        if all(getattr(la, fait) == getattr(autre, fait) for fait in FAITS_SITUATION):
            doubles.append(la)
        else:
            titre = f"Situation au {date_courte(la.du)}"
            conflits.append(Conflit(f"situation-{la.pk}", titre, [autre], [la]))
    return conflits, doubles


def _arrets(garde: Assure, absorbe: Assure) -> tuple[list[Conflit], list[ArretTravail]]:
    """Compares the arrêts, which may not overlap.

    The same one twice is one; of those that differ, one side is kept.
    """
    ici = list(garde.arrets.select_related("risque"))
    memes = {(a.nature, a.risque_id, a.du, a.au) for a in ici}
    siens = list(absorbe.arrets.select_related("risque"))
    doubles = [la for la in siens if (la.nature, la.risque_id, la.du, la.au) in memes]
    autres = [la for la in siens if la not in doubles]
    return [_conflit_d_arrets(groupe) for groupe in chevauchements(ici, autres)], doubles  # type: ignore[type-var]


def _conflit_d_arrets(groupe: Chevauchement[ArretTravail]) -> Conflit:  # type: ignore[type-var]
    tous = (*groupe.gardes, *groupe.absorbes)
    du, au = min(a.du for a in tous), max(a.au for a in tous)
    return Conflit(
        f"arret-{groupe.absorbes[0].pk}",
        f"Arrêts qui se chevauchent entre le {date_courte(du)} et le {date_courte(au)}",
        groupe.gardes,
        groupe.absorbes,
    )


def _axes_ouverts_deux_fois(garde: Assure, absorbe: Assure) -> list[str]:
    """Returns the axes on which both dossiers have an open accompagnement: one of the two has to end first (DOS-3)."""
    lire_suivis([garde, absorbe], timezone.localdate())
    ouverts = {suivi.axe_du_jour: suivi for suivi in garde.suivis}  # type: ignore[attr-defined]
    return [
        f"Les deux dossiers ont un accompagnement ouvert sur l'axe {suivi.axe_du_jour} (référents : "
        f"{ouverts[suivi.axe_du_jour].referent_du_jour} et {suivi.referent_du_jour}). L'un des deux doit être "
        "clos, ou annulé s'il a été ouvert par erreur, avant la fusion."
        for suivi in absorbe.suivis  # type: ignore[attr-defined]
        if suivi.axe_du_jour in ouverts
    ]


def _apports(absorbe: Assure) -> list[tuple[str, int]]:
    """Counts what comes with the absorbed dossier, by kind, in one query.

    What hangs on its accompagnements follows them.
    """
    liens = [(modele, champ) for modele, champ in liens_vers_une_personne() if modele is not Assure]
    comptes = [
        Subquery(_siennes(modele, champ).values(champ).annotate(n=Count("pk")).values("n"))
        for modele, champ in liens
    ]
    (lus,) = Assure.objects.filter(pk=absorbe.pk).values_list(*comptes)
    return [
        (str(modele._meta.verbose_name if nombre == 1 else modele._meta.verbose_name_plural), nombre)
        for (modele, _), nombre in zip(liens, lus, strict=True)
        if nombre
    ]


def _siennes(modele: type[Model], champ: str) -> QuerySet:
    return modele._base_manager.filter(**{champ: OuterRef("pk")}).order_by()


def _empreinte(garde: Assure, absorbe: Assure, conflits: Sequence[Conflit]) -> str:
    lus = [
        [str(assure.uuid), assure.nir_index, assure.acces_restreint, assure.manager_habilite_id]
        + [str(getattr(assure, nom)) for nom in (*CHAMPS, "motif_sans_nir", "nir_explique")]
        for assure in (garde, absorbe)
    ]
    faits = [[conflit.cle, conflit.dire(Cote.GARDE), conflit.dire(Cote.ABSORBE)] for conflit in conflits]
    return salted_hmac("cases.fusion", json.dumps([lus, faits]), algorithm="sha256").hexdigest()
