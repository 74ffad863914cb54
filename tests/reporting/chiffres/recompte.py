"""The figures of a year recounted by plain loops over plain records: the decided definitions, read a second time.

Neither the ORM nor anything of reporting/ is used here, so that an error of one is not the error of the other.
"""

import calendar
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.reporting.chiffres.releve import Action, Compte, Entretien, Index, Releve

AXES = ("PDP", "SPS", "RAD", "BV")
MODES = ("lieu_accueil", "domicile", "telephone", "visio")
JOURS_PAR_MOIS = Fraction(304375, 10000)

CLE_DE_FONCTION = {
    "managers": "equipe_managers",
    "ass": "equipe_ass",
    "csam": "equipe_csam",
    "secretariat": "equipe_secretariat",
    "conseillers_experts": "equipe_conseillers_experts",
    "charges_expertise": "equipe_charges_expertise",
    "charges_mission": "equipe_charges_mission",
    "stagiaires": "etudiants_stagiaires",
}
CLE_D_ACTION = {
    "vae": "vae",
    "inclu_pro": "inclu_pro",
    "bilan_competences": "bilans_competences",
    "handibtp": "handibtp",
    "essai_encadre": "essais_encadres",
    "pmsmp": "pmsmp",
    "stage_immersion": "stages_immersion",
    "crpe": "crpe",
}
TOTAUX_D_ACTIONS = {
    "actions_formation_total": ("formations_moins_6_mois", "formations_plus_6_mois", "vae"),
    "actions_remobilisation_total": ("inclu_pro", "dispositifs_locaux", "dispositifs_locaux_am"),
    "actions_bilans_total": ("bilans_competences", "handibtp"),
    "mises_en_situation_total": ("essais_encadres", "pmsmp", "stages_immersion"),
}


