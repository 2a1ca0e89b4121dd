SELECT school_id, name, county_code
FROM read_parquet($schools)
WHERE name LIKE '%' || $words || '%' OR school_id = $words
ORDER BY name
LIMIT 50
