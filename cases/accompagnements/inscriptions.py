"""What the accompagnements bring to the other pages."""

from cases.accompagnements.queries.referents import sans_referent_de_l_unite
from cases.accompagnements.views.presentation import (
    echeances_du_contact,
    echeances_du_plan,
    presenter_etapes,
    presenter_plan,
)
from cases.accompagnements.views.taches import DossiersARelancer, PersonnesAInformer
from cases.socle.rubriques import RUBRIQUES_DU_SUIVI, Rubrique
from cases.socle.taches import TACHES
from cases.socle.tuiles import TUILES, Tuile
from partners.enums import Profil

TACHES.inscrire(DossiersARelancer, PersonnesAInformer)
TUILES.inscrire(
    Tuile(
        cle="sans_referent",
        ordre=50,
        profils=(Profil.CSAM, Profil.MANAGER),
        titre="Accompagnements sans référent de l’unité",
        icone="person-check",
        ton="attention",
        precision="À donner à un assistant de service social",
        nom_url="cases:sans_referent",
        lire=sans_referent_de_l_unite,
    ),
)
RUBRIQUES_DU_SUIVI.inscrire(
    Rubrique("etapes", 10, presenter_etapes),
    Rubrique("plan", 40, presenter_plan, echeances_du_plan),
    Rubrique("contact", 60, echeances=echeances_du_contact),
)
