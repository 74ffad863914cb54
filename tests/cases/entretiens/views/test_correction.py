"""A finished entretien is corrected: what it said is kept, two people do not overwrite each other, a year once
published asks why."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import NiveauNote, ObjetCorrige
from cases.models import Brouillon, Correction, Entretien, Note
from reporting.enums import EtatBilan
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    BilanFactory,
    BrouillonFactory,
    EntretienFactory,
    NoteFactory,
    RemplacementFactory,
    SiteFactory,
    ThemeAbordeFactory,
    ThemeEntretienFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
JOUR = datetime.date(2026, 5, 12)


@pytest.fixture
def entretien(accompagnement, ass):
    tenu = EntretienFactory(
        accompagnement=accompagnement,
        agent=ass,
        date=JOUR,
        mode="telephone",
        prochaine_etape="Revoir en juin",
    )
    ThemeAbordeFactory(entretien=tenu)
    for niveau in (NiveauNote.SYNTHESE, NiveauNote.SECRET):
        NoteFactory(
            accompagnement=accompagnement,
            entretien=tenu,
            niveau=niveau,
            auteur=ass,
            texte=f"Texte {niveau.value} d'avant",
        )
    return tenu


@pytest.fixture
def connecte(client, ass):
    client.force_login(ass)
    return client


def adresse(entretien, geste="corriger") -> str:
    return reverse(f"cases:entretien_{geste}", args=[entretien.uuid])


def saisie(client, entretien, **champs) -> dict[str, object]:
    """What the page sends, as it shows it, but for what is typed."""
    form = client.get(adresse(entretien)).context["form"]
    valeurs = {nom: form[nom].value() for nom in form.fields}
    return {nom: "" if valeur is None else valeur for nom, valeur in (valeurs | champs).items()}


def corriger(client, entretien, **champs):
    return client.post(adresse(entretien), saisie(client, entretien, **champs) | {"terminer": "oui"})


def tout(modele) -> list:
    with perimetre(TOUT):
        return list(modele.objects.order_by("pk"))


def test_ce_qui_etait_ecrit_est_garde_avec_qui_quand_et_pourquoi(connecte, entretien, ass):
    theme = ThemeEntretienFactory(code="logement")
    reponse = corriger(
        connecte,
        entretien,
        date="2026-05-11",
        mode="visio",
        themes=[theme.pk],
        synthese="Texte juste",
        secret="",
        administrative="Appeler le soir",
        motif="Mauvais jour noté",
    )
    assert reponse.status_code == 302
    (corrige,) = tout(Entretien)
    assert (corrige.date, corrige.mode) == (datetime.date(2026, 5, 11), "visio")
    with perimetre(TOUT):
        assert list(corrige.themes.all()) == [theme]
        comptent = {n.niveau: (n.texte, n.version) for n in Note.objects.comptent()}
    assert comptent == {
        NiveauNote.SYNTHESE: ("Texte juste", 2),
        NiveauNote.ADMINISTRATIF: ("Appeler le soir", 1),
    }
    traces = {(c.objet, tuple(map(tuple, c.avant))) for c in tout(Correction)}
    assert traces == {
        (
            ObjetCorrige.ENTRETIEN,
            (
                ("date", "12/05/2026"),
                ("modalité", "Téléphone"),
                ("thèmes", "Emploi et maintien dans l'emploi"),
            ),
        ),
        (ObjetCorrige.NOTE, (("Synthèse", "Texte synthese d'avant"),)),
        (ObjetCorrige.NOTE, (("Note de secret", "Texte secret d'avant"),)),
        (ObjetCorrige.NOTE, (("Note administrative", "Non renseigné"),)),
    }
    assert {(c.agent, c.motif) for c in tout(Correction)} == {(ass, "Mauvais jour noté")}
    dossier = connecte.get(reverse("cases:dossier", args=[entretien.accompagnement.assure.uuid]))
    assert "Corrigé depuis" in dossier.content.decode()


def test_rien_de_change_ne_laisse_aucune_trace(connecte, entretien):
    assert corriger(connecte, entretien).status_code == 302
    assert tout(Correction) == []


def test_la_page_d_avant_ne_remplace_pas_une_correction_plus_recente(
    client, connecte, entretien, ass, collegue
):
    mienne = saisie(connecte, entretien, synthese="Ma correction")
    RemplacementFactory(remplace=ass, remplacant=collegue, du=JOUR, au=datetime.date(2026, 5, 31))
    client.force_login(collegue)
    assert corriger(client, entretien, synthese="Celle de ma collègue").status_code == 302
    client.force_login(ass)
    refusee = client.post(adresse(entretien), mienne | {"terminer": "oui"})
    contenu = refusee.content.decode()
    assert refusee.status_code == 422
    assert f"corrigés par {collegue}" in contenu
    assert "Celle de ma collègue" in contenu
    assert refusee.context["form"]["synthese"].value() == "Ma correction"
    renvoyee = {nom: refusee.context["form"][nom].value() or "" for nom in refusee.context["form"].fields}
    assert client.post(adresse(entretien), renvoyee | {"terminer": "oui"}).status_code == 302
    with perimetre(TOUT):
        assert Note.objects.comptent().get(niveau=NiveauNote.SYNTHESE).texte == "Ma correction"
    avant = [c.avant[0][1] for c in tout(Correction)]
    assert avant == ["Texte synthese d'avant", "Celle de ma collègue"]


def test_une_correction_commencee_est_gardee_et_revient(connecte, entretien):
    valeurs = saisie(connecte, entretien, synthese="À finir")
    garde = connecte.post(adresse(entretien, "corriger_brouillon"), valeurs)
    assert garde.json()["version"] == 1
    form = connecte.get(adresse(entretien)).context["form"]
    assert (form["synthese"].value(), form["version"].value()) == ("À finir", 1)
    # The other window began from nothing: it is told.
    assert connecte.post(adresse(entretien, "corriger_brouillon"), valeurs).status_code == 409
    conflit = connecte.post(adresse(entretien), valeurs | {"synthese": "Autre", "terminer": "oui"})
    assert conflit.status_code == 422
    assert "À finir" in conflit.content.decode()
    accueil = connecte.get(reverse("accueil")).content.decode()
    assert adresse(entretien) in accueil
    oubli = adresse(entretien, "corriger_abandonner")
    assert "Ce texte sera perdu" in connecte.get(oubli).content.decode()
    assert connecte.post(oubli).status_code == 302
    assert tout(Brouillon) == []
    assert {n.texte for n in tout(Note)} == {"Texte synthese d'avant", "Texte secret d'avant"}


def test_terminer_efface_la_correction_gardee_et_pas_le_brouillon_du_dossier(connecte, entretien, ass):
    autre = BrouillonFactory(accompagnement=entretien.accompagnement, agent=ass)
    valeurs = saisie(connecte, entretien, synthese="Juste")
    connecte.post(adresse(entretien), valeurs | {"brouillon": "oui"})
    assert len(tout(Brouillon)) == 2
    assert corriger(connecte, entretien, synthese="Juste").status_code == 302
    assert tout(Brouillon) == [autre]


def publier(site, annee) -> None:
    BilanFactory(
        departement=site.departement,
        annee=annee,
        etat=EtatBilan.PUBLIE,
        publie_le=timezone.now(),
        produit_le=timezone.now(),
        figures={},
        pdf=b"%PDF",
        empreinte="0" * 64,
    )


@pytest.mark.parametrize(("tenu", "corrige"), [("2025-12-30", "2025-12-30"), ("2026-05-12", "2025-12-30")])
def test_une_annee_publiee_demande_pourquoi(connecte, entretien, site, tenu, corrige):
    """The year that the entretien leaves, or the one that it enters."""
    with perimetre(TOUT):
        Entretien.objects.update(date=tenu)
    entretien.refresh_from_db = lambda *_, **__: None
    publier(site, 2025)
    refusee = corriger(connecte, entretien, date=corrige, synthese="Juste")
    assert refusee.status_code == 422
    assert list(refusee.context["form"].errors) == ["motif"]
    assert refusee.context["form"]["synthese"].value() == "Juste"
    assert corriger(connecte, entretien, date=corrige, synthese="Juste", motif="Oubli").status_code == 302


def test_la_page_previent_que_l_annee_est_publiee(connecte, entretien, site):
    phrase = "Le bilan de cette année est publié"
    assert phrase not in connecte.get(adresse(entretien)).content.decode()
    publier(site, 2026)
    assert phrase in connecte.get(adresse(entretien)).content.decode()


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"date": "2026-02-30"}, "date", "date valide"),
        ({"date": "2026-05-16"}, "date", "dans le futur"),
        ({"date": "1990-01-01"}, "date", "précède l"),
        ({"synthese": "x" * 100_000}, "synthese", "trop long"),
        ({"base": ""}, "base", "obligatoire"),
    ],
)
def test_une_mauvaise_correction_se_dit_au_champ_et_reste(connecte, entretien, champs, champ, phrase):
    reponse = corriger(connecte, entretien, **champs)
    assert reponse.status_code == 422
    assert list(reponse.context["form"].errors) == [champ]
    assert phrase in str(reponse.context["form"].errors)
    assert tout(Correction) == []


def test_un_site_d_avant_un_transfert_peut_rester_pas_celui_d_une_autre_unite(
    connecte, entretien, site_ardeche
):
    assert corriger(connecte, entretien, site=site_ardeche.pk).status_code == 422
    ancien = SiteFactory(departement=site_ardeche.departement)
    with perimetre(TOUT):
        Entretien.objects.update(site=ancien)
    assert corriger(connecte, entretien, synthese="Juste").status_code == 302
    assert [e.site for e in tout(Entretien)] == [ancien]


def test_qui_ne_suit_pas_la_personne_ne_corrige_pas(client, entretien, collegue, csam, manager, ass_ardeche):
    for agent, attendu in ((collegue, 403), (csam, 403), (manager, 403), (ass_ardeche, 404)):
        client.force_login(agent)
        for geste in ("corriger", "corriger_abandonner"):
            assert client.get(adresse(entretien, geste)).status_code == attendu
        assert client.post(adresse(entretien), {"synthese": "Non"}).status_code == attendu


def test_un_entretien_annule_ne_se_corrige_plus_et_sa_correction_commencee_s_en_va(connecte, entretien):
    valeurs = saisie(connecte, entretien, synthese="À finir")
    connecte.post(adresse(entretien, "corriger_brouillon"), valeurs)
    connecte.post(adresse(entretien, "annuler"), {"motif": "Noté deux fois"})
    assert connecte.get(adresse(entretien)).status_code == 404
    assert tout(Brouillon) == []


def test_un_entretien_deplace_se_dit_dans_les_deux_dossiers(connecte, entretien, site, ass):
    corriger(connecte, entretien, synthese="Juste")
    homonyme = AssureFactory(departement=site.departement, nom="Homonyme")
    bon = AccompagnementFactory(assure=homonyme, site=site, referent=ass)
    deplace = connecte.post(
        adresse(entretien, "deplacer"), {"vers": bon.pk, "motif": "Deux personnes du même nom"}
    )
    assert deplace.status_code == 302
    quitte = entretien.accompagnement.assure
    pages = {
        qui: connecte.get(reverse("cases:dossier_historique", args=[qui.uuid])).content.decode()
        for qui in (quitte, homonyme)
    }
    assert "Entretien parti dans un autre dossier" in pages[quitte]
    assert "Entretien reçu d’un autre dossier" in pages[homonyme]
    for page in pages.values():
        assert "Deux personnes du même nom" in page
    # Neither says whose the other is; the former texts followed the entretien.
    assert "HOMONYME" not in pages[quitte]
    assert quitte.nom.upper() not in pages[homonyme]
    assert "synthese d&#x27;avant" in pages[homonyme]
    assert "synthese d&#x27;avant" not in pages[quitte]
