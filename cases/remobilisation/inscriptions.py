"""What the actions de remobilisation bring to the other pages."""

from cases.remobilisation.views.presentation import echeances_des_actions, presenter_actions
from cases.socle.rubriques import RUBRIQUES_DU_SUIVI, Rubrique

RUBRIQUES_DU_SUIVI.inscrire(Rubrique("actions", 50, presenter_actions, echeances_des_actions))
