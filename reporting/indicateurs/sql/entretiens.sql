-- Entretiens that count (F0) in the year and in the year before, by unit (F1), axis of the day (F3), mode (F5).
-- A line ending with a tag such as [F0-annule] is a clause of the decided definitions; `bench/clauses.py`
-- removes it, or puts what follows « sinon : », and checks that a published figure becomes wrong.
SELECT
    site.departement_id AS unite, -- [F1-unite-du-site] sinon : entretien.departement_id AS unite,
    entretien.date >= make_date(%(annee)s, 1, 1) AS de_l_annee, -- [F0-debut-d-annee] sinon : entretien.date >= make_date(%(annee)s - 1, 12, 25) AS de_l_annee,
    axe.axe AS axe,
    entretien.mode AS mode,
    count(*) AS nombre
FROM cases_entretien AS entretien
JOIN cases_accompagnement AS accompagnement ON accompagnement.id = entretien.accompagnement_id
JOIN partners_site AS site
    ON site.id = entretien.site_id -- [F1-site-de-l-acte] sinon : ON site.id = accompagnement.site_id
LEFT JOIN LATERAL (
    SELECT histoire.axe
    FROM cases_axeaccompagnement AS histoire
    WHERE histoire.accompagnement_id = entretien.accompagnement_id
        AND histoire.du <= entretien.date -- [F3-axe-du-jour]
    ORDER BY histoire.du DESC
    LIMIT 1
) AS axe ON true
WHERE true
    AND entretien.date >= make_date(%(annee)s - 1, 1, 1)
    AND entretien.date <= make_date(%(annee)s, 12, 31) -- [F0-fin-d-annee] sinon : AND entretien.date <= make_date(%(annee)s + 1, 1, 7)
    AND entretien.annule_le IS NULL -- [F0-annule]
GROUP BY 1, 2, 3, 4
