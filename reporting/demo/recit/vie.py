"""What surrounds the entretiens: rendez-vous, contacts, notes, plan, situations, arrêts.

Serves F0: a rendez-vous missed, an attempt, a letter are no entretien. The rest describes the people whom a published
figure counts, so that their dossiers read as dossiers; nothing here is told without an accompagnement of theirs.
"""

from reporting.demo.recit import textes
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.identites import instant
from reporting.demo.recit.modele import Agent, Dossier, Entretien, Jour, Ligne, Personne
from reporting.demo.recit.premiers import tarde

THEMES = {
    "PDP": ("emploi", "emploi", "emploi ressources", "emploi acces-droits", "acces-droits", "ressources"),
    "SPS": (
        "acces-droits",
        "acces-soins",
        "ressources",
        "acces-soins ressources",
        "famille",
        "vie-quotidienne",
    ),
    "RAD": ("vie-quotidienne", "acces-soins"),
    "BV": ("vie-quotidienne", "logement"),
}
PRECONISATIONS = {
    "PDP": "visite-prereprise contact-employeur contact-spst rqth cap-emploi cep bilan-competences formation "
    "temps-partiel-therapeutique prevoyance invalidite",
    "SPS": "css aide-financiere professionnel-sante prevoyance invalidite soutien-psychologique retraite",
}
DEMARCHES = (
    ("contact-employeur", None),
    ("contact-spst", "spst"),
    ("contact-cpam", "cpam"),
    ("contact-service-medical", "service-medical"),
    ("orientation", "cap-emploi"),
    ("acces-droits", None),
    ("aide-financiere", "ccas"),
)
MENAGES = (
    ("couple-avec-enfants",) * 4
    + ("couple-sans-enfant",) * 3
    + ("personne-seule",) * 4
    + ("monoparentale", "autre")
)
EMPLOIS = ("cdi",) * 12 + (
    "cdd",
    "interimaire",
    "public",
    "ti-artisan",
    "demandeur-emploi",
    "demandeur-emploi",
)
PROFESSIONS = (
    "Aide-soignant",
    "Agent de service",
    "Cariste",
    "Maçon",
    "Conducteur routier",
    "Employé de caisse",
    "Préparateur de commandes",
    "Aide à domicile",
    "Opérateur de production",
    "Assistant administratif",
    "Cuisinier",
    "Peintre en bâtiment",
    "Auxiliaire de puériculture",
    "Vendeur",
    "Technicien de maintenance",
)
SANS_PROFESSION = frozenset(("demandeur-emploi",))
PART_RENDEZ_VOUS = {"lieu_accueil": 0.96, "domicile": 0.97, "visio": 0.97, "telephone": 0.4}
PART_NOTE = 0.55
PART_PROPOSES = 0.85


