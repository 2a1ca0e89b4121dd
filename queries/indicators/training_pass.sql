-- training_pass: teachers who passed the general training (全员培训).
-- grain one row per programme, snapshot and school (its teachers are counted)
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(COALESCE(schools.teachers_training_passed, 0) AS DOUBLE) AS numerator,
    CAST(schools.teachers AS DOUBLE) AS denominator
FROM programme_schools AS schools
JOIN stating_counties AS stating
    ON stating.programme_id = schools.programme_id
    AND stating.as_of = schools.as_of
    AND stating.county_code = schools.county_code
WHERE schools.teachers > 0 AND stating.teachers_training_passed
