"""For every clause of the definitions, at least 20 records in each unit that a wrong reading would count."""

import datetime
import statistics
from collections import Counter, defaultdict
from typing import Any

import pytest

from tests.reporting.demo.outils import Demo

Ligne = dict[str, Any]
MINIMUM = 20
ANNEE = 2023
UNITES = ("01", "07", "26")
COMPTENT = {"en_cours", "terminee", "abandonnee"}


class Unite:
    """The rows of one unit, grouped as the traps need them."""

    def __init__(self, demo: Demo, code: str) -> None:
        self.lignes, self.code = demo.lignes, code
        self.sites = {s["code"] for s in demo.lignes["sites"] if s["departement"] == code}
        self.assures = {a["reference"]: a for a in demo.lignes["assures"]}
        self.dossiers = {d["reference"]: d for d in demo.lignes["accompagnements"]}
        self.axes: dict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
        for axe in demo.lignes["axes"]:
            self.axes[axe["accompagnement"]].append((axe["du"], axe["axe"]))
        self.entretiens = [e for e in demo.lignes["entretiens"] if e["site"] in self.sites]
        self.valables = [e for e in self.entretiens if not e.get("annule_le")]
        self.tenus = Counter(e["accompagnement"] for e in demo.lignes["entretiens"] if not e.get("annule_le"))
        self.clos = [
            d
            for d in self.dossiers.values()
            if d["clos_le"] and d["clos_le"].year == ANNEE and d["site_cloture"] in self.sites
        ]
        self.actions = [a for a in demo.lignes["actions"] if a["site"] in self.sites]
        self.signalements = [s for s in demo.lignes["signalements"] if s["site"] in self.sites]

    def axe(self, dossier: str, jour: datetime.date) -> str:
        return max((du, axe) for du, axe in self.axes[dossier] if du <= jour)[1]

    def annee(self, annee: int = ANNEE) -> list[Ligne]:
        return [e for e in self.valables if e["date"].year == annee]

    def personnes(self, annee: int = ANNEE) -> set[str]:
        return {self.dossiers[e["accompagnement"]]["assure"] for e in self.annee(annee)}

    def pdp_clos(self) -> list[Ligne]:
        return [
            d for d in self.clos if not d.get("annule_le") and self.axe(d["reference"], d["clos_le"]) == "PDP"
        ]


@pytest.fixture(scope="module", params=UNITES)
def unite(request: pytest.FixtureRequest, rhone_alpes: Demo) -> Unite:
    return Unite(rhone_alpes, request.param)


@pytest.mark.parametrize("jour", [(2022, 12, 31), (2023, 1, 1), (2023, 12, 31), (2024, 1, 1)])
def test_bords_des_annees(unite: Unite, jour: tuple[int, int, int]) -> None:
    assert sum(e["date"] == datetime.date(*jour) for e in unite.valables) >= MINIMUM


def test_vus_seulement_juste_avant_ou_juste_apres(unite: Unite) -> None:
    vus = unite.personnes()
    for debut, fin in (
        (datetime.date(2022, 12, 25), datetime.date(2022, 12, 31)),
        (datetime.date(2024, 1, 1), datetime.date(2024, 1, 7)),
    ):
        autres = {
            unite.dossiers[e["accompagnement"]]["assure"] for e in unite.valables if debut <= e["date"] <= fin
        } - vus
        assert len(autres) >= MINIMUM


def test_ce_qui_n_est_pas_un_entretien(unite: Unite) -> None:
    de_l_unite = {d["reference"] for d in unite.dossiers.values() if d["site"] in unite.sites}
    assures = {unite.dossiers[reference]["assure"] for reference in de_l_unite}
    for genre, colonne, filtre in (
        ("rendez_vous", "debut", lambda ligne: ligne["etat"] == "absent" and ligne["site"] in unite.sites),
        ("rendez_vous", "debut", lambda ligne: ligne["etat"] == "annule" and ligne["site"] in unite.sites),
        ("contacts", "le", lambda ligne: ligne.get("assure") in assures),
        ("brouillons", "modifie_le", lambda ligne: ligne["accompagnement"] in de_l_unite),
    ):
        lignes = [
            ligne for ligne in unite.lignes[genre] if filtre(ligne) and ligne[colonne].startswith("2023")
        ]
        assert len(lignes) >= MINIMUM, genre
    assert sum(e["date"].year == ANNEE and bool(e.get("annule_le")) for e in unite.entretiens) >= MINIMUM


