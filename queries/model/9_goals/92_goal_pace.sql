-- goal_pace: the earliest of the last three figures of a goal that were known on each snapshot's date.
-- grain one row per goal, area and date of view with data; with one figure only, pace_as_of is last_as_of
--   goal_id VARCHAR, area_code VARCHAR, seen_on DATE, last_as_of DATE, last_numerator DOUBLE,
--   last_denominator DOUBLE, pace_as_of DATE, pace_numerator DOUBLE,
--   pace_denominator DOUBLE
WITH ranked AS (
    SELECT
        figures.goal_id,
        figures.area_code,
        seen.as_of AS seen_on,
        figures.as_of,
        figures.numerator,
        figures.denominator,
        ROW_NUMBER() OVER (
            PARTITION BY figures.goal_id, figures.area_code, seen.as_of ORDER BY figures.as_of DESC
        ) AS place_from_last
    FROM goal_figures AS figures
    JOIN programme_snapshots AS seen
        ON seen.programme_id = figures.programme_id AND seen.as_of >= figures.as_of
    WHERE figures.has_data
)

SELECT
    last.goal_id,
    last.area_code,
    last.seen_on,
    last.as_of AS last_as_of,
    last.numerator AS last_numerator,
    last.denominator AS last_denominator,
    COALESCE(third.as_of, second.as_of, last.as_of) AS pace_as_of,
    COALESCE(third.numerator, second.numerator, last.numerator) AS pace_numerator,
    COALESCE(third.denominator, second.denominator, last.denominator) AS pace_denominator
FROM ranked AS last
LEFT JOIN ranked AS second
    ON second.goal_id = last.goal_id
    AND second.area_code = last.area_code
    AND second.seen_on = last.seen_on
    AND second.place_from_last = 2
LEFT JOIN ranked AS third
    ON third.goal_id = last.goal_id
    AND third.area_code = last.area_code
    AND third.seen_on = last.seen_on
    AND third.place_from_last = 3
WHERE last.place_from_last = 1
