SELECT county_code, as_of, COUNT(*) AS schools, COUNT(paired.school_id) AS paired
FROM read_parquet($schools) AS schools
LEFT JOIN (
    SELECT DISTINCT as_of, school_id
    FROM read_parquet($members) AS members
    JOIN read_parquet($partnerships) AS partnerships USING (as_of, partnership_id)
    WHERE NOT partnerships.is_ended
) AS paired USING (as_of, school_id)
WHERE urban_rural_code >= '121'
GROUP BY county_code, as_of
ORDER BY county_code, as_of
