SELECT *
FROM read_parquet($schools)
WHERE $area IS NULL OR county_code = $area
ORDER BY county_code, town_code, name
LIMIT 1000
