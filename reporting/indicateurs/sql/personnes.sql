-- People seen in the year (F2), one row by person and unit, classed by their last entretien there (F3, F4).
WITH dernier AS (
    SELECT
        DISTINCT ON (unite, assure_id) -- [F2-personnes-distinctes] sinon :
        site.departement_id AS unite, -- [F2-unite-du-site] sinon : entretien.departement_id AS unite,
        accompagnement.assure_id,
        accompagnement.risque_id,
        entretien.accompagnement_id,
        entretien.date
    FROM cases_entretien AS entretien
    JOIN partners_site AS site ON site.id = entretien.site_id
    JOIN cases_accompagnement AS accompagnement ON accompagnement.id = entretien.accompagnement_id
    WHERE true
        AND entretien.date >= make_date(%(annee)s, 1, 1) -- [F2-debut-d-annee] sinon : AND entretien.date >= make_date(%(annee)s - 1, 12, 25)
        AND entretien.date <= make_date(%(annee)s, 12, 31) -- [F2-fin-d-annee] sinon : AND entretien.date <= make_date(%(annee)s + 1, 1, 7)
        AND entretien.annule_le IS NULL -- [F2-annule]
    ORDER BY
        unite,
        accompagnement.assure_id,
        entretien.date DESC, -- [F3-dernier-entretien] sinon : entretien.date ASC,
        entretien.saisi_le DESC, -- Of one day: the last recorded, whatever the order in which a reprise loaded them.
        entretien.id DESC
)
SELECT
    dernier.unite,
    axe.axe,
    assure.sexe,
    %(annee)s - extract(year FROM assure.date_naissance)::int AS age, -- [F4-age-au-31-decembre] sinon : extract(year FROM age(dernier.date, assure.date_naissance))::int AS age,
    risque.classe,
    count(*) AS nombre
FROM dernier
JOIN cases_assure AS assure ON assure.id = dernier.assure_id
LEFT JOIN partners_typerisque AS risque ON risque.id = dernier.risque_id
LEFT JOIN LATERAL (
    SELECT histoire.axe
    FROM cases_axeaccompagnement AS histoire
    WHERE histoire.accompagnement_id = dernier.accompagnement_id
        AND histoire.du <= dernier.date -- [F3-axe-de-la-personne]
    ORDER BY histoire.du DESC
    LIMIT 1
) AS axe ON true
GROUP BY 1, 2, 3, 4, 5
