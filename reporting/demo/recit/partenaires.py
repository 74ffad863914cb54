"""Partners of the units and companies that host: fictional, with a right SIRET.

Serves the published closings with a relais and the actions held in a company: a row of theirs names a partner or a
company. Gives life to the annuaire.
"""

from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.identites import telephone
from reporting.demo.recit.modele import Ligne

TYPES = (
    ("service-medical", "Service médical"),
    ("cpam", "CPAM"),
    ("spst", "Santé au travail interentreprises"),
    ("cap-emploi", "Cap emploi"),
    ("mdph", "MDPH"),
    ("france-travail", "France Travail"),
    ("etablissement-sante", "Centre hospitalier"),
    ("conseil-departemental", "Maison départementale des solidarités"),
    ("ccas", "CCAS"),
    ("organisme-formation", "Organisme de formation Horizon"),
    ("association", "Association Entraide et projets"),
)
METIERS = (
    "Menuiserie",
    "Transports",
    "Boulangerie",
    "Résidence",
    "Atelier",
    "Garage",
    "Imprimerie",
    "Clinique",
)
LIEUX = (
    "du Belvédère",
    "des Tilleuls",
    "de la Source",
    "du Vieux Pont",
    "des Coteaux",
    "de l'Étang",
    "du Parc",
)
ENTREPRISES = 45


def installer(contexte: Contexte, perimetre: Perimetre) -> list[str]:
    """Writes the partners of each unit and returns the SIRET of the companies."""
    for unite in perimetre.unites:
        sites = [site for site in perimetre.sites if site.unite == unite.code]
        for type_partenaire, nom in TYPES:
            site = contexte.alea.choice(sites or perimetre.sites)
            reference = contexte.alea.uuid()
            contexte.lignes["partenaires"].append(
                {
                    "reference": reference,
                    "nom": f"{nom} – {unite.nom}",
                    "type": type_partenaire,
                    "departements": [unite.code],
                    "commune": site.communes[0]["code"],
                    "telephone": telephone(contexte.alea, 0),
                    "courriel": f"{type_partenaire}.{unite.cle}@example.org",
                }
            )
            contexte.lignes["interlocuteurs"].append(
                {
                    "partenaire": reference,
                    "prenom": contexte.etat_civil.prenom("F"),
                    "nom": contexte.etat_civil.nom(),
                    "fonction": "Correspondant du Service social",
                }
            )
            contexte.partenaires.setdefault(unite.code, {})[type_partenaire] = reference
    entreprises = [_entreprise(contexte, perimetre) for _ in range(ENTREPRISES)]
    contexte.lignes["entreprises"] += entreprises
    return [ligne["siret"] for ligne in entreprises]


def _entreprise(contexte: Contexte, perimetre: Perimetre) -> Ligne:
    alea = contexte.alea
    site = alea.choice(perimetre.sites)
    while True:
        # SIREN numbers from 000 to 004 are given to nobody.
        siret = cle_luhn(
            cle_luhn(f"00{alea.randint(0, 4)}{alea.randint(0, 99_999):05d}") + f"000{alea.randint(1, 9)}"
        )
        if siret not in contexte.sirets:
            contexte.sirets.add(siret)
            break
    return {
        "siret": siret,
        "nom": f"{alea.choice(METIERS)} {alea.choice(LIEUX)}",
        "commune": alea.choice(site.communes[:30])["code"],
    }


def cle_luhn(chiffres: str) -> str:
    """The digits and the one that makes their Luhn sum a multiple of ten."""
    somme = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        double = int(chiffre) * (2 if rang % 2 == 0 else 1)
        somme += double - 9 if double > 9 else double
    return chiffres + str(-somme % 10)
