-- schools: the roster of a snapshot with how the programme counts each school.
-- grain one row per school, by area, township and name
--   school_id VARCHAR, name VARCHAR, former_name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR,
--   office_id VARCHAR, town_name VARCHAR, band VARCHAR, stage VARCHAR, is_compulsory BOOLEAN, is_quality BOOLEAN,
--   managing_school_id VARCHAR, managing_name VARCHAR, pupils INTEGER, boarders INTEGER, teachers INTEGER,
--   lon DOUBLE, lat DOUBLE, unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN,
--   leads BIGINT (active partnerships led), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place), town VARCHAR (null: all of it)
SELECT
    rosters.school_id,
    rosters.name,
    rosters.former_name,
    rosters.area_code,
    rosters.area_name,
    rosters.area_name_en,
    rosters.office_id,
    rosters.town_name,
    rosters.band,
    rosters.stage,
    rosters.is_compulsory,
    rosters.is_quality,
    rosters.managing_school_id,
    managing.name AS managing_name,
    rosters.pupils,
    rosters.boarders,
    rosters.teachers,
    rosters.lon,
    rosters.lat,
    rosters.unit_id,
    rosters.is_covered,
    rosters.leads,
    rosters.source
FROM rosters
LEFT JOIN programme_schools AS managing
    ON managing.programme_id = $programme
    AND managing.as_of = $as_of
    AND managing.school_id = rosters.managing_school_id
WHERE rosters.programme_id = $programme
    AND rosters.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR rosters.area_code = $area)
    AND (CAST($town AS VARCHAR) IS NULL OR rosters.town_code = $town)
ORDER BY rosters.position, rosters.town_code, rosters.name
