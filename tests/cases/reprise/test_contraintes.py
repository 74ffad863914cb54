"""Whatever a constraint of the database would refuse is found before, with its file, line and column."""

from pathlib import Path

import pytest
from django.db import connection

from cases.models import Assure
from cases.reprise.format import Colonne, Type
from cases.reprise.registre import genre, genres
from cases.transferts.domain.fusion import fusionner_dossiers
from cases.transferts.queries.fusion import comparer
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.reprise.contenu_annuaire import CLAIRE, NIR_LUCIE, PAUL, Contenu
from tests.cases.reprise.dossier import complet, essayer, numero_de_ligne, refuser
from tests.cases.reprise.faute import Faute
from tests.cases.reprise.fautes_de_contrainte import FAUTES_DE_CONTRAINTE
from tests.cases.reprise.fautes_de_metier import FAUTES_DE_METIER
from tests.fabriques import AssureFactory, un_agent

pytestmark = pytest.mark.usefixtures("base")
FAUTES = (*FAUTES_DE_CONTRAINTE, *FAUTES_DE_METIER)


@pytest.mark.parametrize(
    "faute", FAUTES, ids=lambda faute: f"{faute.fichier}-{faute.colonne}-{faute.contraintes}"
)
def test_une_faute_est_dite_avant_la_base(tmp_path: Path, faute: Faute) -> None:
    contenu = complet()
    faute.commettre(contenu)
    texte = refuser(tmp_path, contenu)
    dites = [ligne for ligne in texte.splitlines() if faute.lieu in ligne]
    assert any(faute.attendu in ligne for ligne in dites), texte


# Held by construction: the identity columns, uuid drawn by the base, and the unit and the version of a child,
# which are computed and never read from a file.
PAR_CONSTRUCTION = {
    "partners_site_uuid_key",
    "partners_agent_uuid_key",
    "cases_brouillon_version_check",
    "cases_note_version_check",
    "signalement_nir_indexe",
    "cases_rendezvous_remplace_id_departement",
    # A draft that is loaded is of a new entretien, never of a correction.
    "cases_brouillon_entretien_id_departement",
    # Two dossiers are merged in the product, never in a folder.
    "cases_assure_actif",
    "cases_assure_fusionne_dans_id_departement",
    # Nor is a transfer asked for there.
    "signalement_transfert_repondu",
    # A message is left in the product, never loaded.
    "cases_contact_message_id_departement",
}


def test_chaque_contrainte_de_la_base_a_sa_faute() -> None:
    tables = [g.table for g in genres()] + ["cases_themeaborde", "partners_partenaire_departements"]
    with connection.cursor() as curseur:
        curseur.execute(
            """SELECT k.conname, k.contype, coalesce(array_length(k.conkey, 1), 0),
                      (SELECT array_agg(a.attname::text) FROM pg_attribute a
                       WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))
               FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid
               WHERE r.relname = ANY (%s) AND k.contype IN ('c', 'u', 'x', 'f')""",
            [tables],
        )
        contraintes = curseur.fetchall()
    a_couvrir = set()
    for nom, type_contrainte, largeur, colonnes in contraintes:
        simple = type_contrainte == "f" and largeur == 1
        cle_de_parent = type_contrainte == "u" and set(colonnes) == {"id", "departement_id"}
        # A child whose unit is taken from this very parent cannot be of another one.
        unite_du_parent = type_contrainte == "f" and largeur == 2 and nom in _tenues_par_le_parent()
        if not (simple or cle_de_parent or unite_du_parent):
            a_couvrir.add(nom)
    couvertes = {faute.contraintes for faute in FAUTES}
    assert len(a_couvrir) > 60
    assert a_couvrir - couvertes - PAR_CONSTRUCTION == set()
    assert a_couvrir >= PAR_CONSTRUCTION


def _tenues_par_le_parent() -> set[str]:
    noms = {"cases_themeaborde_entretien_id_departement"}
    for declare in genres():
        for champ, expression in declare.constantes:
            if champ == "departement_id":
                parent = expression.removeprefix("coalesce(").split(".")[0].removeprefix("p_")
                noms.add(f"{declare.table}_{parent}_id_departement")
    return noms


@pytest.mark.parametrize("nom", [g.nom for g in genres()])
def test_chaque_cellule_obligatoire_et_chaque_renvoi(tmp_path: Path, nom: str) -> None:
    """One line for each fault: an obligatory cell left empty, then a reference or code that does not exist."""
    declare = genre(nom)
    contenu = complet()
    modele = contenu[nom][-1]
    attendues = []
    for colonne in declare.colonnes:
        for valeur, phrase in fautes_de_cellule(colonne):
            attendues.append((len(contenu[nom]), colonne.nom, phrase))
            contenu[nom].append({**modele, colonne.nom: valeur})
    texte = refuser(tmp_path, contenu)
    for rang, colonne_nom, phrase in attendues:
        lieu = f"{nom}.csv, ligne {numero_de_ligne(contenu[nom], rang)}, colonne {colonne_nom}"
        assert any(lieu in ligne and phrase in ligne for ligne in texte.splitlines()), (lieu, phrase, texte)


