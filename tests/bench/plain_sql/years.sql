SELECT indicator_id, area_code, period_end, SUM(numerator) AS numerator
FROM read_parquet($returns)
GROUP BY ALL
ORDER BY ALL
