"""lire_dossier: everything there is, for whom may read it, at a constant cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.access.personnes import get_assure_or_404
from cases.dossier.queries.dossier import lire_dossier
from cases.enums import Axe, NiveauNote
from cases.models import Accompagnement, Assure
from cases.socle.dossier import Dossier
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise
from tests.fabriques import (
    AccompagnementFactory,
    AccordActionFactory,
    ActionFactory,
    ArretTravailFactory,
    AssureFactory,
    BrisDeGlaceFactory,
    BrouillonFactory,
    ContactFactory,
    CorrectionFactory,
    DemarcheFactory,
    EntretienFactory,
    InformationFactory,
    MessageReferentFactory,
    NoteFactory,
    OppositionFactory,
    PreconisationFactory,
    RendezVousFactory,
    SignalementFactory,
    SituationFactory,
    SituationUrgenceFactory,
    ThemeAbordeFactory,
    fixer_axe,
)


def remplir(accompagnement: Accompagnement, rang: int) -> None:
    """One record of every kind, on days of its own."""
    assure = accompagnement.assure
    SituationFactory(assure=assure, du=jour(f"2023-01-{rang + 1:02}"))
    ArretTravailFactory(assure=assure, du=jour(f"2023-02-{rang + 1:02}"), au=jour(f"2023-02-{rang + 1:02}"))
    ContactFactory(assure=assure)
    InformationFactory(assure=assure)
    OppositionFactory(assure=assure)
    SituationUrgenceFactory(assure=assure)
    CorrectionFactory(assure=assure)
    BrisDeGlaceFactory(assure=assure)
    SignalementFactory(assure=assure, site=accompagnement.site)
    RendezVousFactory(accompagnement=accompagnement)
    MessageReferentFactory(accompagnement=accompagnement)
    entretien = EntretienFactory(accompagnement=accompagnement)
    ThemeAbordeFactory(entretien=entretien)
    NoteFactory(accompagnement=accompagnement, entretien=entretien)
    NoteFactory(accompagnement=accompagnement, niveau=NiveauNote.SECRET)
    PreconisationFactory(accompagnement=accompagnement)
    DemarcheFactory(accompagnement=accompagnement)
    AccordActionFactory(action=ActionFactory(accompagnement=accompagnement))


def lire(agent: Agent, assure: Assure) -> Dossier:
    with comme(agent):
        return lire_dossier(agent, get_assure_or_404(agent, assure.uuid), timezone.localdate(), {})


def test_le_referent_lit_tout(accompagnement: Accompagnement, ass: Agent) -> None:
    remplir(accompagnement, 1)
    BrouillonFactory(accompagnement=accompagnement)
    fixer_axe(accompagnement, Axe.SPS, du=jour("2023-06-01"))
    dossier = lire(ass, accompagnement.assure)
    assert dossier.assure == accompagnement.assure
    (suivi,) = dossier.suivis
    assert (suivi.axe, suivi.referent, suivi.modifiable) == (Axe.SPS.label, ass, True)
    assert [len(liste) for liste in (suivi.axes, suivi.referents, suivi.entretiens, suivi.notes)] == [
        2,
        1,
        1,
        1,
    ]
    assert [len(liste) for liste in (suivi.preconisations, suivi.demarches, suivi.actions)] == [1, 1, 1]
    (entretien,) = suivi.entretiens
    assert entretien.themes_lus == ["Emploi et maintien dans l'emploi"]
    assert [note.niveau for note in entretien.notes_lues] == [NiveauNote.SYNTHESE]
    assert suivi.notes[0].niveau == NiveauNote.SECRET
    assert len(suivi.actions[0].accords_lus) == 1
    assert suivi.brouillon is not None
    for liste in (
        dossier.situations,
        dossier.arrets,
        dossier.rendez_vous,
        dossier.contacts,
        dossier.signalements,
    ):
        assert len(liste) == 1
    assert dossier.administratif_modifiable


def test_une_csam_lit_l_administratif_sans_texte_ni_brouillon(
    accompagnement: Accompagnement, csam: Agent
) -> None:
    remplir(accompagnement, 1)
    NoteFactory(accompagnement=accompagnement, niveau=NiveauNote.ADMINISTRATIF, texte="Courrier reçu.")
    BrouillonFactory(accompagnement=accompagnement)
    dossier = lire(csam, accompagnement.assure)
    (suivi,) = dossier.suivis
    assert [note.texte for note in suivi.notes] == ["Courrier reçu."]
    assert suivi.entretiens[0].notes_lues == []
    assert suivi.brouillon is None
    assert (suivi.modifiable, dossier.administratif_modifiable) == (False, True)


def test_le_nir_est_masque_et_les_actes_annules_absents(
    ass: Agent, site: Site, accompagnement: Accompagnement
) -> None:
    assure = AssureFactory(nir="2 84 05 88 321 025 32", departement=site.departement)
    annulation = {"annule_le": "2023-05-01T10:00+02:00", "motif_annulation": "Erreur"}
    suivi = AccompagnementFactory(assure=assure, site=site, referent=ass)
    EntretienFactory(accompagnement=suivi, **annulation)
    ActionFactory(accompagnement=suivi, **annulation)
    NoteFactory(accompagnement=suivi, **annulation)
    SignalementFactory(assure=assure, site=site, **annulation)
    AccompagnementFactory(assure=assure, site=site, referent=ass, axe=Axe.SPS, **annulation)
    dossier = lire(ass, assure)
    assert dossier.nir_masque == "2 84 •• •• ••• •••"
    assert dossier.signalements == []
    (lu,) = dossier.suivis
    assert (lu.entretiens, lu.actions, lu.notes) == ([], [], [])


def test_lire_est_journalise(accompagnement: Accompagnement, ass: Agent) -> None:
    lire(ass, accompagnement.assure)
    assert journalise(accompagnement.assure, ActionJournal.CONSULTATION, ass)


def test_le_nombre_de_requetes_ne_depend_pas_du_contenu(assure: Assure, site: Site, ass: Agent) -> None:
    for axe in (Axe.PDP, Axe.SPS):
        remplir(
            AccompagnementFactory(assure=assure, site=site, referent=ass, axe=axe),
            len(axe) + (axe == Axe.SPS),
        )
    un, plusieurs = (_compter(ass, qui) for qui in (_simple(site, ass), assure))
    assert un == plusieurs
    assert plusieurs <= 26


def _simple(site: Site, ass: Agent) -> Assure:
    suivi = AccompagnementFactory(assure=AssureFactory(departement=site.departement), site=site, referent=ass)
    remplir(suivi, 1)
    return suivi.assure


def _compter(agent: Agent, assure: Assure) -> int:
    with comme(agent):
        lu = get_assure_or_404(agent, assure.uuid)
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            lire_dossier(agent, lu, timezone.localdate(), {})
    return len(requetes)


@pytest.mark.usefixtures("accompagnement")
def test_un_dossier_sans_rien_se_lit(assure: Assure, csam: Agent) -> None:
    vide = AssureFactory(departement=assure.departement)
    dossier = lire(csam, vide)
    assert (dossier.suivis, dossier.nir_masque, dossier.contacts) == ([], "", [])
