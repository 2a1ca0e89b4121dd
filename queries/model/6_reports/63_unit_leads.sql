-- unit_leads: the qualifying core schools of each paired unit, and the date of its first pairing with them.
-- grain one row per programme, snapshot and paired unit
--   programme_id VARCHAR, as_of DATE, unit_id VARCHAR, area_code VARCHAR, core_names VARCHAR, started_on DATE
SELECT
    units.programme_id,
    units.as_of,
    units.unit_id,
    units.area_code,
    STRING_AGG(DISTINCT paired.core_name, '、') AS core_names,
    MIN(paired.started_on) AS started_on
FROM (SELECT DISTINCT programme_id, as_of, unit_id, area_code FROM unit_sites) AS units
JOIN paired_units AS paired
    ON paired.programme_id = units.programme_id AND paired.as_of = units.as_of AND paired.unit_id = units.unit_id
GROUP BY units.programme_id, units.as_of, units.unit_id, units.area_code
ORDER BY units.programme_id, units.as_of, units.area_code
