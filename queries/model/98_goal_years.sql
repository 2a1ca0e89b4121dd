-- goal_years: goals that stand anew every year (名师 8 人/年), judged year by year by the period that ended in it.
-- met_on_time, not_met, pending (the year was not over yet) or no_data; from the programme's first year to its due year.
-- grain one row per goal, area, snapshot seen from and year
--   goal_id VARCHAR, area_code VARCHAR, seen_on DATE, year INTEGER, as_of DATE (null: no data), numerator DOUBLE,
--   denominator DOUBLE, standing VARCHAR
WITH years AS (
    SELECT DISTINCT
        goals.goal_id,
        goals.programme_id,
        goals.indicator_id,
        CAST(EXTRACT(YEAR FROM snapshots.as_of) AS INTEGER) AS year
    FROM goals
    JOIN programmes ON programmes.programme_id = goals.programme_id
    JOIN programme_snapshots AS snapshots
        ON snapshots.programme_id = goals.programme_id
        AND EXTRACT(YEAR FROM snapshots.as_of)
        BETWEEN CAST(SUBSTRING(programmes.issued_on, 1, 4) AS INTEGER) AND EXTRACT(YEAR FROM goals.due)
    WHERE goals.judged = 'each year'
),

reported AS (
    SELECT
        figures.*,
        CAST(EXTRACT(YEAR FROM periods.period_end) AS INTEGER) AS year
    FROM goal_figures AS figures
    JOIN (
        SELECT programme_id, indicator_id, as_of, MAX(period_end) AS period_end
        FROM reported_units
        GROUP BY programme_id, indicator_id, as_of
    ) AS periods
        ON periods.programme_id = figures.programme_id
        AND periods.indicator_id = figures.indicator_id
        AND periods.as_of = figures.as_of
    WHERE figures.has_data
),

newest AS (
    SELECT
        years.goal_id,
        years.year,
        figures.area_code,
        seen.as_of AS seen_on,
        MAX(reported.as_of) AS as_of
    FROM years
    JOIN programme_snapshots AS seen
        ON seen.programme_id = years.programme_id AND EXTRACT(YEAR FROM seen.as_of) >= years.year
    JOIN goal_figures AS figures ON figures.goal_id = years.goal_id AND figures.as_of = seen.as_of
    LEFT JOIN reported
        ON reported.goal_id = years.goal_id
        AND reported.year = years.year
        AND reported.area_code = figures.area_code
        AND reported.as_of <= seen.as_of
    GROUP BY years.goal_id, years.year, figures.area_code, seen.as_of
)

SELECT
    newest.goal_id,
    newest.area_code,
    newest.seen_on,
    newest.year,
    newest.as_of,
    figures.numerator,
    figures.denominator,
    CASE
        WHEN newest.seen_on < MAKE_DATE(newest.year, 12, 31) THEN 'pending'
        WHEN newest.as_of IS NULL THEN 'no_data'
        WHEN figures.is_met THEN 'met_on_time'
        ELSE 'not_met'
    END AS standing
FROM newest
LEFT JOIN goal_figures AS figures
    ON figures.goal_id = newest.goal_id
    AND figures.area_code = newest.area_code
    AND figures.as_of = newest.as_of
