-- reporting_areas: the areas in which an indicator has data; in a county-level city, data of one township counts as data of the county.
-- grain one row per programme, indicator, snapshot and area
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR
SELECT programme_id, indicator_id, as_of, area_code
FROM area_totals
UNION
SELECT totals.programme_id, totals.indicator_id, totals.as_of, areas.area_code
FROM area_totals AS totals
JOIN areas AS told ON told.area_code = totals.area_code AND told.level IN ('township', 'unassigned')
JOIN areas ON areas.place_code = told.place_code AND areas.level IN ('township', 'unassigned')
