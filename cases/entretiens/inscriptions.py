"""What the entretiens bring to the other pages."""

from cases.entretiens.views.presentation import (
    echeances_des_entretiens,
    presenter_entretiens,
    presenter_notes_du_suivi,
)
from cases.entretiens.views.taches import BrouillonsATerminer, SecondsEntretiens
from cases.socle.rubriques import RUBRIQUES_DU_SUIVI, Rubrique
from cases.socle.taches import TACHES

TACHES.inscrire(BrouillonsATerminer, SecondsEntretiens)
RUBRIQUES_DU_SUIVI.inscrire(
    Rubrique("entretiens", 20, presenter_entretiens, echeances_des_entretiens),
    Rubrique("notes", 30, presenter_notes_du_suivi),
)
