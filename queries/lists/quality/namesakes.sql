-- namesakes: schools of one county with the same name, which a pairing list cannot tell apart.
-- grain one row per school, by name
--   school_id VARCHAR, name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR,
--   band VARCHAR, stage VARCHAR, pupils INTEGER, namesakes BIGINT (schools of the county with the name), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
WITH named AS (
    SELECT *, COUNT(*) OVER (PARTITION BY county_code, name) AS namesakes
    FROM programme_schools
    WHERE programme_id = $programme AND as_of = $as_of
)

SELECT
    named.school_id,
    named.name,
    named.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    named.town_name,
    named.band,
    named.stage,
    named.pupils,
    named.namesakes,
    named.source
FROM named
JOIN areas ON areas.area_code = named.area_code
WHERE named.namesakes > 1
    AND COALESCE(named.area_code = $area, TRUE)
ORDER BY named.county_code, named.name, named.school_id
