-- used_areas: the areas of a place that have a school in any snapshot.
-- grain one row per area
--   area_code VARCHAR
-- parameters place VARCHAR
SELECT DISTINCT area_code FROM programme_schools WHERE place_code = $place
