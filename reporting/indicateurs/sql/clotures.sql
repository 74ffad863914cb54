-- Accompagnements closed in the year (F6, F7), by unit of the site at closing, axis at closing, outcome and
-- whether at least three entretiens were held between opening and closing.
WITH clos AS (
    SELECT
        site.departement_id AS unite, -- [F7-unite-du-site] sinon : accompagnement.departement_id AS unite,
        accompagnement.id,
        accompagnement.ouvert_le,
        accompagnement.clos_le,
        situation.groupe
    FROM cases_accompagnement AS accompagnement
    JOIN partners_site AS site
        ON site.id = accompagnement.site_cloture_id -- [F7-site-a-la-cloture] sinon : ON site.id = accompagnement.site_id
    JOIN partners_situationcloture AS situation ON situation.id = accompagnement.situation_cloture_id
    WHERE true
        AND accompagnement.clos_le >= make_date(%(annee)s, 1, 1) -- [F6-debut-d-annee] sinon : AND accompagnement.clos_le >= make_date(%(annee)s - 1, 1, 1)
        AND accompagnement.clos_le <= make_date(%(annee)s, 12, 31) -- [F6-fin-d-annee]
        AND accompagnement.annule_le IS NULL -- [F6-annule]
)
SELECT
    clos.unite,
    axe.axe,
    clos.groupe,
    entretiens.nombre >= 3 AS trois_entretiens, -- [F7-trois-entretiens] sinon : true AS trois_entretiens,
    count(*) AS nombre,
    sum(clos.clos_le - clos.ouvert_le) AS jours
FROM clos
LEFT JOIN LATERAL (
    SELECT histoire.axe
    FROM cases_axeaccompagnement AS histoire
    WHERE histoire.accompagnement_id = clos.id AND histoire.du <= clos.clos_le
    ORDER BY
        histoire.du DESC -- [F7-axe-a-la-cloture] sinon : histoire.du ASC
    LIMIT 1
) AS axe ON true
CROSS JOIN LATERAL (
    SELECT count(*) AS nombre
    FROM cases_entretien AS entretien
    WHERE entretien.accompagnement_id = clos.id
        AND entretien.date BETWEEN clos.ouvert_le AND clos.clos_le -- [F7-toutes-annees] sinon : AND extract(year FROM entretien.date) = %(annee)s
        AND entretien.annule_le IS NULL -- [F7-entretien-annule]
) AS entretiens
GROUP BY 1, 2, 3, 4
