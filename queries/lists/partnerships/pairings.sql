-- pairings: the pairings of one snapshot: each member of a partnership with its core school.
-- grain one row per partnership and member
--   partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR, written_mode VARCHAR, started_on DATE,
--   ended_on DATE, is_active BOOLEAN, is_qualifying BOOLEAN, is_counted BOOLEAN (pairs a rural unit),
--   state VARCHAR (active, ended, upcoming), core_school_id VARCHAR, core_name VARCHAR,
--   core_place VARCHAR, core_area_code VARCHAR, core_lon DOUBLE, core_lat DOUBLE, member_id VARCHAR,
--   member_name VARCHAR, member_area_code VARCHAR, member_band VARCHAR, member_stage VARCHAR, member_pupils INTEGER,
--   member_lon DOUBLE, member_lat DOUBLE, crosses_area BOOLEAN, crosses_city BOOLEAN, source VARCHAR,
--   border VARCHAR (inside, area, city; no_core)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place; else core or member in it),
--   town VARCHAR (null: all of it; else core or member in it)
SELECT
    partnership_id,
    partnership_name,
    mode,
    written_mode,
    started_on,
    ended_on,
    is_active,
    is_qualifying,
    is_counted,
    state,
    core_school_id,
    core_name,
    core_place,
    core_area_code,
    core_lon,
    core_lat,
    member_id,
    member_name,
    member_area_code,
    member_band,
    member_stage,
    member_pupils,
    member_lon,
    member_lat,
    crosses_area,
    crosses_city,
    source,
    border
FROM pairings
WHERE programme_id = $programme
    AND as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR member_area_code = $area OR core_area_code = $area)
    AND (CAST($town AS VARCHAR) IS NULL OR member_town_code = $town OR core_town_code = $town)
ORDER BY partnership_id, member_id
