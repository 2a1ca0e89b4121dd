-- goal_years: goals that are judged each year (名师 8 人/年), year by year, by the period that ended in the year.
-- Standings: met_on_time, not_met, pending (the year was not over yet) or no_data; for every year from the programme's first to
-- the goal's due year, up to the date of view. An area's year is the year of the newest period that it reports.
-- grain one row per goal, area, date of view and year
--   goal_id VARCHAR, area_code VARCHAR, seen_on DATE, year INTEGER, as_of DATE (null: no data), numerator DOUBLE,
--   denominator DOUBLE, standing VARCHAR
WITH years AS (
    SELECT
        goals.goal_id,
        goals.programme_id,
        CAST(span.year AS INTEGER) AS year
    FROM goals
    JOIN programmes ON programmes.programme_id = goals.programme_id
    CROSS JOIN UNNEST(GENERATE_SERIES(
        CAST(SUBSTRING(programmes.issued_on, 1, 4) AS BIGINT), EXTRACT(YEAR FROM goals.due)
    )) AS span (year)
    WHERE goals.judged = 'each year'
),

reported AS (
    SELECT
        figures.goal_id,
        figures.area_code,
        figures.as_of,
        MAX(EXTRACT(YEAR FROM units.period_end)) AS year
    FROM goal_figures AS figures
    JOIN programmes ON programmes.programme_id = figures.programme_id
    JOIN reported_units AS units
        ON units.programme_id = figures.programme_id
        AND units.indicator_id = figures.indicator_id
        AND units.as_of = figures.as_of
        AND figures.area_code IN (units.area_code, programmes.place_code)
    WHERE figures.has_data
    GROUP BY figures.goal_id, figures.area_code, figures.as_of
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
