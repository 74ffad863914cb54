-- Team: distinct people by unit and function whose affectation is valid on 31/12 (F9).
SELECT
    coalesce(site.departement_id, affectation.departement_id) AS unite,
    metier.fonction,
    count(
        DISTINCT affectation.agent_id -- [F9-personnes-distinctes] sinon : affectation.agent_id
    ) AS nombre
FROM partners_affectation AS affectation
JOIN partners_metier AS metier ON metier.id = affectation.metier_id
LEFT JOIN partners_site AS site ON site.id = affectation.site_id
WHERE affectation.region_id IS NULL
    AND affectation.du <= make_date(%(annee)s, 12, 31) -- [F9-du]
    AND (affectation.au IS NULL OR affectation.au >= make_date(%(annee)s, 12, 31)) -- [F9-au]
GROUP BY 1, 2
