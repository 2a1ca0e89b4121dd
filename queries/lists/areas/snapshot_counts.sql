-- snapshot_counts: the number of schools in each snapshot, and how many of them have no coordinates.
-- grain one row per snapshot of a place, oldest first
--   as_of DATE, schools BIGINT, unplaced BIGINT
-- parameters place VARCHAR
SELECT
    as_of,
    COUNT(*) AS schools,
    COUNT(CASE WHEN lon IS NULL THEN 1 END) AS unplaced
FROM schools
WHERE place_code = $place
GROUP BY as_of
ORDER BY as_of
