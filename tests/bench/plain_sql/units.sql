SELECT school_id, name, county_code, town_name, stage, pupils, lon, lat, COUNT(partnership_id) AS partnerships
FROM read_parquet($schools) AS schools
LEFT JOIN read_parquet($members) AS members USING (school_id)
WHERE $area IS NULL OR county_code = $area
GROUP BY ALL
ORDER BY partnerships, county_code, town_name, name
LIMIT 1000
