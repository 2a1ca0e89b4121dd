-- goal_figures: every figure a goal is judged by, at every snapshot, and whether it meets the goal there.
-- Judged at the place; goals of scope 'county' and 'city and each county' at each county as well (a place that
-- is itself a county has no counties below). Counts are compared, never rounded shares: exactly on target is met.
-- grain one row per goal, area and snapshot
--   goal_id VARCHAR, programme_id VARCHAR, kind VARCHAR, due DATE, area_code VARCHAR, as_of DATE,
--   numerator DOUBLE, denominator DOUBLE, has_data BOOLEAN, is_met BOOLEAN
SELECT
    goals.goal_id,
    goals.programme_id,
    goals.kind,
    goals.due,
    figures.area_code,
    figures.as_of,
    figures.numerator,
    figures.denominator,
    figures.denominator > 0 AS has_data,
    figures.denominator > 0 AND CASE goals.comparator
        WHEN '>=' THEN
            CAST(figures.numerator AS DECIMAL(18, 6)) * goals.scale
            >= goals.target * CAST(figures.denominator AS DECIMAL(18, 6))
        WHEN '<=' THEN
            CAST(figures.numerator AS DECIMAL(18, 6)) * goals.scale
            <= goals.target * CAST(figures.denominator AS DECIMAL(18, 6))
    END AS is_met
FROM goals
JOIN area_figures AS figures
    ON figures.programme_id = goals.programme_id AND figures.indicator_id = goals.indicator_id
WHERE figures.level = 'place' OR (goals.scope <> 'city' AND figures.level = 'county')
