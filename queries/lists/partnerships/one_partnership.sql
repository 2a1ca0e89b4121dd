-- one_partnership: one partnership at every snapshot that lists it, with the facts of its core school from the roster, oldest first.
-- grain one row per snapshot
--   programme_id VARCHAR, place_code VARCHAR, partnership_id VARCHAR, as_of DATE, partnership_name VARCHAR, mode VARCHAR,
--   written_mode VARCHAR, core_school_id VARCHAR, core_name VARCHAR, core_place VARCHAR, core_is_quality BOOLEAN (by the
--   roster, else as the list states it), area_code VARCHAR, started_on DATE, ended_on DATE, state VARCHAR (active,
--   ended, upcoming), is_active BOOLEAN, is_qualifying BOOLEAN, plan_filed BOOLEAN, is_quality_group BOOLEAN,
--   members BIGINT, counted BIGINT (members it pairs as rural sites), source VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, core_band VARCHAR, core_lon DOUBLE, core_lat DOUBLE, core_area_code VARCHAR,
--   town_code VARCHAR (of the core), town_name VARCHAR
-- parameters programme VARCHAR, partnership VARCHAR,
--   within VARCHAR (null: everywhere; else only while it was filed under one area, or led or joined by a school there)
SELECT
    years.* REPLACE (COALESCE(core.is_quality, years.core_is_quality) AS core_is_quality),
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    core.band AS core_band,
    core.lon AS core_lon,
    core.lat AS core_lat,
    core.area_code AS core_area_code,
    core.town_code,
    core.town_name
FROM partnership_years AS years
LEFT JOIN areas ON areas.area_code = years.area_code
LEFT JOIN school_years AS core
    ON core.programme_id = years.programme_id AND core.as_of = years.as_of AND core.school_id = years.core_school_id
WHERE years.programme_id = $programme AND years.partnership_id = $partnership
    AND (
        CAST($within AS VARCHAR) IS NULL OR years.area_code = $within OR core.area_code = $within
        OR years.as_of IN (
            SELECT as_of FROM pairing_members
            WHERE programme_id = $programme AND partnership_id = $partnership AND area_code = $within
        )
    )
ORDER BY years.as_of