def test_ou(unite: Unite) -> None:
    """F1: where the act was done, not where the person is followed now nor where the dossier was opened."""
    annee = unite.annee()
    suivis_ailleurs = [
        e
        for e in annee
        if unite.assures[unite.dossiers[e["accompagnement"]]["assure"]]["departement"] != unite.code
    ]
    ouverts_ailleurs = [e for e in annee if unite.dossiers[e["accompagnement"]]["site"] not in unite.sites]
    assert len(suivis_ailleurs) >= MINIMUM
    assert len(ouverts_ailleurs) >= MINIMUM
    ailleurs = {
        unite.dossiers[e["accompagnement"]]["assure"]
        for e in unite.lignes["entretiens"]
        if e["date"].year == ANNEE and e["site"] not in unite.sites and not e.get("annule_le")
    }
    assert len(unite.personnes() & ailleurs) >= MINIMUM


def test_dossiers_ouverts_que_personne_n_a_vus(unite: Unite) -> None:
    vus = {e["accompagnement"] for e in unite.annee()}
    dernier = datetime.date(ANNEE, 12, 31)
    ouverts = [
        d
        for d in unite.dossiers.values()
        if d["site"] in unite.sites
        and d["ouvert_le"] <= dernier
        and (d["clos_le"] is None or d["clos_le"] > dernier)
        and d["reference"] not in vus
    ]
    assert len(ouverts) >= MINIMUM


def test_changements_d_axe(unite: Unite) -> None:
    par_personne: dict[str, list[Ligne]] = defaultdict(list)
    for e in unite.annee():
        par_personne[unite.dossiers[e["accompagnement"]]["assure"]].append(e)
    deux_axes = apres = 0
    for entretiens in par_personne.values():
        dernier = max(entretiens, key=lambda e: e["date"])
        axes = {unite.axe(e["accompagnement"], e["date"]) for e in entretiens}
        au_31 = unite.axe(dernier["accompagnement"], datetime.date(ANNEE, 12, 31))
        deux_axes += len(axes) == 2
        apres += au_31 != unite.axe(dernier["accompagnement"], dernier["date"])
    assert deux_axes >= 2 * MINIMUM
    assert apres >= MINIMUM


def test_profil(unite: Unite) -> None:
    derniers: dict[str, Ligne] = {}
    for e in sorted(unite.annee(), key=lambda e: e["date"]):
        derniers[unite.dossiers[e["accompagnement"]]["assure"]] = e
    pdp = {p: e for p, e in derniers.items() if unite.axe(e["accompagnement"], e["date"]) == "PDP"}
    assures = [unite.assures[p] for p in pdp]
    risques = Counter(unite.dossiers[e["accompagnement"]]["risque"] for e in pdp.values())
    inconnus = (
        sum(a["sexe"] == "N" for a in assures),
        sum(a["date_naissance"] is None for a in assures),
        risques[None] + risques["maternite"] + risques["hors-risque"],
    )
    assert all(MINIMUM <= n <= 0.02 * len(pdp) for n in inconnus), inconnus
    pas_encore = [
        p
        for p, e in pdp.items()
        if (n := unite.assures[p]["date_naissance"])
        and n.year == ANNEE - 46
        and (n.month, n.day) > (e["date"].month, e["date"].day)
    ]
    assert len(pas_encore) >= MINIMUM
    assert risques["invalidite"] >= MINIMUM
    assert min(risques["maladie-professionnelle"], risques["accident-travail"]) >= MINIMUM


def test_modes(unite: Unite) -> None:
    modes = Counter(e["mode"] for e in unite.annee())
    assert min(modes["visio"], modes["domicile"]) >= MINIMUM


def test_clotures(unite: Unite) -> None:
    pdp = unite.pdp_clos()
    hors = {
        "toujours-en-arret",
        "droits-ouverts",
        "reoriente",
        "refus",
        "sans-nouvelles",
        "demenagement",
        "deces",
    }
    dans_l_annee = Counter(
        e["accompagnement"]
        for e in unite.lignes["entretiens"]
        if e["date"].year == ANNEE and not e.get("annule_le")
    )
    annules = Counter(e["accompagnement"] for e in unite.lignes["entretiens"] if e.get("annule_le"))
    comptes = {
        "un ou deux entretiens": sum(unite.tenus[d["reference"]] in {1, 2} for d in pdp),
        "hors des quatre groupes": sum(
            d["situation_cloture"] in hors and unite.tenus[d["reference"]] >= 3 for d in pdp
        ),
        "trois sur deux années": sum(
            unite.tenus[d["reference"]] >= 3 and 0 < dans_l_annee[d["reference"]] < 3 for d in pdp
        ),
        "un troisième annulé": sum(
            unite.tenus[d["reference"]] == 2 and annules[d["reference"]] > 0 for d in pdp
        ),
        "autre axe": sum(unite.axe(d["reference"], d["clos_le"]) != "PDP" for d in unite.clos),
        "annulés": sum(bool(d.get("annule_le")) for d in unite.clos),
        "suivis ailleurs": sum(unite.assures[d["assure"]]["departement"] != unite.code for d in unite.clos),
        "ouverts ailleurs": sum(d["site"] not in unite.sites for d in unite.clos),
    }
    assert min(comptes.values()) >= MINIMUM, comptes


