"""Same seed and date, same folder; and small figures of any shape come back exactly."""

import filecmp
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cases.reprise.registre import genres
from cases.rules.nir import incoherences, normaliser_nir
from tests.reporting.chiffres.recompte import parts_de_cent
from tests.reporting.demo.outils import Demo, ecarts, fabriquer, fichier_de


def test_meme_graine_et_meme_jour_memes_fichiers(tmp_path: Path) -> None:
    fichier = fichier_de({"assures_pdp": 60, "assures_sps": 30, "entretiens_total": 250, "inclu_pro": 5})
    for nom, graine in (("a", 4), ("b", 4), ("c", 5)):
        fabriquer([fichier], tmp_path / nom, graine=graine)
    noms = sorted(chemin.name for chemin in (tmp_path / "a").iterdir())
    assert noms == sorted(genre.fichier for genre in genres() if (tmp_path / "a" / genre.fichier).exists())
    assert filecmp.cmpfiles(tmp_path / "a", tmp_path / "b", noms, shallow=False)[0] == noms
    differents = filecmp.cmpfiles(tmp_path / "a", tmp_path / "c", noms, shallow=False)[1]
    assert {"assures.csv", "entretiens.csv", "accompagnements.csv"} <= set(differents)


def test_les_personnes_ont_l_air_vraies_et_ne_sont_personne(rhone_alpes: Demo) -> None:
    assures = rhone_alpes.lignes["assures"]
    nirs = [a["nir"] for a in assures if a["nir"]]
    assert len(nirs) / len(assures) > 0.95
    assert len(set(nirs)) == len(nirs)
    for assure in assures:
        if assure["nir"]:
            nir = normaliser_nir(assure["nir"])
            assert incoherences(nir, sexe=assure["sexe"], naissance=assure["date_naissance"]) == []
            assert nir[7:10] >= "950"
        else:
            assert assure["motif_sans_nir"]
        assert (assure["telephone"] or "06 39 98").startswith(("06 39 98", "04 65 71"))
        assert (assure["courriel"] or "@example.org").endswith("@example.org")
    cites = {"dirou", "béziel", "tanguy", "alexandre", "mérand"}
    assert not cites & {a["nom"].lower() for a in (*assures, *rhone_alpes.lignes["agents"])}
    assert len({(a["nom"], a["prenom"]) for a in assures}) > len(assures) // 2


def test_des_textes_varies(rhone_alpes: Demo) -> None:
    textes = [note["texte"] for note in rhone_alpes.lignes["notes"]]
    assert len(set(textes)) > 5_000
    assert {note["niveau"] for note in rhone_alpes.lignes["notes"]} == {"synthese", "administratif", "secret"}


def test_un_entretien_au_plus_par_rendez_vous_et_dans_son_accompagnement(rhone_alpes: Demo) -> None:
    lignes = rhone_alpes.lignes
    dossiers = {d["reference"]: d for d in lignes["accompagnements"]}
    for entretien in lignes["entretiens"]:
        dossier = dossiers[entretien["accompagnement"]]
        assert dossier["ouvert_le"] <= entretien["date"]
        assert dossier["clos_le"] is None or entretien["date"] <= dossier["clos_le"]
    honores = [r["entretien"] for r in lignes["rendez_vous"] if r["etat"] == "honore"]
    assert len(set(honores)) == len(honores)


entier = st.integers


@st.composite
def petite_activite(draw: st.DrawFn) -> dict[str, Any]:
    """People, entretiens, modes and profile that some records do have."""
    pdp, sps = draw(entier(1, 30)), draw(entier(0, 20))
    entretiens_pdp = pdp + draw(entier(0, 50))
    entretiens_sps = sps + (draw(entier(0, 30)) if sps else 0)
    total = entretiens_pdp + entretiens_sps
    physiques = draw(entier(0, total))
    domicile = draw(entier(0, physiques))
    visio = draw(entier(0, total - physiques))
    chiffres: dict[str, Any] = {
        "assures_pdp": pdp,
        "assures_sps": sps,
        "assures_accompagnes_individuel": pdp + sps,
        "entretiens_pdp": entretiens_pdp,
        "entretiens_sps": entretiens_sps,
        "entretiens_total": total,
        "entretiens_lieu_accueil": physiques - domicile,
        "entretiens_domicile": domicile,
        "entretiens_telephone": total - physiques - visio,
        "entretiens_visio": visio,
    }
    for (une, autre), (premier, effectif) in {
        ("femmes_pct", "hommes_pct"): (draw(entier(0, pdp)), pdp),
        ("moins_46_pct", "46_et_plus_pct"): (draw(entier(0, pdp)), pdp),
        ("maladie_invalidite_pct", "atmp_pct"): (draw(entier(0, pdp)), pdp),
        ("part_rdv_physique_pct", "part_rdv_telephone_pct"): (physiques, total),
        ("part_rdv_physique_pct_n1", "part_rdv_telephone_pct_n1"): (draw(entier(0, 100)), 100),
    }.items():
        chiffres[une], chiffres[autre] = parts_de_cent([premier, effectif - premier])
    return chiffres


@st.composite
def petits_actes(draw: st.DrawFn) -> dict[str, Any]:
    """Closings, actions, signalements and team."""
    issues = draw(st.lists(entier(0, 12), min_size=4, max_size=4).filter(sum))
    inclus, locaux, longues, courtes, essais = (draw(entier(0, maximum)) for maximum in (8, 4, 3, 9, 8))
    noms = ("activite", "licenciement", "formation", "invalidite_retraite")
    return {
        "signalements_sm": draw(entier(0, 30)),
        "signalements_sm_n1": draw(entier(0, 30)),
        "signalements_sm_n2": draw(entier(0, 30)),
        "duree_moyenne_mois": draw(entier(30, 180)) / 10,
        "inclu_pro": inclus,
        "dispositifs_locaux": locaux,
        "actions_remobilisation_total": inclus + locaux,
        "formations_plus_6_mois": longues,
        "formations_moins_6_mois": courtes,
        "actions_formation_total": longues + courtes,
        "essais_encadres": essais,
        "mises_en_situation_total": essais,
        "crpe": draw(entier(0, 3)),
        "equipe_ass": draw(entier(0, 6)),
        "equipe_managers": draw(entier(0, 2)),
    } | {f"issue_{nom}_pct": part for nom, part in zip(noms, parts_de_cent(issues), strict=True)}


# Left out, none of these changes what the others say.
INDEPENDANTES = {
    "assures_accompagnes_individuel",
    "entretiens_total",
    "entretiens_visio",
    "entretiens_domicile",
    "signalements_sm_n1",
    "duree_moyenne_mois",
    "femmes_pct",
    "moins_46_pct",
    "atmp_pct",
    "part_rdv_physique_pct",
    "part_rdv_physique_pct_n1",
    "equipe_ass",
    "crpe",
}


@given(
    petite_activite(),
    petits_actes(),
    st.sets(st.sampled_from(sorted(INDEPENDANTES)), max_size=8),
    st.integers(0, 10_000),
)
def test_de_petits_chiffres_de_toute_forme(
    activite: dict[str, Any], actes: dict[str, Any], retirees: set[str], graine: int
) -> None:
    fichier = fichier_de({cle: valeur for cle, valeur in (activite | actes).items() if cle not in retirees})
    with TemporaryDirectory() as chemin:
        demo = fabriquer([fichier], Path(chemin), graine=graine)
    assert ecarts(fichier, demo.compte(fichier)) == {}
