-- figures_since: the figures of every indicator that a programme has a goal on, at one snapshot and at an earlier one.
-- grain one row per indicator and area, the place first
--   indicator_id VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, level VARCHAR,
--   format VARCHAR (% or number), direction VARCHAR, numerator DOUBLE, denominator DOUBLE,
--   numerator_before DOUBLE, denominator_before DOUBLE (null: no figure at that date)
-- parameters programme VARCHAR, as_of DATE, since DATE (the earlier snapshot)
SELECT
    figures.indicator_id,
    figures.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    figures.level,
    indicators.format,
    indicators.direction,
    figures.numerator,
    figures.denominator,
    earlier.numerator AS numerator_before,
    earlier.denominator AS denominator_before
FROM area_figures AS figures
JOIN areas ON areas.area_code = figures.area_code
JOIN indicators ON indicators.indicator_id = figures.indicator_id
JOIN (
    SELECT programme_id, indicator_id, MIN(position) AS position
    FROM goals
    GROUP BY programme_id, indicator_id
) AS promised
    ON promised.programme_id = figures.programme_id AND promised.indicator_id = figures.indicator_id
LEFT JOIN area_figures AS earlier
    ON earlier.programme_id = figures.programme_id
    AND earlier.indicator_id = figures.indicator_id
    AND earlier.area_code = figures.area_code
    AND earlier.as_of = $since
WHERE figures.programme_id = $programme AND figures.as_of = $as_of
ORDER BY promised.position, areas.position
