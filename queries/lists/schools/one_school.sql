-- one_school: one school at every snapshot that lists it, with how the programme counts it, oldest first.
-- grain one row per snapshot
--   programme_id VARCHAR, school_id VARCHAR, as_of DATE, name VARCHAR, former_name VARCHAR, area_code VARCHAR,
--   town_code VARCHAR, town_name VARCHAR, band VARCHAR, stage VARCHAR, is_compulsory BOOLEAN, is_quality BOOLEAN,
--   managing_school_id VARCHAR, pupils INTEGER, boarders INTEGER, teachers INTEGER, lon DOUBLE, lat DOUBLE,
--   unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led),
--   joins BIGINT (active partnerships it is a member of), area_name VARCHAR, area_name_en VARCHAR,
--   managing_name VARCHAR, unit_name VARCHAR
-- parameters programme VARCHAR, school VARCHAR, within VARCHAR (null: everywhere; else only while it lay in one area)
SELECT
    years.*,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    managing.name AS managing_name,
    units.name AS unit_name
FROM school_years AS years
JOIN areas ON areas.area_code = years.area_code
LEFT JOIN school_years AS managing
    ON managing.programme_id = $programme
    AND managing.as_of = years.as_of
    AND managing.school_id = years.managing_school_id
LEFT JOIN school_years AS units
    ON units.programme_id = $programme AND units.as_of = years.as_of AND units.school_id = years.unit_id
WHERE years.programme_id = $programme AND years.school_id = $school
    AND (CAST($within AS VARCHAR) IS NULL OR years.area_code = $within)
ORDER BY years.as_of