def test_durees_et_nombres_d_entretiens(unite: Unite) -> None:
    mois = [(d["clos_le"] - d["ouvert_le"]).days / 30.4375 for d in unite.clos if not d.get("annule_le")]
    assert statistics.pstdev(mois) >= 4
    assert set(range(1, 16)) == {unite.tenus[d["reference"]] for d in unite.dossiers.values()} - {0}


def test_actions(unite: Unite) -> None:
    de_l_annee = [a for a in unite.actions if a["du"].year == ANNEE]
    debut = datetime.date(ANNEE, 1, 1)
    comptes = {
        "non démarrées": sum(a["etat"] not in COMPTENT for a in de_l_annee),
        "annulées": sum(bool(a.get("annule_le")) for a in de_l_annee),
        "renouvellements": sum(bool(a.get("renouvelle")) for a in de_l_annee),
        "prestations": sum(a["type"] in {"psop", "moaij", "premij"} for a in de_l_annee),
        "commencées avant": sum(
            a["du"].year == ANNEE - 1 and a["au"] >= debut and a["etat"] in COMPTENT for a in unite.actions
        ),
        "suivies ailleurs": sum(
            unite.assures[unite.dossiers[a["accompagnement"]]["assure"]]["departement"] != unite.code
            for a in de_l_annee
        ),
    }
    assert min(comptes.values()) >= MINIMUM, comptes


def test_formations_d_un_jour_de_moins(unite: Unite) -> None:
    formations = [
        a
        for a in unite.actions
        if a["type"] == "formation" and a["du"].year == ANNEE and a["etat"] in COMPTENT
    ]
    longues = [a for a in formations if (a["au"] - a["du"]).days >= 179]
    if unite.code == "01":
        assert [a for a in formations if not a.get("annule_le")] == []
    else:
        assert len(longues) >= MINIMUM
        assert any((a["au"].month - a["du"].month) % 12 == 6 and a["au"].day == a["du"].day for a in longues)


def test_signalements(unite: Unite) -> None:
    recus = [s for s in unite.signalements if s["recu_le"].year == ANNEE]
    service_medical = [s for s in recus if s["origine"] == "service-medical"]
    comptes = {
        "autres origines": sum(s["origine"] != "service-medical" for s in recus),
        "doublons": sum(s["etat"] == "doublon" for s in service_medical),
        "annulés": sum(bool(s.get("annule_le")) for s in service_medical),
        "sans suite": sum(s["etat"] == "sans_suite" for s in service_medical),
        "suivis ailleurs": sum(
            s.get("assure") is not None and unite.assures[s["assure"]]["departement"] != unite.code
            for s in recus
        ),
    }
    assert min(comptes.values()) >= MINIMUM, comptes
    par_annee = Counter(s["recu_le"].year for s in unite.signalements if s["origine"] == "service-medical")
    assert all(par_annee[annee] > 0 for annee in (2021, 2022, 2023, 2024))
    assert par_annee[2023] < par_annee[2022]


def test_equipe(unite: Unite) -> None:
    dernier = datetime.date(ANNEE, 12, 31)
    ici = [
        a for a in unite.lignes["affectations"] if a["site"] in unite.sites or a["departement"] == unite.code
    ]
    assert sum(a["au"] is not None and a["au"] < dernier for a in ici) >= MINIMUM
    assert sum(a["du"] > dernier for a in ici) >= MINIMUM
    en_poste = [a for a in ici if a["du"] <= dernier and (a["au"] is None or a["au"] >= dernier)]
    assert max(Counter(a["agent"] for a in en_poste).values()) == 2
    ailleurs = {
        a["agent"] for a in unite.lignes["affectations"] if a["site"] and a["site"] not in unite.sites
    }
    assert {a["agent"] for a in en_poste} & ailleurs


def test_l_annee_d_avant_et_celle_d_apres(rhone_alpes: Demo, unite: Unite) -> None:
    total = len(unite.annee())
    assert 0.85 <= len(unite.annee(ANNEE - 1)) / total <= 1.15
    assert 0.80 <= len(unite.annee(ANNEE + 1)) / total <= 1.05
    calibres = [
        d for d in unite.dossiers.values() if d["ouvert_le"].year <= ANNEE + 1 and d["site"] in unite.sites
    ]
    assert 0 < sum(d["clos_le"] is None for d in calibres) / len(calibres) < 0.05
