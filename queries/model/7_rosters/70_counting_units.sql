-- counting_units: the rural counting units of a programme (农村学校计数单元), and whether each is paired.
-- grain one row per programme, snapshot and counting unit
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR, unit_id VARCHAR, sites BIGINT (schools and teaching
--   points of the unit), is_covered BOOLEAN
SELECT
    sites.programme_id,
    sites.as_of,
    sites.area_code,
    sites.unit_id,
    COUNT(DISTINCT sites.site_id) AS sites,
    COUNT(paired.unit_id) > 0 AS is_covered
FROM unit_sites AS sites
LEFT JOIN paired_units AS paired
    ON paired.programme_id = sites.programme_id
    AND paired.as_of = sites.as_of
    AND paired.unit_id = sites.unit_id
GROUP BY sites.programme_id, sites.as_of, sites.area_code, sites.unit_id
ORDER BY sites.programme_id, sites.as_of, sites.area_code
