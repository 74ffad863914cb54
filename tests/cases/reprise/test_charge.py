"""A good folder: what is written is what was given, once."""

import datetime
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cases.models import Accompagnement, Assure, Entretien, Note, Signalement, ThemeAborde
from cases.reprise import chargement, operation
from cases.reprise.cellules import identifier
from cases.reprise.ecriture import ecrire_dossier
from cases.reprise.format import MAINTENANT, Colonne, Genre, Type
from cases.reprise.registre import genres
from cases.reprise.requetes import expression_cle, nomme_sa_cible
from partners.models import Agent, Partenaire
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.reprise.contenu_annuaire import NIR_LUCIE
from tests.cases.reprise.dossier import complet, compter, essayer, reprendre

pytestmark = pytest.mark.usefixtures("base")


def test_le_dossier_d_essai_contient_tous_les_genres_et_toutes_les_colonnes() -> None:
    contenu = complet()
    assert set(contenu) == {genre.nom for genre in genres()}
    for genre in genres():
        remplies = {nom for ligne in contenu[genre.nom] for nom in ligne}
        assert remplies == set(genre.entete), genre.nom


def relire(genre: Genre) -> list[dict[str, Any]]:
    """The records of the base as the cells that would make them, joins undone independently of the loader."""
    expressions, jointures = [], []
    colonnes = [c for c in genre.colonnes if c.champ]
    for colonne in colonnes:
        if colonne.est_renvoi and not nomme_sa_cible(colonne):
            expressions.append(expression_cle(colonne, f"j_{colonne.nom}"))
            jointures.append(
                f'LEFT JOIN {colonne.cible} j_{colonne.nom} ON j_{colonne.nom}.id = b."{colonne.champ}"'
            )
        else:
            expressions.append(f'b."{colonne.champ}"')
    with perimetre(TOUT), connection.cursor() as curseur:
        curseur.execute(f"SELECT {', '.join(expressions)} FROM {genre.table} b {' '.join(jointures)}")
        return [dict(zip([c.nom for c in colonnes], ligne, strict=True)) for ligne in curseur.fetchall()]


def attendue(genre: Genre, colonne: Colonne, valeur: Any) -> str:
    """The cell as `comparable` writes what the base should hold for it."""
    if valeur is None:
        return {"oui": "True", "non": "False"}.get(colonne.defaut or "", colonne.defaut or "")
    if colonne.type in {Type.REFERENCE, Type.RENVOI}:
        return identifier(colonne.genre_cible or genre.nom, 60, valeur)
    if colonne.type is Type.INSTANT:
        return datetime.datetime.fromisoformat(valeur).astimezone(datetime.UTC).isoformat()
    return comparable(valeur)


def comparable(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, datetime.datetime):
        return valeur.astimezone(datetime.UTC).isoformat()
    if isinstance(valeur, dict) or str(valeur).startswith("{"):
        objet = valeur if isinstance(valeur, dict) else json.loads(valeur)
        return json.dumps(objet, sort_keys=True)
    return str(valeur)


def test_aller_et_retour(tmp_path: Path) -> None:
    reussie, texte = essayer(tmp_path, complet())
    assert reussie, texte
    for genre in genres():
        donnees = complet()[genre.nom]
        # The instant of the load stands where the folder gives none.
        comparees = [
            c
            for c in genre.colonnes
            if c.champ and (c.defaut != MAINTENANT or all(c.nom in d for d in donnees))
        ]
        lues = sorted([comparable(ligne[c.nom]) for c in comparees] for ligne in relire(genre))
        voulues = sorted([attendue(genre, c, ligne.get(c.nom)) for c in comparees] for ligne in donnees)
        assert lues == voulues, genre.nom


def test_ce_que_les_cellules_ne_disent_pas(tmp_path: Path) -> None:
    assert essayer(tmp_path, complet())[0]
    with perimetre(TOUT):
        lucie = Assure.objects.get(nom="Bernard")
        assert lucie.nir == NIR_LUCIE
        assert lucie.nom_recherche == "bernard lucie"
        assert Assure.objects.get(nom="L'Hermite").nir_chiffre is None
        assert lucie.cree_le.isoformat() == "2022-03-01T09:00:00+00:00"
        entretien = Entretien.objects.get(mode="telephone")
        assert set(entretien.themes.values_list("code", flat=True)) == {"emploi", "ressources"}
        assert set(ThemeAborde.objects.values_list("departement", flat=True)) == {"01"}
        assert Note.objects.get().version == 1
        # A child is of the unit of its person, and a signalement without person of the unit of its site.
        assert dict(Accompagnement.objects.values_list("site__code", "departement")) == {
            "bourg": "01",
            "privas": "07",
        }
        assert set(Signalement.objects.values_list("departement", flat=True)) == {"01"}
        assert Accompagnement.objects.get(precedent__isnull=False).precedent.ouvert_le.year == 2021
    assert {agent.has_usable_password() for agent in Agent.objects.all()} == {False}
    assert set(Partenaire.objects.get().departements.values_list("code", flat=True)) == {"01", "07"}


