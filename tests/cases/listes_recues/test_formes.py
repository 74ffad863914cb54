"""The same list, whatever its form, gives the same signalements (issue: 5 000 lines)."""

import pytest

from cases.enums_liste_recue import ColonneListeRecue, EtatListeRecue, ResultatLigne
from cases.listes_recues.domain.depot import choisir_colonnes, colonnes_de
from cases.models import LigneFichier, Signalement
from tests.cases.listes_recues.outils import ENTETES, en_csv, en_xlsx, personnes

pytestmark = pytest.mark.django_db

FORMES = {
    "utf-8 ;": en_csv,
    "utf-8 ,": lambda lignes: en_csv(lignes, separateur=","),
    "utf-8 tab": lambda lignes: en_csv(lignes, separateur="\t"),
    "bom ;": lambda lignes: en_csv(lignes, "utf-8-sig"),
    "windows ;": lambda lignes: en_csv(lignes, "cp1252"),
    "windows tab": lambda lignes: en_csv(lignes, "cp1252", "\t"),
    "utf-16 tab": lambda lignes: en_csv(lignes, "utf-16", "\t"),
    "xlsx": en_xlsx,
}


def releve():
    return {
        (
            s.nir,
            s.nom,
            s.prenom,
            s.sexe,
            s.date_naissance,
            s.telephone,
            s.commune_id,
            s.arret_depuis,
            s.site.nom,
        )
        for s in Signalement.objects.select_related("site")
    }


@pytest.mark.parametrize("nombre", [60, pytest.param(5_000, marks=pytest.mark.abus)])
def test_la_meme_liste_sous_toutes_ses_formes(deposer, importer, nombre):
    lignes = personnes(nombre)
    attendus = None
    for forme, ecrire in FORMES.items():
        liste_recue = importer(deposer(ecrire(lignes)))
        assert liste_recue.etat == EtatListeRecue.IMPORTE, (forme, liste_recue.motif_refus)
        lus = releve()
        attendus = attendus or lus
        assert len(lus) == nombre
        assert lus == attendus, forme
        LigneFichier.objects.all().delete()
        Signalement.objects.all().delete()


def test_les_sites_suivent_les_communes_et_le_site_choisi_prend_le_reste(deposer, importer):
    ici, inconnue, sans = personnes(3)
    lignes = [ici, (*inconnue[:5], "01999", "Ville-Imaginaire", inconnue[7]), (*sans[:5], "", "", sans[7])]
    importer(deposer(en_csv([*lignes, *personnes(20)[3:]])))
    sites = {s.nom: s.site.nom for s in Signalement.objects.select_related("site")}
    assert sites[ici[1]] == "Bourg"
    assert sites[sans[1]] == "Oyonnax"
    rejetee = LigneFichier.objects.get(resultat=ResultatLigne.REJETEE)
    assert (rejetee.numero, rejetee.signalement) == (3, None)
    assert "commune" in rejetee.precision
    assert "Imaginaire" not in rejetee.precision


def test_les_colonnes_sont_devinees_puis_retenues_par_expediteur(deposer, importer, cpam, csam):
    premiers = deposer(en_csv(personnes(10)))
    assert [colonne.value for colonne in colonnes_de(premiers).values()] == [
        "nir",
        "nom",
        "prenom",
        "date_naissance",
        "telephone",
        "code_postal",
        "commune",
        "arret_depuis",
    ]
    bizarres = (*ENTETES[:1], "Colonne A", "Colonne B", *ENTETES[3:])
    liste_recue = deposer(en_csv(personnes(12), entetes=bizarres))
    assert ColonneListeRecue.NOM not in colonnes_de(liste_recue).values()
    choix = colonnes_de(liste_recue) | {1: ColonneListeRecue.NOM, 2: ColonneListeRecue.PRENOM}
    choisir_colonnes(agent=csam, liste_recue=liste_recue, colonnes=choix)
    assert importer(liste_recue).etat == EtatListeRecue.IMPORTE
    assert colonnes_de(deposer(en_csv(personnes(30), entetes=bizarres))) == choix
