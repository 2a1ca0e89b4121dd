SELECT * FROM read_parquet($funds) WHERE $area IS NULL OR county_code = $area ORDER BY period_end DESC LIMIT 1000
