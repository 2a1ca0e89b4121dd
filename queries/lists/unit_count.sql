-- unit_count: how long the named list behind a figure is.
-- grain one row per list
--   units BIGINT
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the whole place),
--   town VARCHAR (null: all of the area), missing BOOLEAN (null: all)
SELECT COUNT(*) AS units
FROM query_table($indicator) AS units
JOIN indicators ON indicators.indicator_id = $indicator
WHERE units.programme_id = $programme
    AND units.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
    AND (
        CAST($missing AS BOOLEAN) IS NULL
        OR $missing = CASE
            WHEN indicators.direction = 'lower' THEN units.numerator > 0
            ELSE units.numerator < units.denominator
        END
    )
    AND (
        CAST($town AS VARCHAR) IS NULL
        OR units.unit_id IN (
            SELECT school_id
            FROM rosters
            WHERE programme_id = $programme AND as_of = $as_of AND town_code = $town
        )
    )
