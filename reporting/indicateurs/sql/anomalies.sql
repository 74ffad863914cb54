-- What the controls name: records of the year that an identity cannot hold with, and open dossiers not seen.
SELECT
    site.departement_id AS unite,
    'entretien_sans_axe' AS controle,
    entretien.uuid
FROM cases_entretien AS entretien
JOIN partners_site AS site ON site.id = entretien.site_id
WHERE entretien.date BETWEEN make_date(%(annee)s, 1, 1) AND make_date(%(annee)s, 12, 31)
    AND entretien.annule_le IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM cases_axeaccompagnement AS histoire
        WHERE histoire.accompagnement_id = entretien.accompagnement_id AND histoire.du <= entretien.date
    )
UNION ALL
SELECT
    site.departement_id AS unite,
    'entretien_hors_accompagnement' AS controle,
    entretien.uuid
FROM cases_entretien AS entretien
JOIN partners_site AS site ON site.id = entretien.site_id
JOIN cases_accompagnement AS accompagnement ON accompagnement.id = entretien.accompagnement_id
WHERE entretien.date BETWEEN make_date(%(annee)s, 1, 1) AND make_date(%(annee)s, 12, 31)
    AND entretien.annule_le IS NULL
    AND (
        entretien.date < accompagnement.ouvert_le
        OR entretien.date > accompagnement.clos_le
        OR accompagnement.annule_le IS NOT NULL
    )
UNION ALL
SELECT
    site.departement_id AS unite,
    'dossier_ouvert_sans_entretien' AS controle,
    accompagnement.uuid
FROM cases_accompagnement AS accompagnement
JOIN partners_site AS site ON site.id = accompagnement.site_id
WHERE accompagnement.annule_le IS NULL
    AND accompagnement.ouvert_le <= make_date(%(annee)s, 12, 31)
    AND (accompagnement.clos_le IS NULL OR accompagnement.clos_le > make_date(%(annee)s, 12, 31))
    AND NOT EXISTS (
        SELECT 1 FROM cases_entretien AS entretien
        WHERE entretien.accompagnement_id = accompagnement.id
            AND entretien.annule_le IS NULL
            AND entretien.date BETWEEN make_date(%(annee)s, 1, 1) AND make_date(%(annee)s, 12, 31)
    )
