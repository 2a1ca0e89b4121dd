SELECT county_code, SUM(pupils) AS pupils
FROM read_parquet($schools)
WHERE stage = $stage
GROUP BY county_code
ORDER BY pupils DESC
LIMIT 20
