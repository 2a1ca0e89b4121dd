-- missed_years: the years in which a goal that is judged each year was not met.
-- grain one row per goal, area and date of view with such years
--   goal_id VARCHAR, area_code VARCHAR, seen_on DATE, missed_years VARCHAR
SELECT
    goal_id,
    area_code,
    seen_on,
    STRING_AGG(CAST(year AS VARCHAR), '、' ORDER BY year) AS missed_years
FROM goal_years
WHERE standing = 'not_met'
GROUP BY goal_id, area_code, seen_on
