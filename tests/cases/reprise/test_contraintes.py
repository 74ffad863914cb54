"""Whatever a constraint of the database would refuse is found before, with its file, line and column."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cases.reprise.format import Colonne, Type
from cases.reprise.registre import genre, genres
from tests.cases.reprise.dossier import (
    CLAIRE,
    MARIE,
    NIR_LUCIE,
    PAUL,
    Contenu,
    complet,
    essayer,
    numero_de_ligne,
    refuser,
)

pytestmark = pytest.mark.usefixtures("base")


@dataclasses.dataclass(frozen=True)
class Faute:
    """`cellules` replace those of the first line of `fichier`, or of a copy of it added at the end.

    `attendu` is what the report must say after the place. `contraintes` are those that it stands for.
    """

    contraintes: str
    fichier: str
    cellules: dict[str, Any]
    colonne: str
    attendu: str
    ajout: bool = False
    rang: int = 0

    def commettre(self, contenu: Contenu) -> None:
        lignes = contenu[self.fichier]
        modele = lignes[self.rang]
        if self.ajout:
            lignes.append({**modele, **self.cellules})
        else:
            lignes[self.rang] = {**modele, **self.cellules}

    @property
    def lieu(self) -> str:
        lignes = complet()[self.fichier]
        rang = len(lignes) if self.ajout else self.rang
        return f"{self.fichier}.csv, ligne {numero_de_ligne(lignes, rang)}, colonne {self.colonne}"


def modifier(
    contraintes: str, fichier: str, colonne: str, attendu: str, rang: int = 0, **cellules: Any
) -> Faute:
    return Faute(contraintes, fichier, cellules, colonne, attendu, rang=rang)


def ajouter(
    contraintes: str, fichier: str, colonne: str, attendu: str, rang: int = 0, **cellules: Any
) -> Faute:
    return Faute(contraintes, fichier, cellules, colonne, attendu, ajout=True, rang=rang)


MOTIF = "Une annulation demande un motif."
ADMISE = "Cette valeur n'est pas admise."
PERIODE = "La date de fin précède la date de début."
VALIDITE = "La fin de validité précède son début."
NOMBRE = "Ce nombre n'est pas entre"
LIGNE = "Déjà donné à la ligne"

FAUTES = (
    *(
        modifier(f"{modele}_validite_ordre", fichier, "valide_au", VALIDITE, valide_au="2010-01-01")
        for modele, fichier in (
            ("region", "regions"),
            ("departement", "departements"),
            ("site", "sites"),
            ("pointaccueil", "points_accueil"),
            ("partenaire", "partenaires"),
            ("interlocuteur", "interlocuteurs"),
            ("dispositiflocal", "dispositifs_locaux"),
        )
    ),
    *(
        modifier(
            f"{modele}_annulation_motivee", fichier, "motif_annulation", MOTIF, rang, motif_annulation=""
        )
        for modele, fichier, rang in (
            ("accompagnement", "accompagnements", 1),
            ("signalement", "signalements", 1),
            ("entretien", "entretiens", 0),
            ("note", "notes", 0),
            ("preconisation", "preconisations", 0),
            ("demarche", "demarches", 0),
            ("actionremobilisation", "actions", 0),
        )
    ),
    *(
        modifier(f"{modele}_{colonne}_connu", fichier, colonne, ADMISE, **{colonne: "zzz"})
        for modele, fichier, colonne in (
            ("pointaccueil", "points_accueil", "type"),
            ("affectation", "affectations", "profil"),
            ("assure", "assures", "sexe"),
            ("arrettravail", "arrets", "nature"),
            ("axeaccompagnement", "axes", "axe"),
            ("signalement", "signalements", "etat"),
            ("signalement", "signalements", "accord"),
            ("signalement", "signalements", "sexe"),
            ("entretien", "entretiens", "mode"),
            ("note", "notes", "niveau"),
            ("rendezvous", "rendez_vous", "etat"),
            ("rendezvous", "rendez_vous", "mode"),
            ("contact", "contacts", "moyen"),
            ("contact", "contacts", "resultat"),
            ("actionremobilisation", "actions", "type"),
            ("actionremobilisation", "actions", "etat"),
            ("accordaction", "accords", "partie"),
            ("accordaction", "accords", "sens"),
        )
    ),
    modifier("signalement_axe_connu", "signalements", "axe_propose", ADMISE, axe_propose="zzz"),
    modifier("partners_dispositiflocal_ordre_check", "dispositifs_locaux", "ordre", NOMBRE, ordre="-1"),
    modifier(
        "cases_entretien_duree_minutes_check", "entretiens", "duree_minutes", NOMBRE, duree_minutes="-5"
    ),
    modifier("reporting_chiffredeclare_annee_check", "chiffres_declares", "annee", NOMBRE, annee="-2023"),
    *(
        ajouter(contraintes, fichier, colonne, LIGNE, rang)
        for contraintes, fichier, colonne, rang in (
            ("partners_site_code_key", "sites", "code", 0),
            ("secteur_commune_du", "secteurs", "commune", 0),
            ("partners_agent_email_key", "agents", "email", 0),
            ("partners_partenaire_uuid_key", "partenaires", "reference", 0),
            ("partners_dispositiflocal_code_key", "dispositifs_locaux", "code", 0),
            ("cases_entreprise_siret_key", "entreprises", "siret", 0),
            ("cases_assure_uuid_key", "assures", "reference", 1),
            ("situation_assure_du", "situations", "assure", 0),
            ("cases_accompagnement_uuid_key", "accompagnements", "reference", 0),
            ("axeaccompagnement_du", "axes", "accompagnement", 0),
            ("referentaccompagnement_du", "referents", "accompagnement", 0),
            ("cases_signalement_uuid_key", "signalements", "reference", 0),
            ("cases_entretien_uuid_key", "entretiens", "reference", 0),
            ("cases_note_uuid_key", "notes", "reference", 0),
            ("cases_rendezvous_uuid_key", "rendez_vous", "reference", 1),
            ("cases_contact_uuid_key", "contacts", "reference", 0),
            ("cases_brouillon_uuid_key", "brouillons", "reference", 0),
            ("cases_preconisation_uuid_key", "preconisations", "reference", 0),
            ("cases_demarche_uuid_key", "demarches", "reference", 0),
            ("cases_actionremobilisation_uuid_key", "actions", "reference", 0),
            ("accordaction_une_reponse", "accords", "action", 0),
            ("chiffredeclare_unique", "chiffres_declares", "departement", 0),
            ("partners_region_pkey", "regions", "code", 0),
            ("partners_departement_pkey", "departements", "code", 0),
            ("", "points_accueil", "site", 0),
            ("", "interlocuteurs", "partenaire", 0),
        )
    ),
    ajouter("brouillon_un_par_accompagnement", "brouillons", "accompagnement", LIGNE, reference="B-2"),
    ajouter("cases_rendezvous_entretien_id_key", "rendez_vous", "entretien", LIGNE, reference="R-3"),
    ajouter(
        "cases_assure_nir_index_key",
        "assures",
        "nir",
        "Ce NIR est déjà celui de la personne de la ligne 2.",
        reference="D-3",
    ),
    modifier(
        "themeaborde_unique",
        "entretiens",
        "themes",
        "Un même code est donné deux fois.",
        themes="emploi emploi",
    ),
    modifier(
        "partners_partenaire_depa_partenaire_id_departemen_613da150_uniq",
        "partenaires",
        "departements",
        "Un même code est donné deux fois.",
        departements="01 01",
    ),
    modifier("affectation_du_au_ordre", "affectations", "au", PERIODE, au="2010-01-01"),
    modifier(
        "affectation_un_seul_lieu", "affectations", "site", "un site, une unité ou une région", region="RA"
    ),
    modifier("affectation_un_seul_lieu", "affectations", "site", "un site, une unité ou une région", site=""),
    ajouter(
        "affectation_sans_chevauchement",
        "affectations",
        "du",
        "chevauche celle d'une autre ligne",
        du="2020-01-01",
    ),
    modifier("remplacement_du_au_ordre", "remplacements", "au", PERIODE, au="2023-07-01"),
    modifier(
        "remplacement_deux_personnes", "remplacements", "remplacant", "ne se remplace pas", remplacant=CLAIRE
    ),
    ajouter(
        "remplacement_sans_chevauchement",
        "remplacements",
        "du",
        "chevauche",
        du="2023-07-28",
        remplacant=MARIE,
    ),
    modifier("assure_nir_ou_motif", "assures", "motif_sans_nir", "Sans NIR, le motif", nir=""),
    modifier("assure_nir_ou_motif", "assures", "motif_sans_nir", "reste vide", motif_sans_nir="etranger"),
    modifier(
        "assure_restreint_manager", "assures", "manager_habilite", "manager habilité", manager_habilite=""
    ),
    modifier("arrettravail_du_au_ordre", "arrets", "au", PERIODE, au="2022-01-09"),
    modifier("arrettravail_sans_chevauchement", "arrets", "du", "chevauche", 1, du="2022-02-09"),
    modifier(
        "accompagnement_ouvert_le_clos_le_ordre",
        "accompagnements",
        "clos_le",
        "précède",
        clos_le="2022-02-28",
    ),
    modifier(
        "accompagnement_cloture_complete", "accompagnements", "clos_le", "les trois", situation_cloture=""
    ),
    modifier(
        "accompagnement_cloture_complete", "accompagnements", "clos_le", "les trois", 2, site_cloture="bourg"
    ),
    modifier("signalement_clos_date", "signalements", "clos_le", "porte une date", clos_le=""),
    modifier("signalement_clos_date", "signalements", "clos_le", "n'a pas de date", etat="qualifie"),
    modifier("signalement_suite_dossier", "signalements", "accompagnement", "désigne son", accompagnement=""),
    modifier(
        "signalement_doublon_designe", "signalements", "doublon_de", "Un doublon désigne", 1, doublon_de=""
    ),
    modifier(
        "signalement_affecte_agent",
        "signalements",
        "affecte_a",
        "désigne son",
        etat="affecte",
        clos_le="",
        affecte_a="",
    ),
    modifier("rendezvous_honore_entretien", "rendez_vous", "entretien", "honoré désigne", entretien=""),
    modifier(
        "rendezvous_honore_entretien", "rendez_vous", "entretien", "Seul un rendez-vous honoré", etat="absent"
    ),
    modifier("actionremobilisation_du_au_ordre", "actions", "au", PERIODE, au="2022-04-01"),
    modifier(
        "action_dispositif_local", "actions", "dispositif", "Seul un dispositif local", dispositif="rebond-01"
    ),
    modifier("action_dispositif_local", "actions", "dispositif", "désigne son dispositif", 1, dispositif=""),
    modifier("action_formation_duree", "actions", "au", "Une formation porte", type="formation", au=""),
    modifier(
        "chiffredeclare_un_perimetre", "chiffres_declares", "departement", "pour une unité ou", region="RA"
    ),
    # The composite keys: a record and its parents are of one person, or of one unit.
    modifier(
        "cases_accompagnement_precedent_id_departement",
        "accompagnements",
        "precedent",
        "celui d'une autre personne",
        2,
        precedent="A-1",
    ),
    modifier(
        "cases_signalement_accompagnement_id_departement",
        "signalements",
        "accompagnement",
        "celui d'une autre personne",
        accompagnement="A-3",
    ),
    modifier(
        "cases_signalement_doublon_de_id_departement",
        "signalements",
        "doublon_de",
        "d'une autre unité",
        1,
        site="privas",
    ),
    modifier(
        "cases_note_entretien_id_departement",
        "notes",
        "entretien",
        "celui d'un autre accompagnement",
        entretien="E-2",
    ),
    modifier(
        "cases_rendezvous_accompagnement_id_departement",
        "rendez_vous",
        "accompagnement",
        "celui d'une autre personne",
        accompagnement="A-3",
    ),
    modifier(
        "cases_rendezvous_entretien_id_departement",
        "rendez_vous",
        "entretien",
        "celui d'une autre personne",
        entretien="E-2",
    ),
    ajouter(
        "cases_actionremobilisation_renouvelle_id_departement",
        "actions",
        "renouvelle",
        "celle d'une autre personne",
        reference="AC-3",
        accompagnement="A-3",
    ),
    # No constraint says it, the profession does.
    modifier("", "accompagnements", "precedent", "s'ouvre après", 1, precedent="A-2"),
    modifier("", "accompagnements", "precedent", "en boucle", 1, precedent="A-2"),
    modifier("", "accompagnements", "precedent", "ne se suit pas lui-même", precedent="A-2"),
    modifier("", "accompagnements", "ouvert_le", "n'a pas d'axe", ouvert_le="2022-02-28"),
    ajouter(
        "",
        "accompagnements",
        "ouvert_le",
        "n'a pas de référent",
        2,
        reference="A-4",
    ),
    modifier("", "axes", "du", "précède l'ouverture", 2, du="2022-02-01"),
    modifier("", "axes", "du", "suit la clôture", 2, du="2023-02-01"),
    modifier("", "referents", "du", "précède l'ouverture", 1, du="2023-05-01"),
    modifier("", "entretiens", "date", "précède l'ouverture", 1, date="2023-05-01"),
    modifier("", "preconisations", "realisee_le", "La réalisation précède", realisee_le="2022-02-01"),
    modifier(
        "",
        "demarches",
        "le",
        "suit la clôture",
        le="2023-02-01",
        annule_le="",
        annule_par="",
        motif_annulation="",
    ),
    modifier("", "actions", "du", "précède l'ouverture", 1, du="2022-02-01"),
    ajouter(
        "", "actions", "renouvelle", "commence après", 1, reference="AC-4", du="2022-04-01", renouvelle="AC-1"
    ),
    modifier("", "signalements", "assure", "désigne aussi l'assuré", assure=""),
    modifier("", "signalements", "qualifie_le", "précède la réception", qualifie_le="2022-02-13"),
    modifier("", "signalements", "clos_le", "précède une étape", clos_le="2022-02-15"),
    modifier("", "signalements", "echeance", "précède la réception", echeance="2022-02-13"),
    modifier("", "assures", "decede_le", "Le décès précède la naissance.", decede_le="1970-01-01"),
    modifier("", "assures", "date_naissance", "dans l'avenir", 1, date_naissance="2099-01-01"),
    modifier("", "assures", "nir", "La clé de ce NIR", nir=NIR_LUCIE + "00"),
    modifier("", "contacts", "agent", "Code inconnu.", agent="claire.martn@exemple.fr"),
    modifier("", "entretiens", "annule_le", "sans date d'annulation", annule_le=""),
    modifier(
        "",
        "rendez_vous",
        "debut",
        "suit la clôture",
        etat="prevu",
        entretien="",
        debut="2023-02-01T10:00:00+01:00",
    ),
)


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
