-- years: goals that are judged each year, year by year, in each area where they are judged.
-- grain one row per goal, judged area and year, the place first
--   goal_id VARCHAR, area_code VARCHAR, year INTEGER, as_of DATE, numerator DOUBLE, denominator DOUBLE,
--   standing VARCHAR
-- parameters programme VARCHAR, as_of DATE (the date of the view: later snapshots are ignored)
SELECT
    years.goal_id,
    years.area_code,
    years.year,
    years.as_of,
    years.numerator,
    years.denominator,
    years.standing
FROM goal_years AS years
JOIN goals ON goals.goal_id = years.goal_id
JOIN areas ON areas.area_code = years.area_code
WHERE goals.programme_id = $programme AND years.seen_on = $as_of
ORDER BY goals.position, areas.position, years.year
