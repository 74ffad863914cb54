import pytest

from cases.rules.axes import Parcours, axe_libre_le
from tests.cases.outils import jour

J1, J2, J3, J4 = (jour(f"2023-0{mois}-01") for mois in (1, 2, 3, 4))
OUVERT_PDP = Parcours([(J1, "PDP")], None)
CLOS_PDP = Parcours([(J1, "PDP")], J3)
PASSE_EN_PDP = Parcours([(J2, "PDP"), (J1, "SPS")], None)  # in any order
PASSE_EN_SPS_CLOS = Parcours([(J1, "PDP"), (J2, "SPS")], J4)


@pytest.mark.parametrize(
    ("axe", "depuis", "parcours", "libre"),
    [
        ("PDP", J2, [], J2),
        ("PDP", J2, [OUVERT_PDP], None),
        ("SPS", J2, [OUVERT_PDP], J2),
        ("PDP", J2, [CLOS_PDP], J3),
        ("PDP", J3, [CLOS_PDP], J3),
        ("PDP", J4, [CLOS_PDP], J4),
        ("SPS", J1, [PASSE_EN_PDP], J2),
        ("PDP", J1, [PASSE_EN_PDP], None),
        ("PDP", J1, [PASSE_EN_SPS_CLOS], J2),
        ("SPS", J1, [PASSE_EN_SPS_CLOS], J4),
        ("SPS", J1, [PASSE_EN_PDP, PASSE_EN_SPS_CLOS], J4),
        ("PDP", J4, [CLOS_PDP, OUVERT_PDP], None),
        # A later accompagnement is in the way of one opened before it.
        ("PDP", J1, [Parcours([(J2, "PDP")], J3)], J3),
    ],
)
def test_un_axe_est_libre_quand_aucun_accompagnement_n_y_est(axe, depuis, parcours, libre) -> None:
    assert axe_libre_le(axe, depuis, parcours) == libre
