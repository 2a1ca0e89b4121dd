SELECT partnership_id, STRING_AGG(DISTINCT stage, ' ') AS stages
FROM read_parquet($members) AS members
JOIN read_parquet($schools) AS schools USING (school_id)
WHERE $area IS NULL OR county_code = $area
GROUP BY partnership_id
HAVING COUNT(DISTINCT stage) > 1
