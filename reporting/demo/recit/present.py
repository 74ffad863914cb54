"""The living present, relative to the day of the demo: what the home pages and lists have to show.

Nothing here is dated in the calibrated year.
"""

from dataclasses import dataclass, field

from reporting.demo.recit import textes
from reporting.demo.recit.actions import DUREES, EN_ENTREPRISE, PARTIES, TUTEURS
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR, Hasard
from reporting.demo.recit.identites import instant
from reporting.demo.recit.information import informer, informer_signale, refuser_signale
from reporting.demo.recit.lieux import Unite
from reporting.demo.recit.modele import Agent, Dossier, Entretien, Jour, Ligne, Site
from reporting.demo.recit.parcours import PIEGES_MIN, PIEGES_VISES
from reporting.demo.recit.premiers import AVANT_OUVERTURE, JOURS_PRADO, PRADO
from reporting.demo.recit.realisation import SITUATIONS_PDP, SITUATIONS_SPS
from reporting.demo.recit.signalements import ORIGINES, SERVICE_MEDICAL, Signalements
from reporting.demo.recit.vie import Vie

OUVERTS, CLOS, SIGNALEMENTS = 150, 14, (62, 96)
RECUL_JOURS = 250
FENETRE_SIGNALEMENTS = 28
ACTIONS = ("essai_encadre", "bilan_competences", "inclu_pro", "pmsmp", "formation", "essai_encadre")
HEURES = (9, 10, 11, 14, 15, 16)


