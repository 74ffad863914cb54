from django.db import migrations

from servicesocial.politiques import cle_composite, cle_parent, politique

TABLES = (
    "assure situation arrettravail signalement accompagnement axeaccompagnement referentaccompagnement entretien "
    "themeaborde rendezvous contact note brouillon preconisation demarche actionremobilisation accordaction"
).split()

PARENTS = (
    "assure",
    "accompagnement",
    "entretien",
    "signalement",
    "actionremobilisation",
)

ENFANTS = (
    ("situation", "assure_id", "assure"),
    ("arrettravail", "assure_id", "assure"),
    ("signalement", "assure_id", "assure"),
    ("signalement", "accompagnement_id", "accompagnement"),
    ("signalement", "doublon_de_id", "signalement"),
    ("accompagnement", "assure_id", "assure"),
    ("accompagnement", "precedent_id", "accompagnement"),
    ("axeaccompagnement", "accompagnement_id", "accompagnement"),
    ("referentaccompagnement", "accompagnement_id", "accompagnement"),
    ("entretien", "accompagnement_id", "accompagnement"),
    ("themeaborde", "entretien_id", "entretien"),
    ("rendezvous", "assure_id", "assure"),
    ("rendezvous", "accompagnement_id", "accompagnement"),
    ("rendezvous", "entretien_id", "entretien"),
    ("contact", "assure_id", "assure"),
    ("note", "accompagnement_id", "accompagnement"),
    ("note", "entretien_id", "entretien"),
    ("brouillon", "accompagnement_id", "accompagnement"),
    ("preconisation", "accompagnement_id", "accompagnement"),
    ("demarche", "accompagnement_id", "accompagnement"),
    ("actionremobilisation", "accompagnement_id", "accompagnement"),
    ("actionremobilisation", "renouvelle_id", "actionremobilisation"),
    ("accordaction", "action_id", "actionremobilisation"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        *(politique(f"cases_{table}") for table in TABLES),
        *(cle_parent(f"cases_{table}") for table in PARENTS),
        *(
            cle_composite(f"cases_{enfant}", colonne, f"cases_{parent}")
            for enfant, colonne, parent in ENFANTS
        ),
    ]
