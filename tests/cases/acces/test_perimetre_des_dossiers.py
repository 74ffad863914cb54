"""The floor: whatever is asked of the database, only the rows of the scope come out or go in."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from cases.models import Accompagnement, Assure, Entretien, Note
from partners.models import Agent, Site
from servicesocial.perimetre import AUCUN, TOUT, perimetre
from tests.cases.dossier.queries.test_dossier import remplir
from tests.cases.outils import jour
from tests.fabriques import (
    AccompagnementFactory,
    BrouillonFactory,
    DemandeTransfertFactory,
    FusionFactory,
    LigneFichierFactory,
    SituationUrgenceFactory,
    TransfertFactory,
)

NOMINATIFS = [
    modele
    for modele in apps.get_app_config("cases").get_models()
    if "departement" in {champ.name for champ in modele._meta.get_fields()}
]


def appliquer(acte: Callable[[], object]) -> None:
    """The act, with the deferred keys checked at once instead of at the end of the test."""
    with transaction.atomic():
        acte()
        connection.check_constraints()


@pytest.fixture
def les_deux_unites(
    accompagnement: Accompagnement, site_ardeche: Site, ass_ardeche: Agent
) -> tuple[Accompagnement, Accompagnement]:
    """One row of every nominative table in 01, and one in 07."""
    ailleurs = AccompagnementFactory(
        assure__departement=site_ardeche.departement, site=site_ardeche, referent=ass_ardeche
    )
    for suivi in (accompagnement, ailleurs):
        remplir(suivi, 1)
        BrouillonFactory(accompagnement=suivi)
        LigneFichierFactory(fichier__site=suivi.site)
        DemandeTransfertFactory(assure=suivi.assure)
        SituationUrgenceFactory(assure=suivi.assure)
        TransfertFactory(assure=suivi.assure)
        FusionFactory(assure=suivi.assure)
    return accompagnement, ailleurs


@pytest.mark.parametrize("modele", NOMINATIFS, ids=lambda modele: modele.__name__)
@pytest.mark.usefixtures("les_deux_unites")
def test_sans_perimetre_une_requete_leve(modele: type[Model]) -> None:
    for requete in (modele.objects.exists, modele.objects.count, modele.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            requete()


@pytest.mark.parametrize("modele", NOMINATIFS, ids=lambda modele: modele.__name__)
@pytest.mark.usefixtures("les_deux_unites")
def test_dans_une_unite_aucune_ligne_d_une_autre_ne_sort(modele: type[Model]) -> None:
    table = modele._meta.db_table
    with perimetre(TOUT):
        assert set(modele.objects.values_list("departement", flat=True)) == {"01", "07"}
    with perimetre(["01"]):
        assert set(modele.objects.values_list("departement", flat=True)) == {"01"}
        assert not modele.objects.filter(departement="07").exists()
        assert not modele._base_manager.exclude(departement="01").exists()
        assert set(modele.objects.raw(f"SELECT * FROM {table}")) == set(modele.objects.all())
        with connection.cursor() as curseur:
            curseur.execute(
                f"SELECT DISTINCT departement_id FROM {table} WHERE departement_id = '07' OR true"
            )
            assert curseur.fetchall() == [("01",)]
            curseur.execute(f"SELECT count(*) FROM (TABLE {table} UNION ALL TABLE {table}) t")
            assert curseur.fetchone()[0] == 2 * modele.objects.count()
    with perimetre(AUCUN):
        assert not modele.objects.exists()


@pytest.mark.parametrize("modele", NOMINATIFS, ids=lambda modele: modele.__name__)
@pytest.mark.usefixtures("les_deux_unites")
def test_dans_une_unite_rien_ne_s_ecrit_dans_une_autre(modele: type[Model]) -> None:
    table = modele._meta.db_table
    with perimetre(["07"]), connection.cursor() as curseur:
        curseur.execute(f"UPDATE {table} SET departement_id = departement_id WHERE departement_id = '01'")
        assert curseur.rowcount == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            curseur.execute(f"UPDATE {table} SET departement_id = '01'")


def test_les_jointures_et_les_agregats_non_plus(
    les_deux_unites: tuple[Accompagnement, Accompagnement],
) -> None:
    ici, ailleurs = les_deux_unites
    with perimetre(["01"]):
        assert set(Entretien.objects.values_list("accompagnement__assure__nom", flat=True)) == {
            ici.assure.nom
        }
        assert not Assure.objects.filter(accompagnements__entretiens__notes__texte__contains="Texte").exclude(
            pk=ici.assure_id
        )
        with pytest.raises(Assure.DoesNotExist):
            Accompagnement.objects.get().__class__(assure_id=ailleurs.assure_id).assure  # noqa: B018


def test_rien_ne_s_attache_a_un_parent_cache(
    les_deux_unites: tuple[Accompagnement, Accompagnement], ass: Agent
) -> None:
    _, ailleurs = les_deux_unites
    note = Note(
        departement_id="01",
        accompagnement_id=ailleurs.pk,
        niveau="synthese",
        auteur=ass,
        texte="Chez un autre.",
    )
    with perimetre(["01"]):
        with pytest.raises(ValidationError, match="accompagnement"):
            note.full_clean()
        with pytest.raises(IntegrityError, match="cases_note_accompagnement_id_departement"):
            appliquer(note.save)


def test_un_enfant_ne_change_pas_d_unite_sans_son_parent(
    les_deux_unites: tuple[Accompagnement, Accompagnement],
) -> None:
    with perimetre(["01", "07"]), pytest.raises(IntegrityError, match="departement"):
        appliquer(lambda: Entretien.objects.filter(departement="01").update(departement="07"))


def test_les_agents_et_l_annuaire_n_ont_pas_de_perimetre(ass: Agent, site: Site) -> None:
    """People who work here are found before any scope is known: logging in needs it."""
    assert Agent.objects.get(pk=ass.pk).codes_departements() == (site.departement_id,)
    assert ass.affectations.en_cours(jour("2023-01-01")).count() == 1
