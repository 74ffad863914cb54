"""The navigation shows to each agent the entries of his profiles, and says where he is."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from servicesocial.pages.presentation import Entree, liens
from servicesocial.registre import Registre
from servicesocial.templatetags import composants as tags
from servicesocial.templatetags.composants import carte, fil_ariane, icone, progression


@pytest.fixture
def entrees() -> Registre[Entree]:
    entrees = Registre[Entree]("nom_url", "ordre")
    entrees.inscrire(
        Entree("Crédits", "credits", "book", ordre=20),
        Entree("Composants", "composants", "table", ("ASS", "CSAM"), "g c", 10),
    )
    return entrees


def test_les_entrees_suivent_les_profils_et_l_ordre(entrees):
    assert [lien.libelle for lien in liens(entrees, frozenset({"ASS"}), "/")] == ["Composants", "Crédits"]
    assert [lien.libelle for lien in liens(entrees, frozenset({"REGION"}), "/")] == ["Crédits"]


def test_une_adresse_ne_s_inscrit_pas_deux_fois(entrees):
    with pytest.raises(ValueError, match="composants"):
        entrees.inscrire(Entree("Tous les composants", "composants", "table"))


@pytest.mark.parametrize(
    ("chemin", "attendu"),
    [
        ("/composants/", {"Composants": "page", "Crédits": ""}),
        ("/composants/12/", {"Composants": "true", "Crédits": ""}),
        ("/ailleurs/", {"Composants": "", "Crédits": ""}),
    ],
)
def test_ou_l_on_est(entrees, chemin, attendu):
    lus = liens(entrees, frozenset({"ASS"}), chemin)
    assert {lien.libelle: lien.courant for lien in lus} == attendu


def test_une_icone_non_livree_est_une_erreur():
    with pytest.raises(LookupError, match=r"scripts/vendor\.py"):
        icone("licorne")


def test_une_icone_se_tait_ou_se_nomme():
    assert 'aria-hidden="true"' in icone("house")
    assert 'role="img" aria-label="Accueil &lt;b&gt;"' in icone("house", "Accueil <b>")


def test_un_ton_inconnu_est_une_erreur():
    with pytest.raises(KeyError):
        tags.badge_statut("Reçu", "rouge")


def test_carte_ecrit_le_nombre_et_garde_le_texte():
    assert carte("Entretiens", 8319)["valeur"] == "8\u202f319"
    assert carte("Part", "62 %")["valeur"] == "62 %"
    assert carte("Délai", None)["valeur"] == "–"


@pytest.mark.parametrize(("valeur", "maximum", "attendu"), [(7, 12, 58), (None, 12, None), (0, 0, None)])
def test_progression(valeur, maximum, attendu):
    assert progression("Bilan", valeur, maximum)["pourcentage"] == attendu


def test_fil_ariane_va_par_paires():
    assert fil_ariane("Accueil", "/", "Bilans") == {"parents": [("Accueil", "/")], "ici": "Bilans"}
    with pytest.raises(ValueError, match="zip"):
        fil_ariane("Accueil", "/")


def test_le_contenu_d_une_alerte_est_echappe():
    gabarit = Template('{% load composants %}{% alerte ton="danger" titre=t %}{{ t }}{% endalerte %}')
    rendu = gabarit.render(Context({"t": "<script>"}))
    assert "<script>" not in rendu
    assert rendu.count("&lt;script&gt;") == 2


def test_un_lien_de_tableau_garde_les_autres_parametres():
    class Faux:
        cible = "#resultats"

    requete = RequestFactory().get("/?etat=recu&page=3")
    attributs = tags.lien_tableau(Context({"request": requete}), Faux(), "page", 4)
    assert 'href="?etat=recu&amp;page=4"' in attributs
    assert 'hx-target="#resultats"' in attributs
