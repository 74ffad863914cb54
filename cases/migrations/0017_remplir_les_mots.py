from django.db import migrations

# In a migration of its own: a table with pending checks of foreign keys cannot be altered.
REMPLIR = """
INSERT INTO cases_motdunom (assure_id, departement_id, mot, inverse)
    SELECT DISTINCT assure.id, assure.departement_id, mot, reverse(mot)
    FROM cases_assure AS assure, regexp_split_to_table(assure.nom_recherche, ' ') AS mot
    WHERE mot <> '';
"""


class Migration(migrations.Migration):

    dependencies = [('cases', '0016_mots_des_noms')]

    operations = [migrations.RunSQL(REMPLIR, "DELETE FROM cases_motdunom")]
