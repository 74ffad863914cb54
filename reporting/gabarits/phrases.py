"""The sentences of the gabarit « département », built from the figures and never fixed texts."""

from decimal import Decimal

from reporting.arrondis import demi_superieur
from reporting.gabarits.ecriture import Chiffres
from reporting.indicateurs.base import Valeur
from servicesocial.typographie import insecable, nombre


def libelle_telephone(chiffres: Chiffres) -> str:
    """« visio comprise » as soon as there is one (F5)."""
    if chiffres.complement("entretiens_visio") or chiffres.complement("entretiens_visio_n1"):
        return "Rendez-vous téléphonique (visio comprise)"
    return "Rendez-vous téléphonique"


def note_n1(chiffres: Chiffres, annee: int) -> str:
    version = chiffres.complements.get("version_publiee_n1")
    if version is not None:
        return f"Les parts de {annee} sont celles du bilan publié (version {version})."
    if "part_rdv_physique_pct_n1" not in chiffres:
        return f"Aucun entretien n'est enregistré en {annee}."
    return f"Les parts de {annee} sont recalculées selon la même définition."


def phrase_signalements(chiffres: Chiffres) -> str:
    """The sentence about the rise or fall is built from the curve, never a fixed text (F10)."""
    annee = chiffres.annee
    actuel, precedent = chiffres.get("signalements_sm"), chiffres.get("signalements_sm_n1")
    if not actuel:
        return f"Aucun signalement du Service médical n'est enregistré en {annee}."
    sujet = (
        f"Le Service médical a signalé {nombre(actuel)} assurés en {annee}"
        if actuel > 1
        else f"Le Service médical a signalé un assuré en {annee}"
    )
    if not precedent:
        return f"{sujet} ; aucun signalement n'est enregistré en {annee - 1}."
    phrase = f"{sujet}, contre {nombre(precedent)} en {annee - 1} : {_evolution(precedent, actuel)}"
    avant = chiffres.get("signalements_sm_n2")
    if avant:
        phrase += f", après {_evolution(avant, precedent)} l'année précédente"
    return insecable(phrase + ".")


def _evolution(avant: Valeur, apres: Valeur) -> str:
    if apres == avant:
        return "un nombre stable"
    sens = "hausse" if apres > avant else "baisse"
    taux = abs(demi_superieur(Decimal(apres - avant) * 100 / avant))
    return f"une {sens} de {nombre(taux)} %" if taux else f"une {sens} de moins de 1 %"


def phrase_inconnus(chiffres: Chiffres) -> str:
    inconnus = [
        f"{nom}, {nombre(chiffres.complement(f'profil_{code}_inconnus'))}"
        for code, nom in (("sexe", "sexe"), ("age", "âge"), ("risque", "risque"))
        if chiffres.complement(f"profil_{code}_inconnus")
    ]
    if not inconnus:
        return ""
    return insecable(f"Valeurs non connues, laissées hors du calcul des parts : {' ; '.join(inconnus)}.")


def note_issues(chiffres: Chiffres) -> str:
    note = (
        f"{nombre(chiffres.complement('issues_retenues'))} accompagnements PDP clos dans l'année après au moins trois "
        "entretiens."
    )
    hors = chiffres.complement("issues_hors_groupe")
    if hors:
        note += (
            f" {nombre(hors)} autres situations (toujours en arrêt, sans nouvelles, refus, déménagement, décès…) "
            "ne sont pas réparties."
        )
    return note
