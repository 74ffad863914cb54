"""The signalements that await an ASS."""

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Signalement
from cases.signalements.queries.file_d_attente import signalements_a_joindre
from cases.socle.pastilles import pastille_echeance, pastille_urgence
from cases.socle.taches import Ligne, Tache
from servicesocial.typographie import date_courte


class SignalementsAJoindre(Tache):
    cle = "a-joindre"
    ordre = 10
    titre = "Signalements à joindre"
    icone = "inbox"
    ton = "attention"
    precision = "Affectés, pas encore joints"

    def lire(self) -> QuerySet[Signalement]:
        return signalements_a_joindre(self.agent)

    def presenter(self, signalement: Signalement) -> Ligne:
        return Ligne(
            str(signalement),
            reverse("cases:signalement", args=[signalement.uuid]),
            f"{signalement.origine}, reçu le {date_courte(signalement.recu_le)}",
            [pastille_urgence(signalement.urgent), pastille_echeance(signalement.echeance, self.jour)],
            [("Contact", reverse("cases:signalement_contacter", args=[signalement.uuid]))],
        )