@dataclass(slots=True)
class Present:
    contexte: Contexte
    perimetre: Perimetre
    unite: Unite
    entreprises: list[str]
    dossiers: list[Dossier] = field(default_factory=list)

    @property
    def alea(self) -> Hasard:
        return self.contexte.alea

    @property
    def date(self) -> Jour:
        return self.contexte.date

    @property
    def debut(self) -> Jour:
        """Never in the calibrated year, even when the demo is of the January that follows it."""
        return max(self.date - RECUL_JOURS * UN_JOUR, self.perimetre.jour(1, 1, 1))

    @property
    def sites(self) -> list[Site]:
        return [site for site in self.perimetre.sites if site.unite == self.unite.code]

    def suivre(self) -> None:
        """Opens the accompagnements. None when the calibrated year has just ended."""
        if (self.date - self.debut).days < 3 or not self.sites:
            return
        self.dossiers = [self._suivre(rang) for rang in range(OUVERTS)]
        for dossier in self.dossiers[-CLOS:]:
            self._clore(dossier)

    def animer(self) -> None:
        """What is planned, being written, under way, waiting; needs the people described."""
        if not self.dossiers:
            return
        signalements = Signalements(self.contexte, self.perimetre)
        ouverts = self.dossiers[:-CLOS]
        for dossier in self.dossiers:
            if self.alea.random() < 0.8:
                recu_le = dossier.ouvert_le - self.alea.randint(*AVANT_OUVERTURE) * UN_JOUR
                if recu_le >= self.perimetre.jour(1, 1, 1):
                    signalements.converti(dossier, recu_le, *self.alea.choice(ORIGINES))
        self._prevoir(ouverts)
        self._rediger(ouverts)
        self._engager(ouverts)
        self._signaler(signalements)
        informer(self.contexte, self.dossiers)

    @property
    def titulaire(self) -> Agent:
        return self.perimetre.equipe.comptes["ass", self.unite.code]

    @property
    def site_titulaire(self) -> Site:
        agent = self.titulaire
        return next((s for s in self.sites if agent in self.contexte.ass.get(s.code, ())), self.sites[0])

    def _suivre(self, rang: int) -> Dossier:
        """One accompagnement of the last months; every third one is followed by the account of the demo."""
        contexte, alea = self.contexte, self.alea
        du_titulaire = rang % 3 == 0
        site = self.site_titulaire if du_titulaire else alea.choice(self.sites)
        personne = contexte.personne(self.perimetre, site)
        ouvert_le = contexte.calendrier.tirer(alea, self.debut, self.date - 2 * UN_JOUR)
        axe = "PDP" if alea.random() < 0.68 else "SPS"
        dossier = contexte.dossier(self.perimetre, personne, ouvert_le, axe, site)
        if du_titulaire:
            dossier.referents = [(ouvert_le, self.titulaire)]
        else:
            dossier.referents = dossier.referents[-1:]
            dossier.referents[0] = (ouvert_le, dossier.referents[0][1])
        veille = self.date - UN_JOUR
        nombre = min(9, 1 + alea.poisson((self.date - ouvert_le).days / 45))
        for jour in contexte.calendrier.plusieurs(alea, ouvert_le, veille, nombre):
            self._mode(contexte.entretien(dossier, jour))
        if axe == "SPS" and alea.random() < 0.12 and (veille - dossier.entretiens[-1].date).days > 3:
            dossier.axes.append((veille, "PDP"))
        return dossier

    def _mode(self, entretien: Entretien) -> None:
        entretien.mode = self.alea.choice(("lieu_accueil",) * 9 + ("telephone",) * 9 + ("domicile", "visio"))

    def _clore(self, dossier: Dossier) -> None:
        dernier = dossier.entretiens[-1].date if dossier.entretiens else dossier.ouvert_le
        dossier.clos_le = max(
            dernier,
            dossier.axes[-1][0],
            self.contexte.calendrier.decaler(self.date, -self.alea.randint(1, 15)),
        )
        dossier.site_cloture = dossier.site
        dossier.situation = self.alea.choice(
            SITUATIONS_PDP if dossier.axes[-1][1] == "PDP" else SITUATIONS_SPS
        )

    def _prevoir(self, ouverts: list[Dossier]) -> None:
        """Rendez-vous of this week and the next, and a few that nobody has noted yet; five today for the account."""
        vie = Vie(self.contexte, self.perimetre)
        jours = self.contexte.calendrier.entre(self.date, self.date + 11 * UN_JOUR)
        prises: set[tuple[str, Jour, int]] = set()
        du_titulaire = [d for d in ouverts if d.referents[-1][1] is self.titulaire]
        for dossier in du_titulaire[:5]:
            self._rendez_vous(vie, dossier, self.date, prises)
        for dossier in du_titulaire[5:7]:
            if passes := self.contexte.calendrier.entre(self.date - 7 * UN_JOUR, self.date - UN_JOUR):
                self._rendez_vous(vie, dossier, max(passes[-1], dossier.ouvert_le), prises)
        for dossier in ouverts[5:95]:
            if jours:
                self._rendez_vous(vie, dossier, self.alea.choice(jours), prises)

    def _rendez_vous(
        self, vie: Vie, dossier: Dossier, jour: Jour, prises: set[tuple[str, Jour, int]]
    ) -> None:
        agent = dossier.referents[-1][1]
        libres = [heure for heure in HEURES if (agent.courriel, jour, heure) not in prises]
        if not libres:
            return
        heure = self.alea.choice(libres)
        prises.add((agent.courriel, jour, heure))
        mode = self.alea.choice(
            ("lieu_accueil", "lieu_accueil", "telephone", "telephone", "visio", "domicile")
        )
        ligne = vie.rendez_vous(dossier, agent, jour, mode, "prevu")
        self.contexte.lignes["rendez_vous"].append(ligne | {"debut": instant(jour, self.alea, heure)})

    def _rediger(self, ouverts: list[Dossier]) -> None:
        """Drafts: entretiens being written, in no figure (F0)."""
        for dossier in ouverts[:12]:
            brouillon(self.contexte, dossier, dossier.referents[-1][1], self.date - UN_JOUR)

    def _engager(self, ouverts: list[Dossier]) -> None:
        """Actions planned, with the accords received so far, and actions under way."""
        pdp = [d for d in ouverts if d.axes[0][1] == "PDP" and d.entretiens]
        for rang, dossier in enumerate(pdp[:24]):
            type_action = ACTIONS[rang % len(ACTIONS)]
            en_cours = rang % 2 == 0 and (self.date - dossier.ouvert_le).days > 6
            du = (
                self.date - self.alea.randint(1, 5) * UN_JOUR
                if en_cours
                else self.date + self.alea.randint(6, 40) * UN_JOUR
            )
            reference = self.alea.uuid()
            ligne = {
                "reference": reference,
                "accompagnement": dossier.uuid,
                "site": dossier.site.code,
                "type": type_action,
                "du": du,
                "au": du + self.alea.randint(*DUREES[type_action]) * UN_JOUR,
                "etat": "en_cours" if en_cours else "prevue",
                "intitule": self.alea.choice(("Remise à niveau", "Découverte des métiers"))
                if type_action == "formation"
                else None,
            }
            if type_action in EN_ENTREPRISE:
                ligne |= {
                    "entreprise": self.alea.choice(self.entreprises),
                    "tuteur": self.alea.choice(TUTEURS),
                }
            self.contexte.lignes["actions"].append(ligne)
            for partie in PARTIES if en_cours else PARTIES[: self.alea.randint(0, 2)]:
                le = min(du, self.date) - self.alea.randint(1, 20) * UN_JOUR
                self.contexte.lignes["accords"].append(
                    {"action": reference, "partie": partie, "sens": "accord", "le": le}
                )

    def _signaler(self, signalements: Signalements) -> None:
        """What waits: received, qualified or given to an ASS; some late, some to call within 72 hours."""
        plus_ancien = max(self.debut, self.date - FENETRE_SIGNALEMENTS * UN_JOUR)
        for rang in range(self.alea.randint(*SIGNALEMENTS)):
            recu_le = self.contexte.calendrier.tirer(self.alea, plus_ancien, self.date)
            self._en_attente(signalements, rang, min(recu_le, self.date))

    def _en_attente(self, signalements: Signalements, rang: int, recu_le: Jour) -> None:
        alea, site = self.alea, self.alea.choice((*self.sites, self.site_titulaire))
        origine, canal = (SERVICE_MEDICAL, "fiche-liaison") if rang % 5 < 2 else alea.choice(ORIGINES)
        ligne = signalements.base(site, recu_le, origine, canal) | signalements.inconnu(site)
        if rang % 12 == 0:
            ligne |= {
                "origine": PRADO,
                "canal": "fiche-liaison",
                "axe_propose": "SPS",
                "motif": "Sortie d'hospitalisation, retour à domicile à accompagner",
                "echeance": recu_le + JOURS_PRADO * UN_JOUR,
            }
        etat = (
            ("recu", "recu", "qualifie", "affecte", "affecte")[rang % 5]
            if (self.date - recu_le).days > 1
            else "recu"
        )
        ligne["etat"] = etat
        if etat != "recu":
            ligne["qualifie_le"] = min(self.date, recu_le + alea.randint(0, 2) * UN_JOUR)
        if etat == "affecte":
            agents = self.contexte.ass[site.code]
            agent = self.titulaire if self.titulaire in agents and rang % 2 else alea.choice(agents)
            ligne |= {
                "affecte_le": min(self.date, ligne["qualifie_le"] + UN_JOUR),
                "affecte_a": agent.courriel,
            }
            if rang % 4:
                # Most of those who signalled were told; a few still wait for it.
                ligne |= {"reponse_le": ligne["affecte_le"], "reponse_forme": "courriel"}
        if rang % 4 == 0 and recu_le < self.date:
            self._essayer(ligne, rang // 4)
        self.contexte.lignes["signalements"].append(ligne)

    def _essayer(self, ligne: Ligne, rang: int) -> None:
        """A conseiller is on it: taken on while it is to be decided, the person called.

        One in five was reached and told nothing yet, one reached and told, one refused; the others were not reached.
        """
        agent = self.alea.choice(self.contexte.csam[self.unite.code])
        veille = self.date - UN_JOUR
        if ligne["etat"] != "affecte":
            ligne |= {"pris_par": agent.courriel, "pris_le": instant(veille, self.alea)}
        self.contexte.lignes["contacts"].append(
            {
                "reference": self.alea.uuid(),
                "signalement": ligne["reference"],
                "agent": agent.courriel,
                "le": instant(veille, self.alea),
                "moyen": "telephone",
                "resultat": "joint" if rang % 5 < 3 else self.alea.choice(("message", "injoignable")),
                "precision": "" if rang % 5 < 3 else self.alea.choice(("Rappeler en fin de journée", "")),
            }
        )
        if rang % 5 in (1, 2):
            informer_signale(self.contexte, ligne, agent.courriel, veille)
        if rang % 5 == 2:
            refuser_signale(self.contexte, ligne, agent.courriel, veille)


def brouillon(contexte: Contexte, dossier: Dossier, agent: Agent, jour: Jour) -> None:
    """An entretien that its author has not finished."""
    contexte.lignes["brouillons"].append(
        {
            "reference": contexte.alea.uuid(),
            "accompagnement": dossier.uuid,
            "agent": agent.courriel,
            "contenu": {
                "date": jour.isoformat(),
                "mode": contexte.alea.choice(("telephone", "lieu_accueil")),
                "synthese": contexte.alea.choice(textes.OUVERTURES[dossier.axes[-1][1]]),
            },
            "modifie_le": instant(jour, contexte.alea, 17),
        }
    )


def brouillons_anciens(contexte: Contexte, perimetre: Perimetre) -> None:
    """Drafts of the calibrated year that nobody finished: no entretien either (F0)."""
    nombre = 3 * PIEGES_VISES if perimetre.plan.total_personnes >= PIEGES_MIN else 1
    debut, fin = perimetre.jour(0, 1, 2), perimetre.jour(0, 12, 30)
    comptes = set(perimetre.equipe.comptes.values())
    hotes = [
        d
        for d in perimetre.dossiers
        if not d.annule and d.ouvert_le <= fin and (not d.clos_le or d.clos_le > debut)
    ]
    for dossier in contexte.alea.sample(hotes, min(nombre, len(hotes))):
        jour = contexte.calendrier.tirer(
            contexte.alea, max(debut, dossier.ouvert_le), min(fin, dossier.clos_le or fin)
        )
        agent = dossier.referent_le(jour)
        if agent not in comptes:
            brouillon(contexte, dossier, agent, jour)
