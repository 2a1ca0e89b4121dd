-- school_district_coverage: compulsory schools that belong, as core or member, to an active school district (学区).
-- grain one row per programme, snapshot and compulsory school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(districts.school_id IS NOT NULL AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
LEFT JOIN (
    SELECT DISTINCT programme_id, as_of, school_id
    FROM partnership_schools
    WHERE mode = '学区' AND is_active
) AS districts
    ON districts.programme_id = schools.programme_id
    AND districts.as_of = schools.as_of
    AND districts.school_id = schools.school_id
WHERE schools.is_compulsory
