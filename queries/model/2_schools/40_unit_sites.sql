-- unit_sites: the counting unit that each rural site belongs to.
-- each_site: every site is a unit of its own. under_managing_school: a site folds into the rural school that
-- manages it (教学点 → 村小 → 中心校, up to three steps); a site managed by an urban school is a unit of its own.
-- grain one row per programme, snapshot and rural site
--   programme_id VARCHAR, as_of DATE, site_id VARCHAR, unit_id VARCHAR, area_code VARCHAR (of the unit)
SELECT
    site.programme_id,
    site.as_of,
    site.site_id,
    COALESCE(third.site_id, second.site_id, first.site_id, site.site_id) AS unit_id,
    COALESCE(third.area_code, second.area_code, first.area_code, site.area_code) AS area_code
FROM rural_sites AS site
LEFT JOIN rural_sites AS first
    ON site.counting_rule = 'under_managing_school'
    AND first.programme_id = site.programme_id
    AND first.as_of = site.as_of
    AND first.site_id = site.managing_school_id
LEFT JOIN rural_sites AS second
    ON second.programme_id = first.programme_id
    AND second.as_of = first.as_of
    AND second.site_id = first.managing_school_id
LEFT JOIN rural_sites AS third
    ON third.programme_id = second.programme_id
    AND third.as_of = second.as_of
    AND third.site_id = second.managing_school_id
ORDER BY site.programme_id, site.as_of, area_code
