-- own_line: the number of an indicator's units that reach a goal's line by their own counts.
-- grain one row per question
--   reached BIGINT, units BIGINT (units that count anything)
-- parameters programme VARCHAR, indicator VARCHAR, goal VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    COUNT(
        CASE
            WHEN goals.comparator = '>=' AND units.numerator * goals.scale >= goals.target * units.denominator THEN 1
            WHEN goals.comparator = '<=' AND units.numerator * goals.scale <= goals.target * units.denominator THEN 1
        END
    ) AS reached,
    COUNT(*) AS units
FROM query_table($indicator) AS units
JOIN goals ON goals.goal_id = $goal AND goals.programme_id = units.programme_id
WHERE units.programme_id = $programme
    AND units.as_of = $as_of
    AND units.denominator > 0
    AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
