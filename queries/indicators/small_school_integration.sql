-- small_school_integration: rural schools with fewer than 100 pupils that are run as one with their central school (一体化).
-- grain one row per programme, snapshot and small rural school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(COALESCE(schools.is_integrated, FALSE) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
JOIN stating_counties AS stating
    ON stating.programme_id = schools.programme_id
    AND stating.as_of = schools.as_of
    AND stating.county_code = schools.county_code
WHERE schools.is_rural
    AND schools.is_compulsory
    AND schools.pupils < 100
    AND stating.is_integrated
