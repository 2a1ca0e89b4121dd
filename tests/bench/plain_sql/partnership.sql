SELECT partnerships.*, schools.*
FROM read_parquet($partnerships) AS partnerships
JOIN read_parquet($members) AS members USING (as_of, partnership_id)
JOIN read_parquet($schools) AS schools ON schools.as_of = members.as_of AND schools.school_id = members.school_id
WHERE partnership_id = $partnership
ORDER BY partnerships.as_of
