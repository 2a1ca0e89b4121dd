-- modes: the numbers of active partnerships, members, and pairings across county and city borders, by mode.
-- grain one row per mode, largest first
--   mode VARCHAR, partnerships BIGINT, members BIGINT, schools BIGINT (members, each counted once),
--   crossing_areas BIGINT (pairings whose core is in another area), crossing_city BIGINT (pairings whose core is outside the place)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place; else core or member in it)
SELECT
    mode,
    COUNT(DISTINCT partnership_id) AS partnerships,
    COUNT(*) AS members,
    COUNT(DISTINCT member_id) AS schools,
    COUNT(CASE WHEN crosses_area THEN 1 END) AS crossing_areas,
    COUNT(CASE WHEN crosses_city THEN 1 END) AS crossing_city
FROM pairings
WHERE programme_id = $programme
    AND as_of = $as_of
    AND is_active
    AND (CAST($area AS VARCHAR) IS NULL OR member_area_code = $area OR core_area_code = $area)
GROUP BY mode
ORDER BY partnerships DESC, mode
