-- weak_school_plan: weak compulsory schools (薄弱学校) that carried out their three-year improvement plan.
-- grain one row per programme, snapshot and weak school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(COALESCE(weak_plan_done, FALSE) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_compulsory AND is_weak
