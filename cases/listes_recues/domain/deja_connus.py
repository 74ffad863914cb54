"""What the base already knows of the persons of a tranche of lines, read in a fixed number of queries."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from cases.enums import SIGNALEMENTS_A_TRAITER
from cases.enums_liste_recue import LIGNES_CREEES, EtatListeRecue
from cases.models import Accompagnement, Assure, FichierSignalements, LigneFichier, Signalement
from cases.personnes.queries.opposition import Refus, refus_en_vigueur
from cases.rules.ligne_liste_recue import LigneLue
from cases.rules.noms import normaliser_nom
from partners.models import Commune
from servicesocial.perimetre import TOUT, perimetre


@dataclass(frozen=True)
class LignePrete:
    """A line that was read: what it says, why it is rejected, or the earlier line of the list on the same person."""

    numero: int
    lue: LigneLue | None = None
    commune: Commune | None = None
    rejet: str = ""
    double_de: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A line that may become a signalement, with what finds the person again."""

    prete: LignePrete
    lue: LigneLue
    nir_index: str | None
    cle: str


@dataclass
class Connus:
    """What the base already knows of the persons of a tranche."""

    recues: dict[str, LigneFichier] = field(default_factory=dict)
    attentes_nir: dict[str, Signalement] = field(default_factory=dict)
    attentes_nom: dict[tuple[str, datetime.date], list[Signalement]] = field(default_factory=dict)
    assures: dict[str, Assure] = field(default_factory=dict)
    suivis: dict[int, list[Accompagnement]] = field(default_factory=dict)
    ailleurs: set[str] = field(default_factory=set)
    refus: list[Refus] = field(default_factory=list)

    def refus_de(self, candidate: Candidate) -> Refus | None:
        """Returns the refusal of the same person: same NIR, or same name and birth date when a NIR is missing."""
        lue = candidate.lue
        for refus in self.refus:
            if candidate.nir_index and refus.nir_index:
                if candidate.nir_index == refus.nir_index:
                    return refus
            elif refus.naissance is not None and (lue.nom_normalise, lue.date_naissance) == (
                normaliser_nom(f"{refus.nom} {refus.prenom}"),
                refus.naissance,
            ):
                return refus
        return None

    def attente(self, candidate: Candidate) -> Signalement | None:
        """Returns the waiting signalement of the same person: same NIR or, without one, same name and birth date."""
        if candidate.nir_index in self.attentes_nir:
            return self.attentes_nir[candidate.nir_index]
        lue = candidate.lue
        if lue.date_naissance is None:
            return None
        for signalement in self.attentes_nom.get((lue.nom_normalise, lue.date_naissance), ()):
            if not (signalement.nir_index and candidate.nir_index):
                return signalement
        return None


def lire_connus(liste_recue: FichierSignalements, candidates: Sequence[Candidate]) -> Connus:
    nirs = {c.nir_index for c in candidates if c.nir_index}
    naissances = {c.lue.date_naissance for c in candidates if c.lue.date_naissance}
    unite = liste_recue.departement_id
    connus = Connus()
    recues = (
        LigneFichier.objects.filter(
            departement=unite, cle__in={c.cle for c in candidates}, resultat__in=LIGNES_CREEES
        )
        .exclude(fichier__etat=EtatListeRecue.DEFAIT)
        .select_related("fichier")
        .defer("fichier__contenu")
    )
    connus.recues = {ligne.cle: ligne for ligne in recues}
    ouverts = (
        Signalement.objects.comptent()
        .filter(departement=unite, etat__in=SIGNALEMENTS_A_TRAITER)
        .only("uuid", "nom", "prenom", "date_naissance", "nir_index", "recu_le")
    )
    connus.attentes_nir = {s.nir_index: s for s in ouverts.filter(nir_index__in=nirs) if s.nir_index}
    for signalement in ouverts.filter(date_naissance__in=naissances):
        cle = (normaliser_nom(f"{signalement.nom} {signalement.prenom}"), signalement.date_naissance)
        connus.attentes_nom.setdefault(cle, []).append(signalement)  # type: ignore[arg-type]
    connus.assures = {
        a.nir_index: a
        for a in Assure.objects.non_fusionnes().filter(departement=unite, nir_index__in=nirs)
        if a.nir_index
    }
    connus.refus = refus_en_vigueur(unite, liste_recue.recu_le, nirs=nirs, naissances=naissances)
    suivis = Accompagnement.objects.comptent().ouverts().filter(assure__in=connus.assures.values())
    for suivi in suivis.avec_axe_le(timezone.localdate()).order_by("pk"):
        connus.suivis.setdefault(suivi.assure_id, []).append(suivi)
    with perimetre(TOUT):
        # Existence only: nothing else of another unit's dossier is read, and nothing of one in accès restreint.
        ailleurs = (
            Assure.objects.non_fusionnes()
            .filter(nir_index__in=nirs, acces_restreint=False)
            .exclude(departement=unite)
        )
        connus.ailleurs = {assure.nir_index for assure in ailleurs.only("nir_index") if assure.nir_index}
    return connus
