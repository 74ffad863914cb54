"""Sentences of the notes: sober, about work and rights, never a diagnosis nor a judgement.

Serves no published figure: gives its texts to each entretien that one counts, and to those of the scene.
"""

from reporting.demo.recit.hasard import Hasard

OUVERTURES = {
    "PDP": (
        "La personne est en arrêt de travail depuis plusieurs mois et s'interroge sur la reprise de son poste.",
        "Entretien consacré au lien avec l'employeur et aux suites de l'arrêt.",
        "La personne souhaite reprendre une activité mais pense que son poste actuel ne convient plus.",
        "Point sur les démarches engagées depuis le dernier échange.",
        "La personne évoque la charge physique de son poste et les restrictions annoncées par le médecin du travail.",
        "L'échéance des indemnités journalières et la suite du parcours professionnel sont abordées.",
        "La personne a rencontré son employeur et souhaite préparer la visite de pré-reprise.",
        "Le projet de reconversion est précisé au regard de ses acquis et de ses contraintes familiales.",
    ),
    "SPS": (
        "La personne sollicite le service pour faire le point sur ses droits.",
        "Baisse de ressources depuis l'arrêt de travail ; le budget est repris poste par poste.",
        "La personne rencontre des difficultés pour financer des soins.",
        "Entretien centré sur l'organisation du quotidien après le retour à domicile.",
        "La personne souhaite comprendre les conditions d'attribution de la pension d'invalidité.",
        "Point sur la demande de complémentaire santé et les justificatifs attendus.",
    ),
    "RAD": (
        "Évaluation des besoins d'aide après l'hospitalisation.",
        "Point sur les aides mises en place au domicile.",
    ),
    "BV": (
        "Échange sur le passage à la retraite et la vie sociale.",
        "Point sur le logement et les déplacements.",
    ),
}
FAITS = (
    "Les droits ont été expliqués et les documents utiles remis.",
    "Un courrier à l'employeur a été préparé ensemble.",
    "La personne donne son accord pour un échange avec le service de prévention et de santé au travail.",
    "Le dossier auprès de la maison départementale des personnes handicapées est en cours de constitution.",
    "La demande d'aide financière est complétée ; il manque le dernier avis d'imposition.",
    "Le bilan de compétences est présenté ; la personne souhaite prendre le temps d'y réfléchir.",
    "L'essai encadré est évoqué comme une étape possible.",
    "La personne a pris contact avec Cap emploi et attend un rendez-vous.",
    "Le temps partiel thérapeutique est envisagé avec l'accord du médecin traitant.",
    "La prévoyance de l'entreprise n'a pas encore été sollicitée ; la marche à suivre est expliquée.",
    "Les ressources et les charges ont été listées, un échéancier est à demander.",
    "Le relais avec France Travail est préparé.",
)
RESSOURCES = (
    "La personne est entourée et se dit soutenue par ses proches.",
    "Elle dispose d'une longue expérience et de compétences transférables.",
    "Les trajets restent difficiles faute de véhicule.",
    "Elle se montre active dans ses démarches.",
    "La garde des enfants limite ses disponibilités.",
    "Elle demande que les échanges aient lieu par téléphone.",
)
SUITES = (
    "Nouveau rendez-vous dans un mois.",
    "La personne rappellera après la visite de pré-reprise.",
    "Échange prévu avec l'employeur, avec son accord.",
    "Un point sera fait à réception de la décision.",
    "Le dossier sera revu avec la CPAM.",
    "La clôture est envisagée au prochain entretien.",
)
ADMINISTRATIVES = (
    "Justificatifs reçus et transmis à la CPAM.",
    "Coordonnées mises à jour.",
    "Rendez-vous confirmé par téléphone.",
    "Attestation de l'employeur demandée.",
    "Courrier de proposition de rendez-vous envoyé.",
)
SECRETES = (
    "Éléments de vie personnelle confiés par la personne, qui ne souhaite pas qu'ils soient transmis.",
    "La personne demande que la situation familiale évoquée reste entre elle et le service.",
    "Échange sur des difficultés relationnelles au travail, à ne pas partager sans son accord.",
)
PROCHAINES = (
    "Visite de pré-reprise",
    "Appel de l'employeur",
    "Dépôt du dossier MDPH",
    "Point sur les ressources",
    "Rencontre avec Cap emploi",
    "Bilan de l'action",
)


def synthese(alea: Hasard, axe: str) -> str:
    """A few sentences of a synthesis."""
    phrases = [alea.choice(OUVERTURES[axe]), alea.choice(FAITS)]
    if alea.random() < 0.6:
        phrases.append(alea.choice(RESSOURCES))
    if alea.random() < 0.35:
        phrases.insert(2, alea.choice(FAITS))
    phrases.append(alea.choice(SUITES))
    return " ".join(dict.fromkeys(phrases))
