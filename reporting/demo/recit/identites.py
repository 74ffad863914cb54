"""Fictional people: names, NIR with a right key, addresses, telephone numbers kept for fiction.

Serves the published profile (sex, birth: F4), and gives every screen names that are nobody's.
"""

import datetime
import itertools

from cases.rules.nir import calculer_cle
from reporting.demo.recit.hasard import Hasard
from reporting.demo.recit.lieux import RUES
from reporting.demo.recit.modele import Ligne, Personne


def _mots(texte: str) -> tuple[str, ...]:
    return tuple(texte.split())


_DEBUTS = _mots(
    "Beau Bel Bois Bon Bour Char Clair Cour Dar Der Font Four Gran Gril Haut Jar Lan Lar Mal Mar Mer Mont Mor Nor "
    "Pas Per Pont Pré Ram Riv Roc Sal Ser Sol Tar Tour Val Var Ver Vil"
)
_FINS = _mots(
    "andier ardin aret asson audière avel eraud erie eron ouvier iard ibert ignon illard inel oret osier otton "
    "oud ouret uchet urier"
)
# Frequent French names, and invented ones: none of the people whom the reports name.
NOMS = (
    *_mots(
        "Petit Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux Bertrand Morel Fournier Girard Bonnet "
        "Dupont Lambert Fontaine Rousseau Blanc Guerin Muller Henry Faure Masson Garnier Chevalier Legrand Gauthier "
        "Perrin Robin Clement Morin Gautier Barbier Arnaud Martinez Brun Roche Renard Schmitt Colin Vidal Caron "
        "Renaud Picard Gaillard Leclerc Benoit Marchand Lacroix Boucher Royer Barre Meunier Dumas Carpentier "
        "Fernandez Garcia Lopez Benali Haddad Traoré Diallo Nguyen Kaya Yilmaz Kowalski Ferreira Rossi"
    ),
    *(debut + fin for debut, fin in itertools.product(_DEBUTS, _FINS)),
)
PRENOMS = {
    "F": _mots(
        "Marie Nathalie Isabelle Sylvie Catherine Christine Valérie Sandrine Stéphanie Céline Sophie Laurence Julie "
        "Aurélie Émilie Virginie Karine Laetitia Delphine Corinne Patricia Brigitte Martine Véronique Nadia Fatima "
        "Leïla Samira Ana Maria Élodie Mélanie Amandine Caroline Audrey Pauline Camille Laura Marine Manon Chloé "
        "Justine Florence Agnès Hélène Claire Anne Béatrice Chantal Monique Yasmina Aïcha Fanny Mathilde Lucie"
    ),
    "H": _mots(
        "Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric Laurent Stéphane David "
        "Pascal Daniel Julien Sébastien Olivier Thierry Bruno Didier Jérôme Vincent Franck Guillaume Cédric "
        "Alexandre Thomas Antoine Mathieu Romain Maxime Kévin Anthony Mehdi Karim Rachid Ahmed Mohamed Manuel "
        "José Antonio Carlos Gilles Serge Yves Gérard Fabrice Arnaud Benoît Damien Florian Hugo Lucas Samuel"
    ),
}
LANGUES = ("Arabe, interprète", "Portugais", "Turc, interprète", "Anglais", "Albanais, interprète")
# Numbers that the regulator keeps for fiction: they call nobody.
PREFIXE_MOBILE, PREFIXE_FIXE = "06 39 98", "04 65 71"
AUCUN_NIR = ("en_attente", "non_communique", "etranger")


def telephone(alea: Hasard, mobile: float = 0.85) -> str:
    prefixe = PREFIXE_MOBILE if alea.random() < mobile else PREFIXE_FIXE
    return f"{prefixe} {alea.randint(0, 99):02d} {alea.randint(0, 99):02d}"


class EtatCivil:
    """Gives each person a name and a NIR that nobody bears."""

    def __init__(self, alea: Hasard) -> None:
        self._alea = alea
        self._nirs: set[str] = set()

    def nom(self) -> str:
        return self._alea.choice(NOMS)

    def prenom(self, sexe: str) -> str:
        alea = self._alea
        return alea.choice(PRENOMS[sexe if sexe in PRENOMS else alea.choice("FH")])

    def nir(self, sexe: str, naissance: datetime.date, unite: str) -> str:
        """15 characters, coherent with sex and birth; the commune number (950 to 999) exists nowhere."""
        alea = self._alea
        while True:
            lieu = unite if len(unite) == 2 and alea.random() < 0.6 else f"{alea.randint(1, 95):02d}"
            if lieu == "20" or (not lieu.isdigit() and naissance.year < 1976):
                lieu = "69"
            if alea.random() < 0.08:
                lieu = "99"
            debut = f"{'1' if sexe == 'H' else '2'}{naissance:%y%m}{lieu}"
            nir13 = f"{debut}{alea.randint(950, 999)}{alea.randint(1, 380):03d}"
            if nir13 not in self._nirs:
                self._nirs.add(nir13)
                return nir13 + calculer_cle(nir13)

    def ligne(self, personne: Personne) -> Ligne:
        """The row of the person in the import format."""
        alea = self._alea
        site = personne.site
        commune = site.communes[0] if alea.random() < 0.4 else alea.choice(site.communes)
        prenom, nom = self.prenom(personne.sexe), self.nom()
        naissance = None if personne.naissance_inconnue else personne.naissance
        avec_nir = personne.sexe in PRENOMS and naissance is not None and alea.random() < 0.985
        return {
            "reference": personne.uuid,
            "departement": personne.unite,
            "nom": nom,
            "prenom": prenom,
            "sexe": personne.sexe,
            "date_naissance": naissance,
            "nir": self.nir(personne.sexe, naissance, personne.unite) if avec_nir and naissance else None,
            "motif_sans_nir": None if avec_nir else alea.choice(AUCUN_NIR),
            "telephone": telephone(alea) if alea.random() < 0.96 else None,
            "courriel": None if alea.random() < 0.5 else f"{personne.uuid[:8]}@example.org",
            "adresse": f"{alea.randint(1, 140)} {alea.choice(RUES)}",
            "commune": commune["code"],
            "ne_pas_laisser_message": alea.random() < 0.04,
            "adresse_confidentielle": alea.random() < 0.006,
            "langue": alea.choice(LANGUES) if alea.random() < 0.03 else None,
            "representant_legal": "UDAF, service des majeurs protégés" if alea.random() < 0.01 else None,
            "cree_le": instant(personne.cree_le, alea) if personne.cree_le else None,
        }


def instant(jour: datetime.date, alea: Hasard, heure: int | None = None) -> str:
    """A plausible instant of a working day, Paris time, in ISO 8601."""
    heure = heure if heure is not None else alea.choice((8, 9, 9, 10, 10, 11, 14, 14, 15, 15, 16, 17))
    return f"{jour.isoformat()}T{heure:02d}:{alea.choice((0, 5, 10, 15, 20, 30, 40, 45, 50)):02d}:00{decalage(jour)}"


def decalage(jour: datetime.date) -> str:
    """Offset of Paris that day: summer time from the last Sunday of March to the last of October."""
    return (
        "+02:00" if _dernier_dimanche(jour.year, 3) <= jour < _dernier_dimanche(jour.year, 10) else "+01:00"
    )


def _dernier_dimanche(annee: int, mois: int) -> datetime.date:
    dernier = datetime.date(annee, mois, 31)
    return dernier - datetime.timedelta(days=(dernier.weekday() + 1) % 7)
