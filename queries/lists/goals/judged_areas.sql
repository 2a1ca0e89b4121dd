-- judged_areas: the standing of goals in each area where they are judged, the place first, then areas furthest from the line.
-- grain one row per goal and judged area, by goal, the place first, then by distance from the line
--   goal_id VARCHAR, indicator_id VARCHAR, kind VARCHAR, comparator VARCHAR, target DOUBLE, unit VARCHAR, scale DOUBLE,
--   format VARCHAR, direction VARCHAR, due DATE, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR,
--   level VARCHAR, standing VARCHAR, as_of DATE, met_on DATE, numerator DOUBLE, denominator DOUBLE,
--   areas BIGINT (number of areas below the place with this goal and standing; 1 for the place itself)
-- parameters programme VARCHAR, as_of DATE, goal VARCHAR (null: every goal),
--   most INTEGER (null: all; else at most so many areas of each goal and standing)
WITH ranked AS (
    SELECT
        standings.*,
        COUNT(*) OVER (
            PARTITION BY standings.goal_id, standings.standing, areas.level = 'place'
        ) AS areas,
        ROW_NUMBER() OVER (
            PARTITION BY standings.goal_id, standings.standing, areas.level = 'place'
            ORDER BY standings.short DESC NULLS LAST, areas.position
        ) AS place
    FROM (
        SELECT
            goals.*,
            found.area_code,
            found.standing,
            found.as_of,
            found.met_on,
            figures.numerator,
            figures.denominator,
            CASE goals.comparator WHEN '>=' THEN 1 ELSE -1 END * (
                goals.target * CASE indicators.format WHEN '%' THEN figures.denominator ELSE 1 END
                - goals.scale * figures.numerator
            ) AS short
        FROM goals
        JOIN indicators ON indicators.indicator_id = goals.indicator_id
        JOIN goal_standings AS found ON found.goal_id = goals.goal_id
        LEFT JOIN goal_figures AS figures
            ON figures.goal_id = found.goal_id
            AND figures.area_code = found.area_code
            AND figures.as_of = found.as_of
        WHERE goals.programme_id = $programme
            AND found.seen_on = $as_of
            AND (CAST($goal AS VARCHAR) IS NULL OR goals.goal_id = $goal)
    ) AS standings
    JOIN areas ON areas.area_code = standings.area_code
)

SELECT
    ranked.goal_id,
    ranked.indicator_id,
    ranked.kind,
    ranked.comparator,
    CAST(ranked.target AS DOUBLE) AS target,
    ranked.unit,
    CAST(ranked.scale AS DOUBLE) AS scale,
    indicators.format,
    indicators.direction,
    ranked.due,
    ranked.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    areas.level,
    ranked.standing,
    ranked.as_of,
    ranked.met_on,
    ranked.numerator,
    ranked.denominator,
    ranked.areas
FROM ranked
JOIN areas ON areas.area_code = ranked.area_code
JOIN indicators ON indicators.indicator_id = ranked.indicator_id
WHERE CAST($most AS INTEGER) IS NULL OR ranked.place <= $most
ORDER BY
    ranked.position,
    CASE areas.level WHEN 'place' THEN 0 ELSE 1 END,
    CASE ranked.standing
        WHEN 'not_met' THEN 1 WHEN 'pending' THEN 2 WHEN 'met_late' THEN 3 WHEN 'met_undated' THEN 4
        WHEN 'met_on_time' THEN 5 WHEN 'reference' THEN 6 ELSE 7
    END,
    ranked.place
