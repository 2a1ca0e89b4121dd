-- goal_figures: every figure a goal is judged by, at every snapshot, and whether it meets the goal there.
-- Judged at the place; goals of any scope but 'city' at each county as well (a place that is itself a county has
-- no counties below). Counts are compared, never rounded shares: exactly on target is met.
-- A share is compared as numerator with target of the denominator, a number as the numerator with the target.
-- grain one row per goal, area and snapshot
--   goal_id VARCHAR, programme_id VARCHAR, indicator_id VARCHAR, kind VARCHAR, due DATE, area_code VARCHAR, as_of DATE,
--   numerator DOUBLE, denominator DOUBLE, has_data BOOLEAN, is_met BOOLEAN
WITH compared AS (
    SELECT
        goals.*,
        figures.area_code,
        figures.as_of,
        figures.numerator,
        figures.denominator,
        CAST(figures.numerator AS DECIMAL(24, 6)) * goals.scale AS reached,
        goals.target * CASE
            WHEN indicators.format = '%' THEN CAST(figures.denominator AS DECIMAL(24, 6))
            ELSE 1
        END AS line
    FROM goals
    JOIN indicators ON indicators.indicator_id = goals.indicator_id
    JOIN area_figures AS figures
        ON figures.programme_id = goals.programme_id AND figures.indicator_id = goals.indicator_id
    WHERE figures.level = 'place' OR (goals.scope <> 'city' AND figures.level = 'county')
)

SELECT
    goal_id,
    programme_id,
    indicator_id,
    kind,
    due,
    area_code,
    as_of,
    numerator,
    denominator,
    denominator > 0 AS has_data,
    denominator > 0 AND CASE comparator
        WHEN '>=' THEN reached >= line
        WHEN '<=' THEN reached <= line
    END AS is_met
FROM compared
