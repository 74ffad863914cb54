"""« Ma journée »: each item enters by a record and leaves by its act; each tile is the list that it opens."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.accompagnements.queries.suivis import dossiers_sans_contact
from cases.dossier.queries.bris_de_glace import bris_a_lire
from cases.entretiens.queries.a_faire import brouillons_a_terminer, seconds_entretiens
from cases.enums import EtatRendezVous, EtatSignalement, ResultatContact
from cases.rendez_vous.queries.rendez_vous import rendez_vous_a_noter
from cases.signalements.queries.file_d_attente import signalements_a_joindre
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.outils import comme
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    BrisDeGlaceFactory,
    BrouillonFactory,
    ContactFactory,
    EntretienFactory,
    OrigineSignalementFactory,
    RemplacementFactory,
    RendezVousFactory,
    SignalementFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def jours(nombre: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=nombre)


def a_dix_heures(nombre: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(jours(nombre), datetime.time(10)))


def affecter(site, ass, **champs):
    return SignalementFactory(
        site=site, etat=EtatSignalement.AFFECTE, affecte_a=ass, affecte_le=jours(-1), **champs
    )


def test_un_signalement_est_a_joindre_jusqu_a_ce_que_la_personne_le_soit(site, ass, collegue):
    sans_essai, essaye, joint = (affecter(site, ass, recu_le=jours(-n)) for n in (9, 5, 3))
    affecter(site, collegue, recu_le=jours(-9))
    for signalement, resultat in ((essaye, ResultatContact.INJOIGNABLE), (joint, ResultatContact.JOINT)):
        ContactFactory(assure=None, signalement=signalement, departement=site.departement, resultat=resultat)
    # Her dossier was designated, and the call noted there.
    par_le_dossier, trop_tot = (
        affecter(site, ass, recu_le=jours(-7), assure=AssureFactory()) for _ in range(2)
    )
    for signalement, quand in ((par_le_dossier, -2), (trop_tot, -30)):
        ContactFactory(assure=signalement.assure, resultat=ResultatContact.JOINT, le=a_dix_heures(quand))
    with comme(ass):
        assert list(signalements_a_joindre(ass)) == [sans_essai, trop_tot, essaye]


def test_un_rendez_vous_passe_reste_a_noter_jusqu_a_ce_qu_on_dise_ce_qu_il_est_devenu(
    accompagnement, ass, collegue
):
    hier = RendezVousFactory(accompagnement=accompagnement, agent=ass, debut=a_dix_heures(-1))
    ancien = RendezVousFactory(accompagnement=accompagnement, agent=ass, debut=a_dix_heures(-40))
    for etat, quand, qui in (
        (EtatRendezVous.ABSENT, -1, ass),
        (EtatRendezVous.PREVU, 0, ass),
        (EtatRendezVous.PREVU, -1, collegue),
    ):
        RendezVousFactory(accompagnement=accompagnement, agent=qui, etat=etat, debut=a_dix_heures(quand))
    with comme(ass):
        assert list(rendez_vous_a_noter(ass, JOUR)) == [ancien, hier]


def test_les_brouillons_sont_les_miens_corrections_comprises(accompagnement, ass, collegue):
    mien = BrouillonFactory(accompagnement=accompagnement, agent=ass)
    correction = BrouillonFactory(
        accompagnement=accompagnement, agent=ass, entretien=EntretienFactory(accompagnement=accompagnement)
    )
    BrouillonFactory(accompagnement=accompagnement, agent=collegue)
    with comme(ass):
        assert set(brouillons_a_terminer(ass)) == {mien, correction}


def test_prado_promet_un_second_entretien(site, ass, collegue):
    prado, autre = (OrigineSignalementFactory(code=code) for code in ("cpam-prado", "cpam-ij90"))

    def suivre(origine, tenus: int, referent=ass):
        suivi = AccompagnementFactory(site=site, referent=referent, ouvert_le=jours(-15))
        SignalementFactory(
            site=site,
            origine=origine,
            assure=suivi.assure,
            accompagnement=suivi,
            etat=EtatSignalement.CONVERTI,
            recu_le=jours(-20),
            clos_le=jours(-15),
        )
        for rang in range(tenus):
            EntretienFactory(accompagnement=suivi, date=jours(-10 + rang))
        return suivi

    aucun, un = suivre(prado, 0), suivre(prado, 1)
    suivre(prado, 2)
    suivre(autre, 0)
    suivre(prado, 0, collegue)
    annule = suivre(prado, 1)
    EntretienFactory(
        accompagnement=annule, date=jours(-3), annule_le=timezone.now(), motif_annulation="Erreur"
    )
    with comme(ass):
        lus = seconds_entretiens(ass, JOUR, ["cpam-prado"])
        assert {(s.pk, s.tenus) for s in lus} == {(aucun.pk, 0), (un.pk, 1), (annule.pk, 1)}


def test_un_bris_de_glace_reste_jusqu_a_ce_que_le_referent_l_ait_lu(
    client, accompagnement, ass, collegue, manager
):
    bris = BrisDeGlaceFactory(assure=accompagnement.assure, agent=manager, motif="Réclamation reçue")
    with comme(ass):
        assert list(bris_a_lire(ass)) == [bris]
    with comme(collegue):
        assert list(bris_a_lire(collegue)) == []
    RemplacementFactory(remplace=ass, remplacant=collegue, du=JOUR, au=JOUR)
    lu = reverse("cases:bris_lu", args=[bris.uuid])
    with comme(collegue):
        assert list(bris_a_lire(collegue)) == [bris]
    client.force_login(manager)
    assert client.post(lu).status_code == 403
    client.force_login(ass)
    assert "Réclamation reçue" in client.get(reverse("accueil")).content.decode()
    for _ in range(2):
        assert client.post(lu).status_code == 302
    assert "Réclamation reçue" not in client.get(reverse("accueil")).content.decode()
    with perimetre(TOUT):
        bris.refresh_from_db()
    assert bris.lu_le is not None


def test_ce_qui_est_a_relancer_l_est_aussi_dans_le_dossier(client, site, ass):
    """One definition: the tile, the list and the page of the dossier agree to the day."""
    client.force_login(ass)
    for anciennete, a_relancer in ((60, False), (61, True)):
        suivi = AccompagnementFactory(
            assure=AssureFactory(departement=site.departement), site=site, referent=ass, ouvert_le=jours(-200)
        )
        EntretienFactory(accompagnement=suivi, date=jours(-anciennete))
        SignalementFactory(site=site, assure=suivi.assure, recu_le=jours(-3))
        with comme(ass):
            lus = dossiers_sans_contact(ass, JOUR, 60)
            assert lus.filter(pk=suivi.pk).exists() == a_relancer
        page = client.get(reverse("cases:dossier", args=[suivi.assure.uuid])).content.decode()
        assert ("À relancer" in page) == a_relancer


@pytest.fixture
def remplie(site, ass, manager) -> int:
    """Seven of each kind: more than the home page shows."""
    prado = OrigineSignalementFactory(code="cpam-prado")
    for rang in range(7):
        suivi = AccompagnementFactory(
            assure=AssureFactory(departement=site.departement, nom=f"Suivie{rang}"),
            site=site,
            referent=ass,
            ouvert_le=jours(-200),
        )
        RendezVousFactory(accompagnement=suivi, agent=ass, debut=a_dix_heures(-3))
        BrouillonFactory(accompagnement=suivi, agent=ass)
        BrisDeGlaceFactory(assure=suivi.assure, agent=manager)
        affecter(site, ass, recu_le=jours(-rang - 1))
        SignalementFactory(
            site=site,
            origine=prado,
            assure=suivi.assure,
            accompagnement=suivi,
            etat=EtatSignalement.CONVERTI,
            recu_le=jours(-200),
            clos_le=jours(-200),
        )
    return 7


def test_chaque_tuile_est_la_longueur_de_la_liste_qu_elle_ouvre(client: Client, ass, collegue, remplie):
    client.force_login(ass)
    (section,) = (
        section for _, section in client.get(reverse("accueil")).context["sections"] if "extraits" in section
    )
    assert len(section["extraits"]) == 7
    for extrait in section["extraits"]:
        assert (extrait.total, len(extrait.lignes), extrait.reste) == (remplie, 6, 1), extrait.tache.cle
        contexte = client.get(extrait.tache.adresse).context
        lignes = contexte["lignes"] if "lignes" in contexte else contexte["table"].rows
        assert len(lignes) == remplie, extrait.tache.cle
    client.force_login(collegue)
    page = client.get(reverse("accueil")).content.decode()
    assert "SUIVIE" not in page


@pytest.mark.parametrize("combien", [1, 50])
@pytest.mark.parametrize(
    ("cle", "requetes"),
    [
        ("a-joindre", 15),
        ("a-noter", 15),
        ("brouillons", 15),
        ("second-entretien", 16),
        ("syntheses-ouvertes", 15),
    ],
)
def test_chaque_liste_coute_autant_pour_une_ligne_que_pour_cinquante(
    client, ass, site, manager, django_assert_num_queries, cle, requetes, combien
):
    prado = OrigineSignalementFactory(code="cpam-prado")
    for _ in range(combien):
        suivi = AccompagnementFactory(site=site, referent=ass, ouvert_le=jours(-20))
        RendezVousFactory(accompagnement=suivi, agent=ass, debut=a_dix_heures(-3))
        BrouillonFactory(accompagnement=suivi, agent=ass)
        BrisDeGlaceFactory(assure=suivi.assure, agent=manager)
        affecter(site, ass, recu_le=jours(-2))
        SignalementFactory(
            site=site,
            origine=prado,
            assure=suivi.assure,
            accompagnement=suivi,
            etat=EtatSignalement.CONVERTI,
            recu_le=jours(-20),
            clos_le=jours(-20),
        )
    client.force_login(ass)
    with django_assert_num_queries(requetes):
        reponse = client.get(reverse("cases:journee", args=[cle]))
    assert len(reponse.context["lignes"]) == combien


def test_une_liste_inconnue_n_existe_pas_et_les_autres_profils_n_en_ont_pas(client, ass, csam, site):
    client.force_login(ass)
    assert client.get(reverse("cases:journee", args=["inconnue"])).status_code == 404
    vide = client.get(reverse("cases:journee", args=["a-noter"]))
    assert "Rien à faire ici" in vide.content.decode()
    for agent in (csam, un_agent(Profil.MANAGER, site.departement)):
        client.force_login(agent)
        assert client.get(reverse("cases:journee", args=["a-noter"])).status_code == 403
