-- members: every school that a partnership listed as a member up to a snapshot, and how it is counted.
-- A school that is no longer listed has the facts of the roster when it was last listed.
-- grain one row per school, those still listed first, then by the day they were first listed and by name
--   school_id VARCHAR, name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR,
--   band VARCHAR, stage VARCHAR, pupils INTEGER, lon DOUBLE, lat DOUBLE, core_lon DOUBLE, core_lat DOUBLE,
--   first_on DATE, last_on DATE (first and last snapshot that list it), is_member BOOLEAN, unit_id VARCHAR, unit_name VARCHAR,
--   counts_as VARCHAR (counted, folded, or why not counted: former, inactive, lead, stage, band)
-- parameters programme VARCHAR, as_of DATE, partnership VARCHAR, within VARCHAR (null: everywhere; else only those of one area)
WITH listed AS (
    SELECT school_id, MIN(as_of) AS first_on, MAX(as_of) AS last_on
    FROM partnership_members
    WHERE programme_id = $programme AND partnership_id = $partnership AND as_of <= $as_of
    GROUP BY school_id
)

SELECT
    listed.school_id,
    COALESCE(schools.name, listed.school_id) AS name,
    schools.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    schools.town_name,
    schools.band,
    schools.stage,
    schools.pupils,
    schools.lon,
    schools.lat,
    core.lon AS core_lon,
    core.lat AS core_lat,
    listed.first_on,
    listed.last_on,
    listed.last_on = $as_of AS is_member,
    schools.unit_id,
    units.name AS unit_name,
    CASE
        WHEN listed.last_on < $as_of THEN 'former'
        WHEN NOT years.is_active THEN 'inactive'
        WHEN NOT years.is_qualifying THEN 'lead'
        WHEN schools.unit_id = schools.school_id THEN 'counted'
        WHEN schools.unit_id IS NOT NULL THEN 'folded'
        WHEN NOT COALESCE(schools.is_compulsory, FALSE) THEN 'stage'
        ELSE 'band'
    END AS counts_as
FROM listed
JOIN partnership_years AS years
    ON years.programme_id = $programme AND years.partnership_id = $partnership AND years.as_of = listed.last_on
LEFT JOIN school_years AS schools
    ON schools.programme_id = $programme AND schools.as_of = listed.last_on AND schools.school_id = listed.school_id
LEFT JOIN areas ON areas.area_code = schools.area_code
LEFT JOIN school_years AS core
    ON core.programme_id = $programme AND core.as_of = listed.last_on AND core.school_id = years.core_school_id
LEFT JOIN school_years AS units
    ON units.programme_id = $programme AND units.as_of = listed.last_on AND units.school_id = schools.unit_id
WHERE CAST($within AS VARCHAR) IS NULL OR schools.area_code = $within
ORDER BY is_member DESC, listed.first_on, schools.name, listed.school_id
