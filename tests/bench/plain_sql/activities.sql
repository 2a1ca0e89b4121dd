SELECT * FROM read_parquet($activities) WHERE $area IS NULL OR county_code = $area ORDER BY held_on DESC LIMIT 1000
