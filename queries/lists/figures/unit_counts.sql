-- unit_counts: the numbers of units behind a figure that are missing and that are present, as defined in units.
-- grain one row per question
--   missing BIGINT, present BIGINT
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the whole place),
--   town VARCHAR (null: all of the area)
SELECT
    COUNT(CASE WHEN is_missing THEN 1 END) AS missing,
    COUNT(CASE WHEN NOT is_missing THEN 1 END) AS present
FROM (
    SELECT
        CASE
            WHEN indicators.direction = 'lower' THEN units.numerator > 0
            ELSE units.numerator < units.denominator
        END AS is_missing
    FROM query_table($indicator) AS units
    JOIN indicators ON indicators.indicator_id = $indicator
    WHERE units.programme_id = $programme
        AND units.as_of = $as_of
        AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
        AND (
            CAST($town AS VARCHAR) IS NULL
            OR units.unit_id IN (
                SELECT school_id FROM rosters WHERE programme_id = $programme AND as_of = $as_of AND town_code = $town
            )
        )
) AS judged
