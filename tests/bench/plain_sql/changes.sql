SELECT *
FROM read_parquet($schools) AS schools
FULL JOIN read_parquet($earlier) AS earlier USING (school_id)
WHERE ($area IS NULL OR COALESCE(schools.county_code, earlier.county_code) = $area)
    AND (schools.name IS DISTINCT FROM earlier.name OR schools.urban_rural_code IS DISTINCT FROM earlier.urban_rural_code)
