SELECT other.school_id, other.name, (other.lon - own.lon) ^ 2 + (other.lat - own.lat) ^ 2 AS far
FROM read_parquet($schools) AS own
JOIN read_parquet($schools) AS other ON other.is_quality AND other.stage = own.stage
WHERE own.school_id = $school
ORDER BY far
LIMIT 10
