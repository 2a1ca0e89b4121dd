-- school_roles: what a school is to its programme: its counting unit, whether that is paired, how many it leads.
-- grain one row per programme, snapshot and school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (of the school), school_id VARCHAR, unit_id VARCHAR (null: not
--   a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led)
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id,
    sites.unit_id,
    units.is_covered,
    COALESCE(leads.partnerships, 0) AS leads
FROM programme_schools AS schools
LEFT JOIN unit_sites AS sites
    ON sites.programme_id = schools.programme_id AND sites.as_of = schools.as_of AND sites.site_id = schools.school_id
LEFT JOIN counting_units AS units
    ON units.programme_id = sites.programme_id AND units.as_of = sites.as_of AND units.unit_id = sites.unit_id
LEFT JOIN (
    SELECT programme_id, as_of, core_school_id, COUNT(*) AS partnerships
    FROM judged_partnerships
    WHERE is_active
    GROUP BY programme_id, as_of, core_school_id
) AS leads
    ON leads.programme_id = schools.programme_id AND leads.as_of = schools.as_of AND leads.core_school_id = schools.school_id
ORDER BY schools.programme_id, schools.as_of, schools.area_code
