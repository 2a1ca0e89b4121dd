-- schools: the roster of a snapshot with what the programme makes of each school.
-- grain one row per school, by area, township and name
--   school_id VARCHAR, name VARCHAR, former_name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR,
--   office_id VARCHAR, town_name VARCHAR, band VARCHAR, stage VARCHAR, is_compulsory BOOLEAN, is_quality BOOLEAN,
--   managing_school_id VARCHAR, pupils INTEGER, boarders INTEGER, teachers INTEGER, lon DOUBLE, lat DOUBLE,
--   unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place), town VARCHAR (null: all of it)
SELECT
    school_id,
    name,
    former_name,
    area_code,
    area_name,
    area_name_en,
    office_id,
    town_name,
    band,
    stage,
    is_compulsory,
    is_quality,
    managing_school_id,
    pupils,
    boarders,
    teachers,
    lon,
    lat,
    unit_id,
    is_covered,
    leads,
    source
FROM rosters
WHERE programme_id = $programme
    AND as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR area_code = $area)
    AND (CAST($town AS VARCHAR) IS NULL OR town_code = $town)
ORDER BY position, town_code, name
