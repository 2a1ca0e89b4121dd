-- area_towns: the townships of an area that have at least one school.
-- grain one row per township, by code
--   town_code VARCHAR, town_name VARCHAR, schools BIGINT
-- parameters programme VARCHAR, as_of DATE, area VARCHAR
SELECT town_code, MIN(town_name) AS town_name, COUNT(*) AS schools
FROM programme_schools
WHERE programme_id = $programme AND as_of = $as_of AND area_code = $area AND town_code IS NOT NULL
GROUP BY town_code
ORDER BY town_code
