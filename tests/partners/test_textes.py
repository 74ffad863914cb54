"""The notice on personal data and the procedure of a situation d'urgence: read by all, written by administrateurs."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.signalements.queries.urgence import consignes
from partners.domain.textes import ajouter_consigne, fermer_consigne, publier_notice, rouvrir_consigne
from partners.enums import Profil
from partners.models import ConsigneUrgence, VersionNotice
from servicesocial.models import Journal
from servicesocial.refus import RefusMetier
from tests.fabriques import ConsigneUrgenceFactory, SiteFactory, VersionNoticeFactory, un_agent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sans_referentiels")]
JOUR = datetime.date(2026, 3, 2)
MAINTENANT = "2026-03-02 11:00:00+01:00"


@pytest.fixture
def site():
    return SiteFactory()


@pytest.fixture
def admin(site):
    return un_agent(Profil.ADMINISTRATEUR, site)


def publier(admin, site, **champs):
    acte = {"libelle": "Notice de mars", "texte": "# Pourquoi\n\nPour {organisme}.", "valide_du": JOUR}
    return publier_notice(agent=admin, region=site.departement.region, **(acte | champs))


@time_machine.travel(MAINTENANT)
def test_une_region_donne_sa_version_avant_celle_de_toutes(admin, site):
    commune = VersionNoticeFactory(code="2026-1")
    region = site.departement.region
    autre = SiteFactory(departement__code="69", departement__region__code="autre").departement.region
    suivante = publier(admin, site, valide_du=datetime.date(2026, 6, 1))
    assert VersionNotice.objects.pour(region.pk, JOUR).first() == commune
    assert VersionNotice.objects.pour(region.pk, datetime.date(2026, 6, 1)).first() == suivante
    assert VersionNotice.objects.pour(autre.pk, datetime.date(2026, 6, 1)).first() == commune
    assert suivante.blocs("la Carsat") == [(True, "Pourquoi"), (False, "Pour la Carsat.")]


@time_machine.travel(MAINTENANT)
def test_le_meme_texte_envoye_deux_fois_est_ecrit_une_fois(admin, site):
    assert publier(admin, site) == publier(admin, site)
    assert publier(admin, site, texte="Autre") != publier(admin, site)
    assert VersionNotice.objects.count() == 2
    assert Journal.objects.filter(objet="version de notice", agent=admin).count() == 2


@time_machine.travel(MAINTENANT)
def test_une_notice_ne_se_date_pas_d_hier_ni_d_une_autre_region(admin, site):
    with pytest.raises(RefusMetier, match="aujourd'hui ou plus tard"):
        publier(admin, site, valide_du=datetime.date(2026, 3, 1))
    ailleurs = SiteFactory(departement__code="69", departement__region__code="autre")
    with pytest.raises(PermissionDenied):
        publier(admin, ailleurs)
    with pytest.raises(PermissionDenied):
        publier(un_agent(Profil.MANAGER, site), site)
    assert not VersionNotice.objects.exists()


@time_machine.travel(MAINTENANT)
def test_une_consigne_s_ajoute_se_ferme_et_se_rouvre(admin, site):
    unite = site.departement
    consigne = ajouter_consigne(agent=admin, unite=unite, libelle="Appeler le 15")
    with pytest.raises(RefusMetier, match="figure déjà"):
        ajouter_consigne(agent=admin, unite=unite, libelle="appeler le 15")
    assert list(consignes(unite.pk, JOUR)) == [consigne]
    fermer_consigne(agent=admin, consigne=consigne, le=JOUR)
    assert list(consignes(unite.pk, JOUR + datetime.timedelta(days=1))) == []
    rouvrir_consigne(agent=admin, consigne=consigne)
    assert list(consignes(unite.pk, JOUR + datetime.timedelta(days=1))) == [consigne]


@time_machine.travel(MAINTENANT)
def test_une_consigne_de_toutes_est_a_qui_administre_toutes_les_unites(admin, site):
    commune = ConsigneUrgenceFactory()
    ajouter_consigne(agent=admin, unite=None, libelle="Prévenir le manager")
    SiteFactory(departement__code="69")
    with pytest.raises(PermissionDenied):
        ajouter_consigne(agent=admin, unite=None, libelle="Noter l’heure")
    with pytest.raises(PermissionDenied):
        fermer_consigne(agent=admin, consigne=commune, le=JOUR)
    assert ConsigneUrgence.objects.count() == 2


@time_machine.travel(MAINTENANT)
def test_la_page_montre_a_chacun_et_ne_propose_d_ecrire_qu_a_l_administrateur(client, admin, site):
    VersionNoticeFactory(code="2026-1")
    ConsigneUrgenceFactory(code="appeler", libelle="Appeler le 15", departement=site.departement)
    ConsigneUrgenceFactory(
        code="ailleurs",
        libelle="D’une autre unité",
        departement=SiteFactory(departement__code="69").departement,
    )
    adresse = reverse("partners:textes")
    for agent, ecrit in ((un_agent(Profil.CSAM, site), False), (admin, True)):
        client.force_login(agent)
        page = client.get(adresse).content.decode()
        assert ("En vigueur" in page, "Appeler le 15" in page, "D’une autre unité" in page) == (
            True,
            True,
            False,
        )
        assert ("Nouvelle version" in page) is ecrit
        assert ("Ajouter une consigne" in page) is ecrit


@time_machine.travel(MAINTENANT)
def test_la_page_publie_puis_montre_la_version(client, admin, site):
    VersionNoticeFactory(code="2026-1")
    client.force_login(admin)
    adresse = reverse("partners:notice_publier")
    assert "{organisme} vous informe" in client.get(adresse).content.decode()
    region = site.departement.region
    envoi = {"region": region.pk, "libelle": "Notice de mars", "texte": "# Titre\n\n<b>Pour</b> {organisme}"}
    refusee = client.post(adresse, envoi | {"valide_du": "2026-03-01"})
    assert (refusee.status_code, "Notice de mars" in refusee.content.decode()) == (422, True)
    assert client.post(adresse, envoi | {"valide_du": "2026-03-02"}).status_code == 302
    notice = VersionNotice.objects.get(region=region)
    page = client.get(reverse("partners:notice", args=[notice.code])).content.decode()
    assert "<h2>Titre</h2>" in page
    assert f"&lt;b&gt;Pour&lt;/b&gt; {region.organisme}" in page


@time_machine.travel(MAINTENANT)
@pytest.mark.parametrize("combien", [1, 50])
def test_la_page_en_un_nombre_fixe_de_requetes(client, admin, site, django_assert_num_queries, combien):
    for rang in range(combien):
        VersionNoticeFactory(code=f"notice-{rang}", region=site.departement.region)
        ConsigneUrgenceFactory(
            code=f"consigne-{rang}", libelle=f"Consigne {rang}", departement=site.departement
        )
    client.force_login(admin)
    client.get(reverse("partners:textes"))
    with django_assert_num_queries(16):
        client.get(reverse("partners:textes"))
