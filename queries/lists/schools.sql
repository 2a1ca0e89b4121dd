-- schools: the roster of a snapshot with what the programme makes of each school.
-- grain one row per school, by area, township and name
--   school_id VARCHAR, name VARCHAR, former_name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR,
--   office_id VARCHAR, town_name VARCHAR, band VARCHAR, stage VARCHAR, is_compulsory BOOLEAN, is_quality BOOLEAN,
--   managing_school_id VARCHAR, pupils INTEGER, boarders INTEGER, teachers INTEGER, lon DOUBLE, lat DOUBLE,
--   unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place), town VARCHAR (null: all of it)
SELECT
    schools.school_id,
    schools.name,
    schools.former_name,
    schools.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    schools.office_id,
    schools.town_name,
    schools.band,
    schools.stage,
    schools.is_compulsory,
    schools.is_quality,
    schools.managing_school_id,
    schools.pupils,
    schools.boarders,
    schools.teachers,
    schools.lon,
    schools.lat,
    roles.unit_id,
    roles.is_covered,
    roles.leads,
    schools.source
FROM programme_schools AS schools
JOIN areas ON areas.area_code = schools.area_code
JOIN school_roles AS roles
    ON roles.programme_id = schools.programme_id
    AND roles.as_of = schools.as_of
    AND roles.area_code = schools.area_code
    AND roles.school_id = schools.school_id
WHERE schools.programme_id = $programme
    AND schools.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR schools.area_code = $area)
    AND COALESCE(schools.town_code = $town, CAST($town AS VARCHAR) IS NULL)
ORDER BY areas.position, schools.town_code, schools.name
