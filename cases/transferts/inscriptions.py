"""What the transferts bring to the other pages."""

from cases.socle.tuiles import TUILES, Tuile
from cases.transferts.queries.transferts import demandes_envoyees, demandes_recues
from partners.enums import Profil

TUILES.inscrire(
    Tuile(
        cle="demandes_recues",
        ordre=30,
        profils=(Profil.MANAGER,),
        titre="Dossiers qui vous sont demandés",
        icone="arrow-left-right",
        ton="attention",
        precision="Par une autre unité",
        nom_url="cases:transferts",
        lire=lambda agent, _: demandes_recues(agent),
    ),
    Tuile(
        cle="demandes_envoyees",
        ordre=40,
        profils=(Profil.CSAM, Profil.MANAGER),
        titre="Dossiers que vous demandez",
        icone="arrow-left-right",
        ton="info",
        precision="À une autre unité",
        nom_url="cases:transferts",
        lire=lambda agent, _: demandes_envoyees(agent),
    ),
)
