-- arts_pe_courses_seat: compulsory schools of the county seat (县城) that teach music, PE and art in full.
-- grain one row per programme, snapshot and school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(COALESCE(schools.arts_pe_full, FALSE) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
JOIN stating_counties AS stating
    ON stating.programme_id = schools.programme_id
    AND stating.as_of = schools.as_of
    AND stating.county_code = schools.county_code
WHERE schools.is_compulsory
    AND COALESCE(schools.is_county_seat, schools.band = '城区', FALSE)
    AND stating.arts_pe_full
