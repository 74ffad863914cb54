"""Where a dossier came from: another unit, another dossier of the same person."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.utils import timezone

from cases.models import Fusion, Transfert
from cases.socle.evenement import EvenementDuDossier
from servicesocial.typographie import date_longue


def presenter_passages(
    transferts: Iterable[Transfert], fusions: Iterable[Fusion], unite: str
) -> Iterator[EvenementDuDossier]:
    """The units that followed the person before this one, the dossiers that were made one with this one."""
    for transfert in transferts:
        recu = transfert.vers_id == unite
        yield EvenementDuDossier(
            timezone.localdate(transfert.le),
            f"Dossier reçu de l’unité {transfert.depuis}"
            if recu
            else f"Dossier transféré de l’unité {transfert.depuis} à l’unité {transfert.vers}",
            transfert.motif,
            f"décidé par {transfert.par}",
            "arrow-left-right",
            "info",
        )
    for fusion in fusions:
        yield EvenementDuDossier(
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
