"""Holding an accompagnement, its person first (cases/socle/acte.py says why)."""

from cases.models import Accompagnement
from cases.socle.acte import PERSONNE_PARTIE, tenir, tenir_personne
from servicesocial.refus import RefusMetier


def tenir_accompagnement(accompagnement: Accompagnement) -> Accompagnement:
    """The person, then the accompagnement, both as they are now and held until the end of the act.

    Refuses one whose dossier left the unit or was merged since the page was read. An annulled one is returned: see
    exiger_en_vigueur.
    """
    personne = tenir_personne(accompagnement.assure_id, accompagnement.departement_id)
    tenu = tenir(Accompagnement.objects.filter(pk=accompagnement.pk, assure=personne), PERSONNE_PARTIE)
    tenu.assure = personne
    return tenu


def exiger_en_vigueur(accompagnement: Accompagnement) -> None:
    if accompagnement.annule_le is not None:
        raise RefusMetier("Cet accompagnement est annulé.", code="etat")
