"""How a letter addresses the person."""

from cases.enums import Sexe
from cases.models import Assure, Signalement

CIVILITES = {Sexe.FEMME: "Mme", Sexe.HOMME: "M."}


def adresse_de(personne: Assure | Signalement) -> list[str]:
    """Returns the lines of the person's address on a letter, as far as the service knows them."""
    lignes = [nom_civil(personne)]
    if isinstance(personne, Assure) and personne.adresse:
        lignes.append(personne.adresse)
    commune = personne.commune
    if commune is not None:
        codes = commune.codes_postaux.split()
        # With several postal codes the right one is not known: better none than a wrong one.
        lignes.append(f"{codes[0]} {commune.nom}" if len(codes) == 1 else commune.nom)
    return lignes


def nom_civil(personne: Assure | Signalement) -> str:
    civilite = CIVILITES.get(Sexe(personne.sexe), "")
    return f"{civilite} {personne.prenom} {personne.nom.upper()}".strip()
