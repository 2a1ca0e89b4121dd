SELECT DISTINCT county_code FROM read_parquet($schools) ORDER BY county_code
