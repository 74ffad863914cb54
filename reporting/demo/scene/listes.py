"""The lists that the demonstration has received: one imported, one waiting to be verified.

Gives life to the lists received, before and after their import. Feeds no published figure.
"""

import datetime

from cases.enums import SIGNALEMENTS_A_TRAITER, Axe
from cases.listes_recues.domain.depot import deposer_liste_recue, lancer_import
from cases.models import Assure, FichierSignalements, Signalement
from cases.rules.nir import calculer_cle
from cases.signalements.queries.file_d_attente import sites_de_triage
from partners.domain.queries.annuaire import communes_servies
from partners.models import Agent, Commune, OrigineSignalement, Partenaire, Site
from reporting.demo.recit.hasard import Hasard
from reporting.demo.recit.identites import EtatCivil, telephone
from servicesocial.perimetre import perimetre

UNITE, AILLEURS = "01", "07"
GRAINE = 90
# Most people live where the site of the agent is.
PROCHES = 0.7
NOUVELLES, CONNUES, ATTENDUES, AILLEURS_CONNUES = 34, 5, 3, 2
TITRES_CPAM = (
    "NIR",
    "Nom",
    "Prénom",
    "Date de naissance",
    "Téléphone",
    "Code postal",
    "Commune",
    "Début arrêt",
)
TITRES_SM = ("Matricule", "Nom d'usage", "Prénom", "Né(e) le", "Tél.", "CP", "Ville", "Motif")
Ligne = tuple[str, ...]


def recevoir_les_listes(agent: Agent, jour: datetime.date) -> FichierSignalements | None:
    """Deposits both and asks for the import of the first; None when the unit has received lists already."""
    with perimetre([UNITE]):
        if FichierSignalements.objects.exists():
            return None
        alea = Hasard(GRAINE)
        nouvelles = _Inventees(alea, sites_de_triage(agent, jour)[0], jour)
        with perimetre([AILLEURS]):
            ailleurs = [_ligne(a, jour, alea) for a in _avec_nir(AILLEURS)[:AILLEURS_CONNUES]]
        connues = [_ligne(a, jour, alea) for a in _avec_nir(UNITE)[:CONNUES]]
        requete = [*nouvelles.lignes(NOUVELLES), *connues, *ailleurs, *_attendues(jour, alea)]
        requete += [requete[0], *_fautives(nouvelles)]
        imprimee = _deposer(
            agent, "cpam-ij90", "cpam", "requete-ij-90-jours.csv", [TITRES_CPAM, *requete], jour
        )
        lancer_import(agent=agent, liste_recue=imprimee)
        medecin = [(*ligne[:7], "Demande du médecin conseil") for ligne in nouvelles.lignes(12)]
        _deposer(
            agent, "service-medical", "service-medical", "service-medical.csv", [TITRES_SM, *medecin], jour
        )
        return imprimee


class _Inventees:
    """People whom no dossier knows."""

    def __init__(self, alea: Hasard, site: Site, jour: datetime.date) -> None:
        self._alea, self._jour, self._etat_civil = alea, jour, EtatCivil(alea)
        self._communes = list(Commune.objects.filter(departement_insee=UNITE).order_by("code"))
        self._proches = list(communes_servies(site, jour))

    def lignes(self, nombre: int) -> list[Ligne]:
        return [self.ligne() for _ in range(nombre)]

    def ligne(self, arret: int = 0) -> Ligne:
        alea = self._alea
        naissance = self._jour - datetime.timedelta(days=alea.randint(28 * 365, 60 * 365))
        proche = self._proches and alea.random() < PROCHES
        sexe, commune = alea.choice("FH"), alea.choice(self._proches if proche else self._communes)
        return (
            self._etat_civil.nir(sexe, naissance, UNITE),
            self._etat_civil.nom(),
            self._etat_civil.prenom(sexe),
            f"{naissance:%d/%m/%Y}",
            telephone(alea),
            commune.codes_postaux.split()[0],
            commune.nom,
            f"{self._jour - datetime.timedelta(days=arret or alea.randint(95, 200)):%d/%m/%Y}",
        )


def _avec_nir(unite: str) -> list[Assure]:
    return list(
        Assure.objects.non_fusionnes()
        .filter(departement=unite, nir_chiffre__isnull=False, decede_le=None, acces_restreint=False)
        .filter(date_naissance__isnull=False)
        .order_by("-pk")[:CONNUES]
    )


def _ligne(assure: Assure, jour: datetime.date, alea: Hasard) -> Ligne:
    arret = jour - datetime.timedelta(days=alea.randint(95, 200))
    return (
        assure.nir + calculer_cle(assure.nir),
        assure.nom,
        assure.prenom,
        f"{assure.date_naissance:%d/%m/%Y}",
        "",
        "",
        "",
        f"{arret:%d/%m/%Y}",
    )


def _attendues(jour: datetime.date, alea: Hasard) -> list[Ligne]:
    """People for whom a signalement waits already."""
    attendent = Signalement.objects.comptent().filter(
        etat__in=SIGNALEMENTS_A_TRAITER, date_naissance__isnull=False
    )
    arret = f"{jour - datetime.timedelta(days=alea.randint(95, 200)):%d/%m/%Y}"
    return [
        ("", s.nom, s.prenom, f"{s.date_naissance:%d/%m/%Y}", "", "", "", arret)
        for s in attendent.order_by("pk")[:ATTENDUES]
    ]


def _fautives(inventees: _Inventees) -> list[Ligne]:
    """A wrong key, an unknown commune, an arrêt too short."""
    cle, commune, court = inventees.ligne(), inventees.ligne(), inventees.ligne(arret=30)
    fausse = f"{(int(cle[0][13:]) + 1) % 97 + 1:02d}"
    return [(cle[0][:13] + fausse, *cle[1:]), (*commune[:6], "Villeneuve-les-Essais", commune[7]), court]


def _deposer(
    agent: Agent, origine: str, type_expediteur: str, nom: str, lignes: list[Ligne], jour: datetime.date
) -> FichierSignalements:
    texte = "\r\n".join(";".join(ligne) for ligne in lignes) + "\r\n"
    return deposer_liste_recue(
        agent=agent,
        site=sites_de_triage(agent, jour)[0],
        partenaire=Partenaire.objects.filter(departements=UNITE, type__code=type_expediteur).order_by("pk")[
            0
        ],
        origine=OrigineSignalement.objects.get(code=origine),
        recu_le=jour,
        nom=f"{jour:%Y-%m}-{nom}",
        contenu=texte.encode("cp1252", errors="replace"),
        axe_propose=Axe.PDP,
    )
