"""What no constraint of the database says, and the profession does."""

from tests.cases.reprise.contenu_annuaire import NIR_LUCIE
from tests.cases.reprise.faute import ajouter, modifier

FAUTES_DE_METIER = (
    modifier("", "accompagnements", "precedent", "s'ouvre après", 1, precedent="A-2"),
    modifier("", "accompagnements", "precedent", "en boucle", 1, precedent="A-2"),
    modifier("", "accompagnements", "precedent", "ne se suit pas lui-même", precedent="A-2"),
    modifier("", "accompagnements", "ouvert_le", "n'a pas d'axe", ouvert_le="2022-02-28"),
    ajouter(
        "",
        "accompagnements",
        "ouvert_le",
        "n'a pas de référent",
        2,
        reference="A-4",
    ),
    modifier("", "axes", "du", "précède l'ouverture", 2, du="2022-02-01"),
    modifier("", "axes", "du", "suit la clôture", 2, du="2023-02-01"),
    modifier("", "referents", "du", "précède l'ouverture", 1, du="2023-05-01"),
    modifier("", "entretiens", "date", "précède l'ouverture", 1, date="2023-05-01"),
    modifier("", "preconisations", "realisee_le", "La réalisation précède", realisee_le="2022-02-01"),
    modifier(
        "",
        "demarches",
        "le",
        "suit la clôture",
        le="2023-02-01",
        annule_le="",
        annule_par="",
        motif_annulation="",
    ),
    modifier("", "actions", "du", "précède l'ouverture", 1, du="2022-02-01"),
    ajouter(
        "", "actions", "renouvelle", "commence après", 1, reference="AC-4", du="2022-04-01", renouvelle="AC-1"
    ),
    modifier("", "signalements", "assure", "désigne aussi l'assuré", assure=""),
    modifier("", "signalements", "qualifie_le", "précède la réception", qualifie_le="2022-02-13"),
    modifier("", "signalements", "clos_le", "précède une étape", clos_le="2022-02-15"),
    modifier("", "signalements", "echeance", "précède la réception", echeance="2022-02-13"),
    modifier("", "assures", "decede_le", "Le décès précède la naissance.", decede_le="1970-01-01"),
    modifier("", "assures", "date_naissance", "dans l'avenir", 1, date_naissance="2099-01-01"),
    modifier("", "assures", "nir", "La clé de ce NIR", nir=NIR_LUCIE + "00"),
    modifier("", "contacts", "agent", "Code inconnu.", agent="claire.martn@exemple.fr"),
    modifier("", "entretiens", "annule_le", "sans date d'annulation", annule_le=""),
    modifier(
        "",
        "rendez_vous",
        "debut",
        "suit la clôture",
        etat="prevu",
        entretien="",
        debut="2023-02-01T10:00:00+01:00",
    ),
)
