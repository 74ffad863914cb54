"""SLA-6, EE-6, EE-9, EE-15, PM-2."""

import pytest

from cases.enums import PartieAccord, SensAccord, TypeAction
from cases.rules.actions import (
    ACCORDS_ESSAI_ENCADRE,
    accords_requis,
    refus_de_demarrage,
    refus_de_renouvellement,
)
from tests.cases.outils import jour

PREMIER = jour("2026-04-27")
ARRET = (jour("2026-04-01"), jour("2026-04-27"))
TOUS_D_ACCORD = dict.fromkeys(ACCORDS_ESSAI_ENCADRE, (SensAccord.ACCORD, PREMIER))
AUTRES_TYPES = [type_action for type_action in TypeAction if type_action != TypeAction.ESSAI_ENCADRE]


def demarrer(type_action: TypeAction, **autres: object) -> list[str]:
    defauts = {"premier_jour": PREMIER, "arrets": [ARRET], "reponses": {}, "tuteur": ""}
    return refus_de_demarrage(type_action=type_action, **(defauts | autres))


@pytest.mark.parametrize("type_action", AUTRES_TYPES)
@pytest.mark.parametrize(
    ("arrets", "requis"),
    [
        ([], ()),
        ([ARRET], (PartieAccord.CPAM,)),
        ([(PREMIER, PREMIER)], (PartieAccord.CPAM,)),
        ([(jour("2026-04-01"), jour("2026-04-26"))], ()),
        ([(jour("2026-04-28"), jour("2026-05-31"))], ()),
        ([(jour("2026-01-01"), jour("2026-01-31")), ARRET], (PartieAccord.CPAM,)),
    ],
    ids=["sans arrêt", "dernier jour", "un seul jour", "fini la veille", "commence le lendemain", "chaîne"],
)
def test_la_cpam_est_requise_quand_le_premier_jour_est_dans_un_arret(type_action, arrets, requis) -> None:
    assert accords_requis(type_action, PREMIER, arrets) == requis


def test_un_essai_encadre_demande_toujours_la_cpam_et_trois_medecins() -> None:
    assert accords_requis(TypeAction.ESSAI_ENCADRE, PREMIER, []) == ACCORDS_ESSAI_ENCADRE
    assert len(ACCORDS_ESSAI_ENCADRE) == 4
    assert PartieAccord.EMPLOYEUR not in ACCORDS_ESSAI_ENCADRE


@pytest.mark.parametrize("type_action", AUTRES_TYPES)
def test_toute_action_pendant_l_arret_attend_la_cpam(type_action: TypeAction) -> None:
    assert demarrer(type_action) == ["L'accord de la CPAM n'est pas enregistré."]
    assert demarrer(type_action, arrets=[]) == []


@pytest.mark.parametrize(
    ("le", "sens", "debut"),
    [
        ("2026-04-26", SensAccord.ACCORD, None),
        ("2026-04-27", SensAccord.ACCORD, None),
        ("2026-04-28", SensAccord.ACCORD, "L'accord de la CPAM (28/04/2026) est postérieur"),
        ("2026-04-20", SensAccord.REFUS, "La réponse de la CPAM est un refus"),
    ],
)
def test_l_accord_date_au_plus_tard_du_premier_jour(le: str, sens: SensAccord, debut: str | None) -> None:
    phrases = demarrer(TypeAction.FORMATION, reponses={PartieAccord.CPAM: (sens, jour(le))})
    assert [phrase[: len(debut or "")] for phrase in phrases] == ([debut] if debut else [])


def test_un_essai_encadre_complet_demarre() -> None:
    assert demarrer(TypeAction.ESSAI_ENCADRE, reponses=TOUS_D_ACCORD, tuteur="Mme Fictive") == []


@pytest.mark.parametrize("partie", ACCORDS_ESSAI_ENCADRE)
def test_chaque_accord_manquant_empeche_l_essai(partie: PartieAccord) -> None:
    reponses = {autre: reponse for autre, reponse in TOUS_D_ACCORD.items() if autre != partie}
    (phrase,) = demarrer(TypeAction.ESSAI_ENCADRE, reponses=reponses, tuteur="Mme Fictive")
    assert phrase.endswith("n'est pas enregistré.")


@pytest.mark.parametrize("tuteur", ["", "   "])
def test_sans_tuteur_l_essai_ne_demarre_pas(tuteur: str) -> None:
    assert demarrer(TypeAction.ESSAI_ENCADRE, reponses=TOUS_D_ACCORD, tuteur=tuteur) == [
        "Un essai encadré désigne un tuteur dans l'entreprise."
    ]


def test_tout_ce_qui_manque_est_dit_ensemble() -> None:
    assert len(demarrer(TypeAction.ESSAI_ENCADRE)) == 5


def test_le_refus_d_une_partie_non_requise_n_empeche_rien() -> None:
    reponses = {PartieAccord.EMPLOYEUR: (SensAccord.REFUS, PREMIER)}
    assert demarrer(TypeAction.FORMATION, arrets=[], reponses=reponses) == []


@pytest.mark.parametrize("type_action", list(TypeAction))
def test_seuls_l_essai_encadre_et_la_pmsmp_se_renouvellent(type_action: TypeAction) -> None:
    refus = refus_de_renouvellement(
        type_action=type_action, est_un_renouvellement=False, deja_renouvelee=False, a_demarre=True
    )
    assert (refus is None) == (type_action in (TypeAction.ESSAI_ENCADRE, TypeAction.PMSMP))


@pytest.mark.parametrize(
    ("est_un_renouvellement", "deja_renouvelee", "a_demarre", "phrase"),
    [
        (True, False, True, "un seul renouvellement"),
        (False, True, True, "un seul renouvellement"),
        (False, False, False, "n'a pas démarré"),
    ],
)
def test_une_fois_et_apres_avoir_demarre(est_un_renouvellement, deja_renouvelee, a_demarre, phrase) -> None:
    refus = refus_de_renouvellement(
        type_action=TypeAction.PMSMP,
        est_un_renouvellement=est_un_renouvellement,
        deja_renouvelee=deja_renouvelee,
        a_demarre=a_demarre,
    )
    assert phrase in str(refus)