class Vie:
    def __init__(self, contexte: Contexte, perimetre: Perimetre) -> None:
        self.contexte, self.perimetre, self.alea = contexte, perimetre, contexte.alea
        self.lignes, self.horizon = contexte.lignes, contexte.horizon(perimetre)

    def raconter(self, dossier: Dossier) -> None:
        """Everything around one accompagnement."""
        for entretien in dossier.entretiens:
            self._autour_de(entretien)
        if dossier.annule:
            return
        self._contacts(dossier)
        self._plan(dossier)
        if tarde(dossier) and self.alea.random() < PART_PROPOSES:
            self._absence(dossier, dossier.ouvert_le + self.alea.randint(2, 7) * UN_JOUR)
        if not dossier.entretiens:
            self._absence(dossier, dossier.ouvert_le + 12 * UN_JOUR)
            self._absence(dossier, dossier.ouvert_le + 30 * UN_JOUR)

    def _autour_de(self, entretien: Entretien) -> None:
        """The rendez-vous that it honours, an absence or a move before it, and its note."""
        alea, dossier = self.alea, entretien.dossier
        if entretien.annule:
            return
        tirage = alea.random()
        if tirage < PART_RENDEZ_VOUS[entretien.mode]:
            self.lignes["rendez_vous"].append(
                self._rendez_vous(
                    dossier, entretien.agent, entretien.date, entretien.mode, "honore", entretien.site.code
                )
                | {"entretien": entretien.uuid}
            )
        tirage = alea.random()
        if tirage < 0.13:
            jour = max(dossier.ouvert_le, entretien.date - alea.randint(3, 16) * UN_JOUR)
            if tirage < 0.07:
                self._absence(dossier, jour)
            else:
                etat = "deplace" if tirage < 0.10 else "annule"
                self.lignes["rendez_vous"].append(
                    self._rendez_vous(dossier, entretien.agent, jour, entretien.mode, etat)
                    | {"motif": "Empêchement de la personne"}
                )
        if alea.random() < PART_NOTE:
            self._note(entretien)

    def _absence(self, dossier: Dossier, jour: Jour) -> None:
        """A rendez-vous nobody came to: no entretien (F0)."""
        if jour + 4 * UN_JOUR > self.horizon:
            return
        ligne = self._rendez_vous(
            dossier, dossier.referent_le(jour), self._ouvre(jour), "lieu_accueil", "absent"
        )
        self.lignes["rendez_vous"].append(ligne)

    def _ouvre(self, jour: Jour) -> Jour:
        return self.contexte.calendrier.tirer(self.alea, jour, jour + 4 * UN_JOUR)

    def _rendez_vous(
        self, dossier: Dossier, agent: Agent, jour: Jour, mode: str, etat: str, site: str | None = None
    ) -> Ligne:
        return {
            "reference": self.alea.uuid(),
            "assure": dossier.personne.uuid,
            "accompagnement": dossier.uuid,
            "site": site or dossier.site.code,
            "agent": agent.courriel,
            "debut": instant(jour, self.alea),
            "mode": mode,
            "etat": etat,
        }

    def _note(self, entretien: Entretien) -> None:
        tirage = self.alea.random()
        niveau, texte = "synthese", ""
        if tirage < 0.07:
            niveau, texte = "administratif", self.alea.choice(textes.ADMINISTRATIVES)
        elif tirage < 0.13:
            niveau, texte = "secret", self.alea.choice(textes.SECRETES)
        self.lignes["notes"].append(
            {
                "reference": self.alea.uuid(),
                "accompagnement": entretien.dossier.uuid,
                "entretien": entretien.uuid,
                "niveau": niveau,
                "auteur": entretien.agent.courriel,
                "texte": texte or textes.synthese(self.alea, entretien.dossier.axe_le(entretien.date)),
                "ecrite_le": instant(entretien.date, self.alea, 17),
            }
        )

    def _contacts(self, dossier: Dossier) -> None:
        """Attempts and letters: work that is no entretien (F0)."""
        alea = self.alea
        csam = self.contexte.csam[dossier.site.unite]
        for _ in range(alea.choice((0, 0, 1, 1, 2, 3))):
            fin = min(dossier.clos_le or dossier.ouvert_le + 150 * UN_JOUR, dossier.ouvert_le + 200 * UN_JOUR)
            jour = self.contexte.calendrier.tirer(alea, dossier.ouvert_le - 10 * UN_JOUR, fin)
            if jour > self.horizon:
                continue
            moyen = alea.choice(("telephone", "telephone", "telephone", "courrier", "courriel", "sms"))
            resultat = alea.choice(("joint", "message", "injoignable")) if moyen == "telephone" else "envoye"
            self.lignes["contacts"].append(
                {
                    "reference": alea.uuid(),
                    "assure": dossier.personne.uuid,
                    "agent": alea.choice(csam).courriel,
                    "le": instant(jour, alea),
                    "moyen": moyen,
                    "resultat": resultat,
                    "precision": "Proposition de rendez-vous" if moyen != "telephone" else None,
                }
            )

    def _plan(self, dossier: Dossier) -> None:
        """What the person undertakes and what the service does."""
        alea = self.alea
        tenus = dossier.valables
        if not tenus:
            return
        codes = PRECONISATIONS.get(dossier.axes[-1][1], PRECONISATIONS["SPS"]).split()
        for code in alea.sample(codes, alea.choice((0, 1, 1, 2, 3))):
            le = alea.choice(tenus).date
            realisee = le + alea.randint(5, 90) * UN_JOUR if alea.random() < 0.55 else None
            self.lignes["preconisations"].append(
                {
                    "reference": alea.uuid(),
                    "accompagnement": dossier.uuid,
                    "type": code,
                    "le": le,
                    "realisee_le": realisee if realisee and realisee <= self.horizon else None,
                }
            )
        for _ in range(alea.choice((0, 0, 1, 1, 2))):
            entretien = alea.choice(tenus)
            type_demarche, partenaire = alea.choice(DEMARCHES)
            partenaires = self.contexte.partenaires.get(dossier.site.unite, {})
            self.lignes["demarches"].append(
                {
                    "reference": alea.uuid(),
                    "accompagnement": dossier.uuid,
                    "type": type_demarche,
                    "partenaire": partenaires.get(partenaire) if partenaire else None,
                    "agent": entretien.agent.courriel,
                    "le": entretien.date,
                }
            )

    def situer(self, personne: Personne) -> None:
        """Household, job, and the chain of the arrêt."""
        alea = self.alea
        dossiers = [d for d in personne.dossiers if not d.annule]
        premier = min((d.ouvert_le for d in dossiers), default=None)
        if premier is None:
            return
        emploi = alea.choice(EMPLOIS)
        en_emploi = emploi not in SANS_PROFESSION
        self.lignes["situations"].append(
            {
                "assure": personne.uuid,
                "du": premier,
                "menage": alea.choice(MENAGES),
                "emploi": emploi,
                "profession": alea.choice(PROFESSIONS) if en_emploi else None,
                "rqth_jusquau": premier + alea.randint(200, 1800) * UN_JOUR if alea.random() < 0.14 else None,
            }
        )
        if any(axe == "PDP" for d in dossiers for _, axe in d.axes):
            self._arrets(personne, premier, dossiers[-1].risque)

    def _arrets(self, personne: Personne, premier: Jour, risque: str) -> None:
        du, nature = premier - self.alea.randint(40, 260) * UN_JOUR, "initial"
        for _ in range(self.alea.choice((1, 2, 2, 3))):
            if du > self.horizon:
                return
            au = du + self.alea.randint(25, 90) * UN_JOUR
            self.lignes["arrets"].append(
                {"assure": personne.uuid, "nature": nature, "risque": risque or "maladie", "du": du, "au": au}
            )
            du, nature = au + UN_JOUR, "prolongation"
