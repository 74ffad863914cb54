import datetime

import pytest
from django.utils import timezone

from cases.entretiens.domain.entretien import annuler_entretien, deplacer_entretien, enregistrer_entretien
from cases.enums import Axe, EtatRendezVous, ModeEntretien, NiveauNote
from cases.models import Accompagnement, Brouillon, Entretien, Note, ThemeAborde
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AccompagnementFactory,
    AffectationFactory,
    AssureFactory,
    BrouillonFactory,
    EntretienFactory,
    NoteFactory,
    RemplacementFactory,
    RendezVousFactory,
    SituationClotureFactory,
    ThemeAbordeFactory,
    ThemeEntretienFactory,
)


def tenir(agent: Agent, accompagnement: Accompagnement, **autres: object) -> Entretien:
    defauts = {
        "site": accompagnement.site,
        "date": jour("2023-04-12"),
        "mode": ModeEntretien.TELEPHONE,
    }
    return enregistrer_entretien(agent=agent, accompagnement=accompagnement, **(defauts | autres))


def test_enregistrer_ecrit_l_entretien_ses_themes_et_ses_notes(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    emploi = ThemeEntretienFactory(code="emploi")
    with comme(ass):
        entretien = tenir(
            ass,
            accompagnement,
            themes=[emploi],
            notes={
                NiveauNote.SYNTHESE: " Le point. ",
                NiveauNote.SECRET: "Entre nous.",
                "administratif": " ",
            },
            duree_minutes=45,
            prochaine_etape="Rappeler l'employeur",
        )
        entretien.refresh_from_db()
        assert (entretien.date, entretien.mode, entretien.agent) == (
            jour("2023-04-12"),
            ModeEntretien.TELEPHONE,
            ass,
        )
        assert entretien.departement_id == "01"
        assert list(entretien.themes.all()) == [emploi]
        assert set(entretien.notes.values_list("niveau", "texte", "auteur")) == {
            ("synthese", "Le point.", ass.pk),
            ("secret", "Entre nous.", ass.pk),
        }
        assert journalise(entretien, ActionJournal.CREATION, ass)


def test_enregistrer_honore_le_rendez_vous_et_finit_le_brouillon_de_l_auteur(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent
) -> None:
    rendez_vous = RendezVousFactory(accompagnement=accompagnement)
    BrouillonFactory(accompagnement=accompagnement, agent=ass)
    autre = BrouillonFactory(accompagnement=accompagnement, agent=collegue)
    with comme(ass):
        entretien = tenir(ass, accompagnement, rendez_vous=rendez_vous)
        rendez_vous.refresh_from_db()
        assert (rendez_vous.etat, rendez_vous.entretien) == (EtatRendezVous.HONORE, entretien)
        assert list(Brouillon.objects.all()) == [autre]


@pytest.mark.parametrize(
    ("date", "phrase"),
    [
        ("2023-02-28", "précède l'ouverture de l'accompagnement (01/03/2023)"),
        ("2023-06-01", "suit la clôture de l'accompagnement (31/05/2023)"),
        (str(timezone.localdate() + datetime.timedelta(days=1)), "dans le futur"),
    ],
)
def test_enregistrer_refuse_une_date_hors_de_l_accompagnement(
    ass: Agent, site: Site, date: str, phrase: str
) -> None:
    clos = AccompagnementFactory(
        site=site,
        referent=ass,
        clos_le=jour("2023-05-31"),
        situation_cloture=SituationClotureFactory(),
        site_cloture=site,
    )
    with comme(ass), refus(phrase, "date"):
        tenir(ass, clos, date=jour(date))


@pytest.mark.parametrize("date", ["2023-03-01", "2023-05-31"])
def test_enregistrer_accepte_le_jour_de_l_ouverture_et_celui_de_la_cloture(
    ass: Agent, site: Site, date: str
) -> None:
    clos = AccompagnementFactory(
        site=site,
        referent=ass,
        clos_le=jour("2023-05-31"),
        situation_cloture=SituationClotureFactory(),
        site_cloture=site,
    )
    with comme(ass):
        assert tenir(ass, clos, date=jour(date)).date == jour(date)


def test_enregistrer_refuse_un_site_d_une_autre_unite_ou_ferme(
    accompagnement: Accompagnement, ass: Agent, site_ardeche: Site, autre_site: Site
) -> None:
    autre_site.valide_au = jour("2023-04-11")
    autre_site.save()
    with comme(ass):
        with refus("l'unité qui suit la personne", "site"):
            tenir(ass, accompagnement, site=site_ardeche)
        with refus("n'est pas proposé à cette date", "site"):
            tenir(ass, accompagnement, site=autre_site)


def test_enregistrer_refuse_un_theme_qui_n_est_plus_propose(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    ancien = ThemeEntretienFactory(code="ancien", valide_au=jour("2022-12-31"))
    with comme(ass):
        with refus("n'est pas proposé à cette date", "themes"):
            tenir(ass, accompagnement, themes=[ancien])
        assert not Entretien.objects.exists()


def test_enregistrer_refuse_le_rendez_vous_d_un_autre_jour_d_une_autre_personne_ou_deja_honore(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    rendez_vous = RendezVousFactory(accompagnement=accompagnement)
    d_un_autre = RendezVousFactory()
    with comme(ass):
        with refus("fixé un autre jour", "rendez_vous"):
            tenir(ass, accompagnement, date=jour("2023-04-13"), rendez_vous=rendez_vous)
        with refus("d'un autre accompagnement", "rendez_vous"):
            tenir(ass, accompagnement, rendez_vous=d_un_autre)
        tenir(ass, accompagnement, rendez_vous=rendez_vous)
        with refus("« Honoré » ne permet pas"):
            tenir(ass, accompagnement, rendez_vous=rendez_vous)
        assert Entretien.objects.count() == 1


def test_enregistrer_est_reserve_au_referent_et_a_son_remplacant(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent, csam: Agent, manager: Agent
) -> None:
    for agent in (collegue, csam, manager):
        with comme(agent), sans_droit():
            tenir(agent, accompagnement)
    aujourdhui = timezone.localdate()
    RemplacementFactory(remplace=ass, remplacant=collegue, du=aujourdhui, au=aujourdhui)
    with comme(collegue):
        assert tenir(collegue, accompagnement).agent == collegue


def test_un_referent_dont_l_affectation_est_finie_n_ecrit_plus(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    ass.affectations.update(au=timezone.localdate() - datetime.timedelta(days=1))
    with perimetre(TOUT), sans_droit():
        tenir(ass, accompagnement)


def test_l_accompagnement_d_une_autre_unite_est_hors_de_portee(
    accompagnement: Accompagnement, ass_ardeche: Agent
) -> None:
    with comme(ass_ardeche), sans_droit():
        tenir(ass_ardeche, accompagnement)


def test_annuler_garde_la_ligne_annule_les_notes_et_libere_le_rendez_vous(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    rendez_vous = RendezVousFactory(accompagnement=accompagnement)
    with comme(ass):
        entretien = tenir(
            ass, accompagnement, rendez_vous=rendez_vous, notes={NiveauNote.SYNTHESE: "Le point."}
        )
        annuler_entretien(agent=ass, entretien=entretien, motif="Saisi deux fois")
        assert not Entretien.objects.comptent().exists()
        assert not Note.objects.comptent().exists()
        annule = Entretien.objects.get()
        assert (annule.motif_annulation, annule.annule_par) == ("Saisi deux fois", ass)
        rendez_vous.refresh_from_db()
        assert (rendez_vous.etat, rendez_vous.entretien) == (EtatRendezVous.PREVU, None)
        assert journalise(entretien, ActionJournal.ANNULATION, ass)


def test_annuler_demande_un_motif_et_ne_se_fait_qu_une_fois(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent
) -> None:
    entretien = EntretienFactory(accompagnement=accompagnement)
    with comme(ass):
        with refus("Indiquez le motif", "motif"):
            annuler_entretien(agent=ass, entretien=entretien, motif="  ")
        with sans_droit():
            annuler_entretien(agent=collegue, entretien=entretien, motif="Erreur")
        annuler_entretien(agent=ass, entretien=entretien, motif="Erreur")
        with refus("déjà annulé"):
            annuler_entretien(agent=ass, entretien=entretien, motif="Encore")
        assert Entretien.objects.get().motif_annulation == "Erreur"


def test_deplacer_vers_l_autre_accompagnement_de_la_personne_emporte_le_rendez_vous(
    accompagnement: Accompagnement, ass: Agent, site: Site
) -> None:
    vers = AccompagnementFactory(assure=accompagnement.assure, site=site, axe=Axe.SPS, referent=ass)
    rendez_vous = RendezVousFactory(accompagnement=accompagnement)
    with comme(ass):
        entretien = tenir(ass, accompagnement, rendez_vous=rendez_vous, notes={NiveauNote.SECRET: "Texte."})
        deplacer_entretien(agent=ass, entretien=entretien, vers=vers, motif="Mauvais axe")
        assert Entretien.objects.get().accompagnement == vers
        assert Note.objects.get().accompagnement == vers
        rendez_vous.refresh_from_db()
        assert (rendez_vous.accompagnement, rendez_vous.entretien) == (vers, entretien)
        assert journalise(
            entretien, ActionJournal.MODIFICATION, ass, f"Déplacé de {accompagnement.uuid} : Mauvais axe"
        )


def test_deplacer_vers_une_personne_d_une_autre_unite_garde_le_site(
    accompagnement: Accompagnement, ass: Agent, site: Site, site_ardeche: Site
) -> None:
    AffectationFactory(agent=ass, profil=Profil.ASS, site=site_ardeche)
    ailleurs = AccompagnementFactory(
        assure=AssureFactory(departement=site_ardeche.departement), site=site_ardeche, referent=ass
    )
    entretien = EntretienFactory(accompagnement=accompagnement)
    ThemeAbordeFactory(entretien=entretien)
    NoteFactory(accompagnement=accompagnement, entretien=entretien)
    rendez_vous = RendezVousFactory(
        accompagnement=accompagnement, etat=EtatRendezVous.HONORE, entretien=entretien
    )
    # The page was opened in the scope of one unit: the act opens both, for itself only.
    with perimetre(["01"]):
        deplacer_entretien(agent=ass, entretien=entretien, vers=ailleurs, motif="Homonyme")
        assert not Entretien.objects.exists()
        rendez_vous.refresh_from_db()
        assert (rendez_vous.etat, rendez_vous.entretien) == (EtatRendezVous.PREVU, None)
    with perimetre(["07"]):
        deplace = Entretien.objects.get()
        assert (deplace.accompagnement, deplace.departement_id, deplace.site) == (ailleurs, "07", site)
        assert ThemeAborde.objects.get().departement_id == "07"
        note = Note.objects.get()
        assert (note.departement_id, note.accompagnement) == ("07", ailleurs)


def test_deplacer_refuse_hors_des_dates_le_meme_dossier_et_un_dossier_qu_on_n_ecrit_pas(
    accompagnement: Accompagnement, ass: Agent, site: Site
) -> None:
    entretien = EntretienFactory(accompagnement=accompagnement)
    trop_tard = AccompagnementFactory(site=site, referent=ass, ouvert_le=jour("2023-06-01"))
    d_un_collegue = AccompagnementFactory(site=site)
    with comme(ass):
        with refus("précède l'ouverture", "vers"):
            deplacer_entretien(agent=ass, entretien=entretien, vers=trop_tard, motif="Erreur")
        with refus("déjà dans cet accompagnement", "vers"):
            deplacer_entretien(agent=ass, entretien=entretien, vers=accompagnement, motif="Erreur")
        with refus("120 caractères", "motif"):
            deplacer_entretien(agent=ass, entretien=entretien, vers=trop_tard, motif="x" * 121)
        with sans_droit():
            deplacer_entretien(agent=ass, entretien=entretien, vers=d_un_collegue, motif="Erreur")
        annuler_entretien(agent=ass, entretien=entretien, motif="Erreur")
        libre = AccompagnementFactory(site=site, referent=ass)
        with refus("annulé ou déplacé entre-temps"):
            deplacer_entretien(agent=ass, entretien=entretien, vers=libre, motif="Erreur")