def parts_de_cent(comptes: list[int]) -> list[int]:
    """Largest remainder, ties to the first (F11): one unit at a time to the class that lacks most."""
    total = sum(comptes)
    exactes = [Fraction(100 * compte, total) for compte in comptes]
    parts = [exacte.numerator // exacte.denominator for exacte in exactes]
    servies: set[int] = set()
    while sum(parts) < 100:
        manques = [(exacte - exacte.numerator // exacte.denominator) for exacte in exactes]
        restantes = [i for i in range(len(comptes)) if i not in servies]
        premiere = max(restantes, key=lambda i: (manques[i], -i))
        parts[premiere] += 1
        servies.add(premiere)
    return parts


def un_chiffre_apres_la_virgule(valeur: Fraction) -> Decimal:
    """Half up (F11)."""
    double = valeur * 20 + 1
    return Decimal(double.numerator // double.denominator // 2) / 10


def six_mois_apres(jour: date) -> date:
    annee, mois = (jour.year, jour.month + 6) if jour.month <= 6 else (jour.year + 1, jour.month - 6)
    return date(annee, mois, min(jour.day, calendar.monthrange(annee, mois)[1]))


def recompter(releve: Releve, annee: int) -> dict[str, Compte]:
    """Figures of every unit for a year."""
    comptes = {unite: Compte() for unite in releve.unites}
    index = Index(releve)
    for unite, compte in comptes.items():
        _equipe(releve, unite, annee, compte)
        _entretiens(index, unite, annee, compte)
        _precedent_publie(releve, unite, annee, compte)
        _personnes(index, unite, annee, compte)
        _signalements(releve, unite, annee, compte)
        _actions(releve, unite, annee, compte)
        _clotures(index, unite, annee, compte)
        _anomalies(index, unite, annee, compte)
        declares = [d for d in releve.declares if d.unite == unite and d.annee == annee]
        if declares:
            compte.complements["declares"] = {
                d.cle: {"valeur": d.valeur, "source": d.source} for d in declares
            }
    return comptes


def _equipe(releve: Releve, unite: str, annee: int, compte: Compte) -> None:
    """F9."""
    dernier_jour = date(annee, 12, 31)
    for fonction, cle in CLE_DE_FONCTION.items():
        agents = {
            a.agent
            for a in releve.affectations
            if a.unite == unite
            and a.fonction == fonction
            and a.du <= dernier_jour
            and (a.au is None or a.au >= dernier_jour)
        }
        if agents:
            compte.chiffres[cle] = len(agents)


def _entretiens(index: Index, unite: str, annee: int, compte: Compte) -> None:
    """F0, F1, F3 for the entretiens, F5."""
    de_l_annee = index.de_l_annee(unite, annee)
    if de_l_annee:
        compte.chiffres["entretiens_total"] = len(de_l_annee)
    for axe in AXES:
        nombre = sum(1 for e in de_l_annee if index.axe_du_jour(e) == axe)
        if nombre:
            compte.chiffres[f"entretiens_{axe.lower()}"] = nombre
    for mode in MODES:
        nombre = sum(1 for e in de_l_annee if e.mode == mode)
        if nombre:
            compte.chiffres[f"entretiens_{mode}"] = nombre
    for suffixe, entretiens in (("", de_l_annee), ("_n1", index.de_l_annee(unite, annee - 1))):
        if entretiens:
            physiques = sum(1 for e in entretiens if e.mode in {"lieu_accueil", "domicile"})
            parts = parts_de_cent([physiques, len(entretiens) - physiques])
            compte.chiffres["part_rdv_physique_pct" + suffixe] = parts[0]
            compte.chiffres["part_rdv_telephone_pct" + suffixe] = parts[1]
            visio = sum(1 for e in entretiens if e.mode == "visio")
            compte.complements["entretiens_visio" + suffixe] = visio
            compte.complements["entretiens_modes" + suffixe] = len(entretiens)


def _precedent_publie(releve: Releve, unite: str, annee: int, compte: Compte) -> None:
    """F5: the published bilan of N-1 says its shares, even when records have come since."""
    publies = [b for b in releve.publies if b.unite == unite and b.annee == annee - 1]
    if not publies:
        return
    dernier = max(publies, key=lambda b: b.version)
    compte.complements["version_publiee_n1"] = dernier.version
    for cle in ("part_rdv_physique_pct", "part_rdv_telephone_pct"):
        compte.chiffres.pop(f"{cle}_n1", None)
        if cle in dernier.chiffres:
            compte.chiffres[f"{cle}_n1"] = dernier.chiffres[cle]["valeur"]


def _personnes(index: Index, unite: str, annee: int, compte: Compte) -> None:
    """F2, F3 for the people, F4."""
    dernier: dict[str, Entretien] = {}
    for entretien in index.de_l_annee(unite, annee):
        personne = index.accompagnement[entretien.accompagnement].personne
        ancien = dernier.get(personne)
        if ancien is None or (entretien.date, entretien.rang) > (ancien.date, ancien.rang):
            dernier[personne] = entretien
    if not dernier:
        return
    compte.chiffres["assures_accompagnes_individuel"] = len(dernier)
    par_axe = {axe: [p for p, e in dernier.items() if index.axe_du_jour(e) == axe] for axe in AXES}
    presents = [axe for axe in AXES if par_axe[axe]]
    if presents:
        parts = parts_de_cent([len(par_axe[axe]) for axe in presents])
        for axe, part in zip(presents, parts, strict=True):
            compte.chiffres[f"assures_{axe.lower()}"] = len(par_axe[axe])
            compte.chiffres[f"assures_{axe.lower()}_pct"] = part
    pdp = [
        (index.personne[p], index.accompagnement[dernier[p].accompagnement].risque) for p in par_axe["PDP"]
    ]
    classes = {"F": "femmes_pct", "H": "hommes_pct"}
    _partition(compte, "sexe", ["femmes_pct", "hommes_pct"], [classes.get(p.sexe) for p, _ in pdp])
    _partition(
        compte,
        "age",
        ["moins_46_pct", "46_et_plus_pct"],
        [
            None
            if p.annee_naissance is None
            else "moins_46_pct"
            if annee - p.annee_naissance < 46
            else "46_et_plus_pct"
            for p, _ in pdp
        ],
    )
    classes = {"maladie": "maladie_invalidite_pct", "invalidite": "maladie_invalidite_pct"}
    classes |= {"at": "atmp_pct", "mp": "atmp_pct"}
    risques = [classes.get(risque or "") for _, risque in pdp]
    _partition(compte, "risque", ["maladie_invalidite_pct", "atmp_pct"], risques)


def _partition(compte: Compte, nom: str, cles: list[str], valeurs: list[str | None]) -> None:
    """Shares over the known values; the unknown are counted beside (F4)."""
    if not valeurs:
        return
    connus = [valeurs.count(cle) for cle in cles]
    if sum(connus):
        compte.chiffres |= dict(zip(cles, parts_de_cent(connus), strict=True))
    compte.complements[f"profil_{nom}_connus"] = sum(connus)
    compte.complements[f"profil_{nom}_inconnus"] = valeurs.count(None)


def _signalements(releve: Releve, unite: str, annee: int, compte: Compte) -> None:
    """F10."""
    for recul, suffixe in enumerate(("", "_n1", "_n2")):
        nombre = sum(
            1
            for s in releve.signalements
            if releve.unite_du_site[s.site] == unite
            and s.recu_le.year == annee - recul
            and s.famille == "service_medical"
            and s.etat != "doublon"
            and not s.annule
        )
        if nombre:
            compte.chiffres[f"signalements_sm{suffixe}"] = nombre


def _actions(releve: Releve, unite: str, annee: int, compte: Compte) -> None:
    """F8."""
    for action in releve.actions:
        demarree = action.etat in {"en_cours", "terminee", "abandonnee"}
        ici = releve.unite_du_site[action.site] == unite and action.du.year == annee
        if not (ici and demarree) or action.renouvelle or action.annule:
            continue
        cle = _cle_action(action)
        if cle is not None:
            compte.chiffres[cle] = compte.chiffres.get(cle, 0) + 1
            for total, items in TOTAUX_D_ACTIONS.items():
                if cle in items:
                    compte.chiffres[total] = compte.chiffres.get(total, 0) + 1


def _cle_action(action: Action) -> str | None:
    if action.type == "formation":
        courte = action.au is not None and action.au < six_mois_apres(action.du)
        return "formations_moins_6_mois" if courte else "formations_plus_6_mois"
    if action.type == "dispositif_local":
        return "dispositifs_locaux_am" if action.finance_am else "dispositifs_locaux"
    return CLE_D_ACTION.get(action.type)


def _clotures(index: Index, unite: str, annee: int, compte: Compte) -> None:
    """F6, F7."""
    clos = [
        (a, a.clos_le, index.axe_le(a.cle, a.clos_le))
        for a in index.releve.accompagnements
        if a.clos_le is not None
        and a.site_cloture is not None
        and a.clos_le.year == annee
        and not a.annule
        and index.releve.unite_du_site[a.site_cloture] == unite
    ]
    if not clos:
        return
    pdp = [ligne for ligne in clos if ligne[2] == "PDP"]
    for cle, lignes in (("duree_moyenne_mois", clos), ("duree_moyenne_pdp_mois", pdp)):
        if lignes:
            jours = sum((clos_le - a.ouvert_le).days for a, clos_le, _ in lignes)
            moyenne = Fraction(jours, len(lignes)) / JOURS_PAR_MOIS
            compte.chiffres[cle] = un_chiffre_apres_la_virgule(moyenne)
    groupes = [
        a.groupe
        for a, clos_le, _ in pdp
        if sum(1 for e in index.par_accompagnement[a.cle] if a.ouvert_le <= e.date <= clos_le) >= 3
    ]
    retenus = [groupes.count(g) for g in ("activite", "licenciement", "formation", "invalidite_retraite")]
    if sum(retenus):
        cles = ("issue_activite_pct", "issue_licenciement_pct", "issue_formation_pct")
        cles += ("issue_invalidite_retraite_pct",)
        compte.chiffres |= dict(zip(cles, parts_de_cent(retenus), strict=True))
    compte.complements |= {
        "clotures": len(clos),
        "clotures_pdp": len(pdp),
        "issues_retenues": sum(retenus),
        "issues_hors_groupe": groupes.count("hors_groupe"),
    }


def _anomalies(index: Index, unite: str, annee: int, compte: Compte) -> None:
    trouvees: dict[str, list[str]] = defaultdict(list)
    for entretien in index.de_l_annee(unite, annee):
        a = index.accompagnement[entretien.accompagnement]
        if index.axe_du_jour(entretien) is None:
            trouvees["entretien_sans_axe"].append(entretien.cle)
        apres = a.clos_le is not None and entretien.date > a.clos_le
        if entretien.date < a.ouvert_le or apres or a.annule:
            trouvees["entretien_hors_accompagnement"].append(entretien.cle)
    dernier_jour = date(annee, 12, 31)
    for a in index.releve.accompagnements:
        ouvert = a.ouvert_le <= dernier_jour and (a.clos_le is None or a.clos_le > dernier_jour)
        vu = any(e.date.year == annee for e in index.par_accompagnement[a.cle])
        if index.releve.unite_du_site[a.site] == unite and ouvert and not vu and not a.annule:
            trouvees["dossier_ouvert_sans_entretien"].append(a.cle)
    if trouvees:
        compte.complements["anomalies"] = {nom: sorted(cles) for nom, cles in trouvees.items()}
