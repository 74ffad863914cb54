-- Signalements of the Service médical received (F10), by unit of the receiving site, years N, N-1 and N-2.
SELECT
    site.departement_id AS unite, -- [F10-unite-du-site] sinon : signalement.departement_id AS unite,
    extract(year FROM signalement.recu_le)::int AS annee, -- [F10-recu-le] sinon : extract(year FROM least(signalement.echeance, make_date(%(annee)s, 12, 31)))::int AS annee,
    count(*) AS nombre
FROM cases_signalement AS signalement
JOIN partners_site AS site ON site.id = signalement.site_id
JOIN partners_originesignalement AS origine ON origine.id = signalement.origine_id
WHERE true
    AND signalement.recu_le >= make_date(%(annee)s - 2, 1, 1)
    AND signalement.recu_le <= make_date(%(annee)s, 12, 31)
    AND origine.famille = 'service_medical' -- [F10-origine]
    AND signalement.etat <> 'doublon' -- [F10-doublon]
    AND signalement.annule_le IS NULL -- [F10-annule]
GROUP BY 1, 2
