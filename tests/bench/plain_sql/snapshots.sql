SELECT as_of, COUNT(*) AS schools, COUNT(lon) AS placed FROM read_parquet($schools) GROUP BY as_of ORDER BY as_of
