"""Nothing stays on the dossier absorbed, nothing is lost, nothing hangs on it afterwards."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignObjectRel

from cases.enums import EtatSignalement
from cases.models import (
    Assure,
    Fusion,
    Signalement,
)
from tests.cases.dossier.queries.test_dossier import remplir
from tests.cases.outils import jour
from tests.cases.transferts.domain.fusion.outils import fusionner
from tests.fabriques import (
    AccompagnementFactory,
    AgentFactory,
    BrouillonFactory,
    ContactFactory,
    DemandeTransfertFactory,
    FusionFactory,
    SignalementFactory,
    SituationFactory,
    TransfertFactory,
)

LIENS = [lien for lien in Assure._meta.get_fields(include_hidden=True) if isinstance(lien, ForeignObjectRel)]


def restes(absorbe: Assure) -> dict[str, int]:
    """How much hangs on this dossier, by key of the models: found there, so that a later model is counted too."""
    return {
        f"{lien.related_model.__name__}.{lien.field.name}": lien.related_model._base_manager.filter(
            **{lien.field.name: absorbe}
        ).count()
        for lien in LIENS
        if (lien.related_model, lien.field.name) != (Fusion, "absorbe")
    }


def test_rien_ne_reste_sur_le_dossier_absorbe_quel_que_soit_le_modele(garde, absorbe, site, csam):
    suivi = AccompagnementFactory(assure=absorbe, site=site)
    remplir(suivi, 1)
    BrouillonFactory(accompagnement=suivi, agent=AgentFactory())
    DemandeTransfertFactory(assure=absorbe)
    TransfertFactory(assure=absorbe)
    ancienne = FusionFactory(assure=absorbe)
    avant = restes(absorbe)
    assert [cle for cle, nombre in avant.items() if not nombre] == [], (
        "chaque table doit avoir de quoi suivre"
    )
    deja = restes(garde)
    fusion = fusionner(csam, garde, absorbe)
    assert set(restes(absorbe).values()) == {0}
    # The trace of this merge, and the dossier absorbed itself, hang on the one kept.
    attendu = {cle: avant[cle] + deja[cle] for cle in avant}
    # The words of its name are looked for no more.
    attendu["MotDuNom.assure"] = deja["MotDuNom.assure"]
    attendu["Fusion.assure"] += 1
    attendu["Assure.fusionne_dans"] += 1
    assert restes(garde) == attendu
    assert str(suivi.uuid) in fusion.rattaches["accompagnement"]
    ancienne.absorbe.refresh_from_db()
    assert ancienne.absorbe.fusionne_dans == garde
    connection.check_constraints()


def test_la_base_refuse_ce_qui_s_attacherait_encore_au_dossier_absorbe(garde, absorbe, csam, ass):
    """An act that had read it before the merge does not lose what it writes: it fails."""
    fusionner(csam, garde, absorbe)
    for fabrique in (ContactFactory, SituationFactory, TransfertFactory, SignalementFactory):
        with pytest.raises(IntegrityError, match="_actif"), transaction.atomic():
            fabrique(
                assure=absorbe,
                **({"site": ass.affectations.get().site} if fabrique is SignalementFactory else {}),
            )
    with pytest.raises(IntegrityError, match="_actif"), transaction.atomic():
        FusionFactory(assure=absorbe)


def test_un_dossier_ne_se_ferme_pas_tant_que_quelque_chose_y_tient(garde, absorbe):
    ContactFactory(assure=absorbe)
    with pytest.raises(IntegrityError, match="cases_contact_assure_id_actif"), transaction.atomic():
        Assure.objects.filter(pk=absorbe.pk).update(fusionne_dans=garde)


def test_le_dossier_absorbe_ne_se_lit_ni_ne_se_cherche_plus(garde, absorbe, csam):
    fusionner(csam, garde, absorbe)
    assert list(Assure.objects.visible_to(csam)) == [garde]
    relu = Assure.objects.get(pk=absorbe.pk)
    assert (relu.nom, relu.fusionne_dans) == ("Perin", garde)


def test_les_signalements_gardent_leur_suite(garde, absorbe, csam, site, accompagnement):
    suivi = AccompagnementFactory(assure=absorbe, site=site)
    SignalementFactory(
        site=site,
        assure=absorbe,
        accompagnement=suivi,
        etat=EtatSignalement.RATTACHE,
        clos_le=jour("2023-03-02"),
    )
    fusionner(csam, garde, absorbe)
    signalement = Signalement.objects.get()
    assert (signalement.assure, signalement.accompagnement.assure) == (garde, garde)
