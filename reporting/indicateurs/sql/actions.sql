-- Actions really started whose first day lies in the year (F8), by unit of the first day, type and duration.
SELECT
    site.departement_id AS unite, -- [F8-unite-du-site] sinon : action.departement_id AS unite,
    action.type,
    coalesce(dispositif.finance_am, false) AS finance_am,
    action.au IS NOT NULL
        AND action.au < action.du + interval '6 months' -- [F8-six-mois] sinon : AND action.au <= action.du + interval '6 months'
        AS moins_de_six_mois,
    count(*) AS nombre
FROM cases_actionremobilisation AS action
JOIN partners_site AS site ON site.id = action.site_id
LEFT JOIN partners_dispositiflocal AS dispositif ON dispositif.id = action.dispositif_id
WHERE true
    AND action.du >= make_date(%(annee)s, 1, 1) -- [F8-premier-jour] sinon : AND coalesce(action.au, action.du) >= make_date(%(annee)s, 1, 1)
    AND action.du <= make_date(%(annee)s, 12, 31) -- [F8-fin-d-annee]
    AND action.etat IN ('en_cours', 'terminee', 'abandonnee') -- [F8-demarree]
    AND action.renouvelle_id IS NULL -- [F8-renouvellement]
    AND action.annule_le IS NULL -- [F8-annule]
GROUP BY 1, 2, 3, 4
