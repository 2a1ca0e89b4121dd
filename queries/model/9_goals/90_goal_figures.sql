-- goal_figures: the figures that a goal is judged by, at every snapshot, and whether they meet the goal.
-- Goals are judged for the place, and, unless their scope is 'city', for each county too (a place that is itself a county
-- has no counties). Counts are compared, never rounded shares; a figure exactly on target meets the goal.
-- For a share, the numerator is compared with target × denominator; for a number, with the target.
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