def fautes_de_cellule(colonne: Colonne) -> list[tuple[str, str]]:
    """Wrong cells for any column of this type, with what the report says."""
    fautes = []
    if colonne.obligatoire:
        fautes.append(("", "Cette cellule est obligatoire."))
    if colonne.est_renvoi:
        inconnu = {Type.AGENT: "inconnu@exemple.fr", Type.SIRET: "55208131766522"}.get(
            colonne.type, "inconnu-99"
        )
        phrase = "Référence absente du dossier" if colonne.type is Type.RENVOI else "Code inconnu."
        fautes.append((inconnu, phrase))
    if colonne.type is Type.TEXTE and colonne.longueur:
        fautes.append(("x" * (colonne.longueur + 1), f"{colonne.longueur} au plus"))
    return fautes


def test_un_code_inconnu_propose_le_plus_proche(tmp_path: Path) -> None:
    contenu = complet()
    contenu["situations"][0]["emploi"] = "cdii"
    contenu["contacts"][0]["agent"] = "claire.martn@exemple.fr"
    contenu["entretiens"][0]["themes"] = "emploi resources"
    texte = refuser(tmp_path, contenu)
    assert (
        "situations.csv, ligne 2, colonne emploi, valeur « cdii » : Code inconnu. Le plus proche : « cdi »."
        in texte
    )
    assert f"Le plus proche : « {CLAIRE} »." in texte
    assert "colonne themes, valeur « resources » : Code inconnu. Le plus proche : « ressources »." in texte


def test_deux_accompagnements_ouverts_sur_un_axe(tmp_path: Path) -> None:
    contenu = complet()
    contenu["accompagnements"].append({**contenu["accompagnements"][2], "reference": "A-4"})
    contenu["axes"].append({"accompagnement": "A-4", "du": "2023-05-02", "axe": "PDP"})
    contenu["referents"].append({"accompagnement": "A-4", "du": "2023-05-02", "agent": PAUL})
    texte = refuser(tmp_path, contenu)
    assert "accompagnements.csv, ligne 5, colonne assure, valeur « D-2 » : Cette personne a déjà" in texte
    contenu["axes"][-1]["axe"] = "SPS"
    reussie, texte = essayer(tmp_path, contenu)
    assert reussie, texte


def test_contre_la_base(tmp_path: Path) -> None:
    """The same faults when the other record is in the base and not in the folder."""
    assert essayer(tmp_path / "avant", complet())[0]
    base = complet()
    suite: Contenu = {
        "assures": [{**base["assures"][0], "reference": "D-9"}],
        "arrets": [{**base["arrets"][0], "du": "2022-01-15", "au": "2022-01-16"}],
        "affectations": [{**base["affectations"][0], "du": "2021-01-01"}],
        "remplacements": [{**base["remplacements"][0], "du": "2023-07-10"}],
        "accompagnements": [{**base["accompagnements"][2], "reference": "A-9"}],
        "axes": [{"accompagnement": "A-9", "du": "2023-05-02", "axe": "PDP"}],
        "referents": [{"accompagnement": "A-9", "du": "2023-05-02", "agent": PAUL}],
        "entretiens": [{**base["entretiens"][1], "reference": "E-9", "date": "2023-01-01"}],
        "rendez_vous": [{**base["rendez_vous"][0], "reference": "R-9"}],
        "brouillons": [{**base["brouillons"][0], "reference": "B-9"}],
    }
    texte = refuser(tmp_path / "apres", suite)
    for lieu, phrase in (
        ("assures.csv, ligne 2, colonne nir", "celui d'une autre personne de la base"),
        ("arrets.csv, ligne 2, colonne du", "chevauche celle d'un enregistrement de la base"),
        ("affectations.csv, ligne 2, colonne du", "chevauche celle d'un enregistrement de la base"),
        ("remplacements.csv, ligne 2, colonne du", "chevauche celle d'un enregistrement de la base"),
        ("accompagnements.csv, ligne 2, colonne assure", "a déjà un accompagnement ouvert sur le même axe"),
        ("entretiens.csv, ligne 2, colonne date", "précède l'ouverture"),
        ("rendez_vous.csv, ligne 2, colonne entretien", "La base contient déjà un autre enregistrement"),
        ("brouillons.csv, ligne 2, colonne accompagnement", "La base contient déjà un autre enregistrement"),
    ):
        assert any(lieu in ligne and phrase in ligne for ligne in texte.splitlines()), (lieu, texte)
    assert "8 erreurs :" in texte


def test_un_nir_ou_une_note_ne_sont_jamais_montres(tmp_path: Path) -> None:
    contenu = complet()
    contenu["assures"][0]["nir"] = f"{NIR_LUCIE}00"
    contenu["notes"][0]["texte"] = "secret de la personne" * 2_000
    contenu["brouillons"][0]["contenu"] = "secret mal écrit"
    texte = refuser(tmp_path, contenu)
    assert "3 erreurs :" in texte
    assert NIR_LUCIE not in texte
    assert "secret" not in texte


def test_rien_ne_se_charge_sur_un_dossier_fusionne(tmp_path: Path) -> None:
    assert essayer(tmp_path / "avant", complet())[0]
    with perimetre(TOUT):
        assure = Assure.objects.filter(contacts__isnull=False)[0]
        garde = AssureFactory(departement=assure.departement)
        fusionner_dossiers(
            agent=un_agent(Profil.CSAM, assure.departement),
            garde=garde,
            absorbe=assure,
            choix={},
            empreinte=comparer(garde, assure).empreinte,
        )
    base = complet()
    suite = {"contacts": [{**base["contacts"][0], "reference": "C-9"}]}
    assert "désignez celui qui a été gardé" in refuser(tmp_path / "apres", suite)
