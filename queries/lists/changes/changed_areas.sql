-- changed_areas: the figures of a programme's indicators that changed since an earlier snapshot and are known at both dates.
-- grain one row per indicator and area with a change, the place first
--   indicator_id VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, level VARCHAR,
--   format VARCHAR (% or number), direction VARCHAR, numerator DOUBLE, denominator DOUBLE, numerator_before DOUBLE,
--   denominator_before DOUBLE, step INTEGER (1 better, -1 worse, 0 only the counts changed),
--   areas BIGINT (number of areas below the place with this step; 1 for the place itself)
-- parameters programme VARCHAR, as_of DATE, since DATE (the earlier snapshot),
--   most INTEGER (null: all; else at most so many areas of each indicator and step)
WITH moved AS (
    SELECT
        figures.*,
        promised.position AS promised_at,
        areas.name_zh,
        areas.name_en,
        areas.position,
        indicators.format,
        indicators.direction,
        earlier.numerator AS numerator_before,
        earlier.denominator AS denominator_before,
        CASE indicators.direction WHEN 'lower' THEN -1 ELSE 1 END * CAST(SIGN(
            CASE indicators.format
                WHEN '%' THEN figures.numerator * earlier.denominator - earlier.numerator * figures.denominator
                ELSE figures.numerator - earlier.numerator
            END
        ) AS INTEGER) AS step
    FROM area_figures AS figures
    JOIN area_figures AS earlier
        ON earlier.programme_id = figures.programme_id
        AND earlier.indicator_id = figures.indicator_id
        AND earlier.area_code = figures.area_code
        AND earlier.as_of = $since
    JOIN areas ON areas.area_code = figures.area_code
    JOIN indicators ON indicators.indicator_id = figures.indicator_id
    JOIN (
        SELECT programme_id, indicator_id, MIN(position) AS position
        FROM goals
        GROUP BY programme_id, indicator_id
    ) AS promised
        ON promised.programme_id = figures.programme_id AND promised.indicator_id = figures.indicator_id
    WHERE figures.programme_id = $programme
        AND figures.as_of = $as_of
        AND figures.denominator > 0
        AND earlier.denominator > 0
        AND (figures.numerator <> earlier.numerator OR figures.denominator <> earlier.denominator)
)

SELECT
    indicator_id,
    area_code,
    name_zh AS area_name,
    name_en AS area_name_en,
    level,
    format,
    direction,
    numerator,
    denominator,
    numerator_before,
    denominator_before,
    step,
    COUNT(*) OVER (PARTITION BY indicator_id, level = 'place', step) AS areas
FROM moved
QUALIFY CAST($most AS INTEGER) IS NULL
    OR ROW_NUMBER() OVER (PARTITION BY indicator_id, level = 'place', step ORDER BY position) <= $most
ORDER BY promised_at, position
