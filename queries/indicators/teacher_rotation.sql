-- teacher_rotation: teachers of compulsory schools who have been at the same school for over six years and have not rotated.
-- grain one row per programme, snapshot and school (its teachers are counted)
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(teachers_unrotated AS DOUBLE) AS numerator,
    CAST(teachers AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_compulsory AND teachers > 0 AND teachers_unrotated IS NOT NULL
