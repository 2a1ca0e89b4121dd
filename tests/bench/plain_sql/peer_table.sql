SELECT name, county_code, town_name, stage, urban_rural_code, pupils, teachers, is_quality
FROM read_parquet($schools)
WHERE stage = $stage
ORDER BY county_code, town_code, name
LIMIT 1000