def test_relancer_ne_double_rien(tmp_path: Path) -> None:
    assert essayer(tmp_path, complet())[0]
    avant = compter()
    reussie, texte = reprendre(tmp_path)
    assert reussie, texte
    apres = compter()
    assert apres.pop("servicesocial_journal") == avant.pop("servicesocial_journal") + 1
    assert apres == avant
    for genre, lignes in complet().items():
        ligne = next(sortie for sortie in texte.splitlines() if sortie.startswith(f"{genre} "))
        assert "0 nouveau," in ligne
        assert f"{len(lignes)} déjà présent" in ligne


def test_un_enregistrement_present_reste_comme_il_est(tmp_path: Path) -> None:
    assert essayer(tmp_path, complet())[0]
    change = complet()
    change["assures"][0]["nom"] = "Autre"
    change["entretiens"].append({**change["entretiens"][1], "reference": "E-3", "date": "2023-06-01"})
    reussie, texte = essayer(tmp_path, change)
    assert reussie, texte
    with perimetre(TOUT):
        assert not Assure.objects.filter(nom="Autre").exists()
        assert Entretien.objects.count() == 3


def test_un_dossier_partiel_complete_la_base(tmp_path: Path) -> None:
    assert essayer(tmp_path / "un", complet())[0]
    suite = {
        "entretiens": [
            {
                "reference": "E-9",
                "accompagnement": "A-3",
                "site": "privas",
                "date": "2023-07-01",
                "mode": "visio",
                "agent": "Paul.Girard@Exemple.fr",
            }
        ]
    }
    reussie, texte = essayer(tmp_path / "deux", suite)
    assert reussie, texte
    with perimetre(TOUT):
        assert Entretien.objects.get(mode="visio").departement_id == "07"


def test_essai_ne_change_rien(tmp_path: Path) -> None:
    ecrire_dossier(tmp_path, complet())
    avant = compter()
    reussie, texte = reprendre(tmp_path, "--essai")
    assert reussie, texte
    assert "Essai réussi, rien n'a été changé." in texte
    assert "2 nouveaux, 0 déjà présent" in texte
    assert compter() == avant


def test_une_ligne_de_journal(tmp_path: Path) -> None:
    assert essayer(tmp_path, complet())[0]
    ligne = Journal.objects.get()
    total = sum(len(lignes) for lignes in complet().values())
    assert ligne.action == ActionJournal.REPRISE
    assert ligne.precision.startswith(f"{total} enregistrements chargés")


def test_un_chargement_qui_echoue_ne_laisse_rien(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ecrire_dossier(tmp_path, complet())
    avant = compter()
    vraie = chargement.charger

    def tomber(curseur: Any, genre: Genre, attendus: int) -> None:
        if genre.nom == "accords":
            raise KeyboardInterrupt
        vraie(curseur, genre, attendus)

    monkeypatch.setattr(operation.chargement, "charger", tomber)
    with pytest.raises(KeyboardInterrupt):
        reprendre(tmp_path)
    assert compter() == avant


def test_un_refus_de_la_base_est_dit_et_ne_laisse_rien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contenu = complet()
    contenu["accords"].append(dict(contenu["accords"][0]))
    ecrire_dossier(tmp_path, contenu)
    avant = compter()
    # Without the checks, the constraint is the last barrier.
    monkeypatch.setattr(operation.Controle, "lignes", lambda _: None)
    reussie, texte = reprendre(tmp_path)
    assert not reussie
    assert "La base a refusé un enregistrement" in texte
    assert compter() == avant


def test_un_uuid_est_pris_comme_il_est(tmp_path: Path) -> None:
    contenu = {nom: complet()[nom] for nom in ("regions", "departements", "agents", "assures")}
    identifiant = uuid.uuid4()
    contenu["assures"][1]["reference"] = str(identifiant).upper()
    assert essayer(tmp_path, contenu)[0]
    with perimetre(TOUT):
        assert Assure.objects.filter(uuid=identifiant).count() == 1


def test_bom_colonnes_en_desordre_lignes_vides_et_colonnes_facultatives_absentes(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text(
        "\ufefforganisme;code;nom\n\n;;\n Carsat ; RA ;Rhône-Alpes\n", encoding="utf-8"
    )
    reussie, texte = reprendre(tmp_path)
    assert reussie, texte
    assert "1 nouveau, 0 déjà présent" in texte


def test_nir_incoherent_est_un_avertissement(tmp_path: Path) -> None:
    contenu = complet()
    contenu["assures"][0]["sexe"] = "H"
    contenu["assures"][0]["date_naissance"] = "1979-06-14"
    reussie, texte = essayer(tmp_path, contenu)
    assert reussie
    assert "3 avertissements" in texte
    assert "assures.csv, ligne 2, colonne nir : Le sexe enregistré diffère de celui du NIR." in texte
    assert NIR_LUCIE not in texte


def test_deux_reprises_a_la_fois(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ecrire_dossier(tmp_path, complet())
    monkeypatch.setattr(operation, "_VERROU", 42)
    autre = connection.copy()
    try:
        with autre.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_lock(42)")
        reussie, texte = reprendre(tmp_path)
    finally:
        autre.close()
    assert not reussie
    assert "Une autre reprise est en cours" in texte
