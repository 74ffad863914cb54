"""What a line of the chronology is, and the lines about the dossier itself: where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.utils import timezone

from cases.domain.queries.dossier import Dossier
from cases.models import Fusion, Note
from servicesocial.presentation import Evenement
from servicesocial.typographie import date_longue


@dataclass(frozen=True)
class NoteLue:
    """A text with its level, said in words and by an icon."""

    note: Note
    ton: str
    icone: str


@dataclass(frozen=True)
class Fait(Evenement):
    """An event of a dossier. `mentions`: badges (text, tone, icon). `gestes`: what may be done of it (text, url)."""

    notes: list[NoteLue] = field(default_factory=list)
    mentions: list[tuple[str, str, str]] = field(default_factory=list)
    gestes: list[tuple[str, str]] = field(default_factory=list)


def faits_de_passage(dossier: Dossier) -> Iterator[Fait]:
    """The units that followed the person before this one, the dossiers that were made one with this one."""
    for transfert in dossier.transferts:
        recu = transfert.vers_id == dossier.assure.departement_id
        yield Fait(
            timezone.localdate(transfert.le),
            f"Dossier reçu de l’unité {transfert.depuis}"
            if recu
            else f"Dossier transféré de l’unité {transfert.depuis} à l’unité {transfert.vers}",
            transfert.motif,
            f"décidé par {transfert.par}",
            "arrow-left-right",
            "info",
        )
    for fusion in dossier.fusions:
        yield Fait(
            timezone.localdate(fusion.le),
            "Dossier fusionné",
            _ce_qu_il_disait(fusion),
            f"par {fusion.par}",
            "people",
            "info",
            mentions=[
                (f"{nombre} {nom}", "neutre", "arrow-right") for nom, nombre in _ce_qui_est_venu(fusion)
            ],
        )


def _ce_qu_il_disait(fusion: Fusion) -> str:
    """The identity of the dossier absorbed, then what was set aside of either of the two."""
    autre = fusion.absorbe
    naissance = f"né(e) le {date_longue(autre.date_naissance)}" if autre.date_naissance else ""
    nir = f"NIR {autre.nir_masque}" if autre.nir_chiffre else ""
    dits = (autre, naissance, nir, autre.telephone, autre.courriel, autre.adresse, autre.commune)
    phrases = [f"Il portait : {', '.join(str(dit) for dit in dits if dit)}."]
    if fusion.remplaces:
        avant = ", ".join(f"{ligne['libelle'].lower()} {ligne['dit']}" for ligne in fusion.remplaces)
        phrases.append(f"Le dossier gardé portait : {avant}.")
    if fusion.motif_nir:
        phrases.append(f"NIR écarté : {fusion.nir_masque} ({fusion.motif_nir}).")
    phrases += [f"Écarté : {ligne['dit']}." for ligne in fusion.ecartes]
    return " ".join(phrases)


def _ce_qui_est_venu(fusion: Fusion) -> Iterator[tuple[str, int]]:
    for modele, lignes in fusion.rattaches.items():
        meta = apps.get_model("cases", modele)._meta
        yield str(meta.verbose_name if len(lignes) == 1 else meta.verbose_name_plural), len(lignes)
