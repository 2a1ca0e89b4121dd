-- partnerships: the partnerships of an area, to choose one from.
-- grain one row per partnership, by area, those in use first, then by core school
--   partnership_id VARCHAR, partnership_name VARCHAR, core_name VARCHAR, mode VARCHAR, area_code VARCHAR,
--   area_name VARCHAR, area_name_en VARCHAR, state VARCHAR (active, ended, upcoming), is_qualifying BOOLEAN,
--   started_on DATE, members BIGINT
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    years.partnership_id,
    years.partnership_name,
    years.core_name,
    years.mode,
    years.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    years.state,
    years.is_qualifying,
    years.started_on,
    years.members
FROM partnership_years AS years
JOIN areas ON areas.area_code = years.area_code
WHERE years.programme_id = $programme
    AND years.as_of = $as_of
    AND COALESCE(years.area_code = $area, TRUE)
ORDER BY areas.position, years.state, years.core_name, years.partnership_id
