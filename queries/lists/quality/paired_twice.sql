-- paired_twice: schools that are members of two or more active partnerships of one mode; partnerships without a mode count as one mode.
-- grain one row per school, mode and partnership, by area, school and mode
--   school_id VARCHAR, school_name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR,
--   band VARCHAR, stage VARCHAR, mode VARCHAR, partnership_id VARCHAR, partnership_name VARCHAR, core_school_id VARCHAR,
--   core_name VARCHAR, started_on DATE, memberships BIGINT (of the school in the mode), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
WITH joined AS (
    SELECT
        part.school_id, part.mode, part.partnership_id,
        COUNT(*) OVER (PARTITION BY part.school_id, part.mode) AS memberships
    FROM (
        SELECT DISTINCT school_id, mode, partnership_id
        FROM partnership_schools
        WHERE programme_id = $programme AND as_of = $as_of AND is_active AND NOT is_core
    ) AS part
)

SELECT
    joined.school_id,
    schools.name AS school_name,
    schools.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    schools.town_name,
    schools.band,
    schools.stage,
    joined.mode,
    joined.partnership_id,
    years.partnership_name,
    years.core_school_id,
    years.core_name,
    years.started_on,
    joined.memberships,
    years.source
FROM joined
JOIN programme_schools AS schools
    ON schools.programme_id = $programme AND schools.as_of = $as_of AND schools.school_id = joined.school_id
JOIN areas ON areas.area_code = schools.area_code
JOIN partnership_years AS years
    ON years.programme_id = $programme AND years.as_of = $as_of AND years.partnership_id = joined.partnership_id
WHERE joined.memberships > 1
    AND COALESCE(schools.area_code = $area, TRUE)
ORDER BY areas.position, schools.name, joined.school_id, joined.mode, joined.partnership_id
