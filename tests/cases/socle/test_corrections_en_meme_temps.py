"""Two people correct one thing at once: one correction is kept, the other is told; a second click does nothing more."""

import datetime
from functools import partial

import pytest
from django.utils import timezone

from cases.accueil.domain.portefeuille import enregistrer_filtre
from cases.dossier.domain.bris_de_glace import briser_la_glace
from cases.entretiens.domain.correction import corriger_entretien
from cases.enums import NiveauNote
from cases.models import Assure, BrisDeGlace, Correction, Entretien, FiltreEnregistre, Note
from cases.personnes.domain.assure import corriger_identite
from partners.enums import Profil
from servicesocial.perimetre import perimetre
from tests.cases.socle.test_en_meme_temps import en_meme_temps
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    DepartementFactory,
    EntretienFactory,
    NoteFactory,
    RemplacementFactory,
    SiteFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    return SiteFactory(departement=DepartementFactory(code="01"))


def test_deux_corrections_d_un_entretien(site):
    ass, remplacant = un_agent(Profil.ASS, site), un_agent(Profil.ASS, site)
    jour = timezone.localdate() + datetime.timedelta(days=1)
    RemplacementFactory(remplace=ass, remplacant=remplacant, du=datetime.date(2023, 1, 1), au=jour)
    suivi = AccompagnementFactory(assure__departement=site.departement, site=site, referent=ass)
    entretien = EntretienFactory(accompagnement=suivi, agent=ass)
    NoteFactory(accompagnement=suivi, entretien=entretien, auteur=ass, texte="D'avant")

    def corriger(agent, texte):
        def page():
            lu = Entretien.objects.select_related("site").get(pk=entretien.pk)
            return partial(
                corriger_entretien,
                agent=agent,
                entretien=lu,
                base=0,
                version=0,
                site=lu.site,
                date=lu.date,
                mode=lu.mode,
                themes=[],
                notes={NiveauNote.SYNTHESE: texte},
                duree_minutes=None,
                prochaine_etape="",
            )

        return page

    issues = en_meme_temps(corriger(ass, "De la référente"), corriger(remplacant, "Du remplaçant"))
    assert sorted(issue is None for issue in issues) == [False, True]
    (refus,) = (issue for issue in issues if issue is not None)
    assert refus.code_refus == "base"
    with perimetre(["01"]):
        assert [c.avant[0][1] for c in Correction.objects.all()] == ["D'avant"]
        assert Note.objects.get().texte in {"De la référente", "Du remplaçant"}


def test_deux_corrections_d_une_identite(site):
    assure = AssureFactory(departement=site.departement, nom="Ancienne", telephone="")
    agents = un_agent(Profil.CSAM, site), un_agent(Profil.SECRETARIAT, site.departement)

    def corriger(agent, **champs):
        return lambda: partial(
            corriger_identite, agent=agent, assure=Assure.objects.get(pk=assure.pk), base=0, **champs
        )

    issues = en_meme_temps(
        corriger(agents[0], nom="Nouvelle", telephone=""),
        corriger(agents[1], nom="Ancienne", telephone="0411111111"),
    )
    assert sorted(issue is None for issue in issues) == [False, True]
    with perimetre(["01"]):
        assert Correction.objects.count() == 1


def test_deux_clics_ouvrent_un_bris_de_glace_et_enregistrent_un_filtre(site):
    manager, ass = un_agent(Profil.MANAGER, site.departement), un_agent(Profil.ASS, site)
    assure = AssureFactory(departement=site.departement)

    def briser():
        return partial(
            briser_la_glace, agent=manager, assure=Assure.objects.get(pk=assure.pk), motif="Réclamation"
        )

    assert en_meme_temps(briser, briser) == [None, None]
    with perimetre(["01"]):
        assert BrisDeGlace.objects.count() == 1
    nommer = partial(enregistrer_filtre, agent=ass, nom="Mes PDP", adresse="axe=PDP")
    issues = en_meme_temps(lambda: nommer, lambda: nommer)
    assert sorted(issue is None for issue in issues) == [False, True]
    assert FiltreEnregistre.objects.count() == 1
