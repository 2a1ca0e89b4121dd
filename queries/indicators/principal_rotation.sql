-- principal_rotation: principals of compulsory schools who have led the same school for more than ten years.
-- grain one row per programme, snapshot and school with a principal whose years are known
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(principal_years > 10 AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_compulsory AND principal_years IS NOT NULL
