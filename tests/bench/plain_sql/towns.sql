SELECT town_code, town_name, COUNT(*) AS schools, COUNT(CASE WHEN paired.school_id IS NOT NULL THEN 1 END) AS paired
FROM read_parquet($schools) AS schools
LEFT JOIN (SELECT DISTINCT school_id FROM read_parquet($members)) AS paired USING (school_id)
WHERE $area IS NULL OR county_code = $area
GROUP BY town_code, town_name
ORDER BY town_code
