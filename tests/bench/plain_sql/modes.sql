SELECT mode, COUNT(DISTINCT partnership_id) AS partnerships, COUNT(*) AS members
FROM read_parquet($members) AS members
JOIN read_parquet($partnerships) AS partnerships USING (partnership_id)
WHERE NOT is_ended AND ($area IS NULL OR county_code = $area)
GROUP BY mode
