-- school_plan_filed: helping and helped schools of active partnerships whose own plan (校级实施方案) is filed.
-- grain one row per programme, snapshot and school that leads or joins an active partnership
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(COALESCE(schools.plan_filed, FALSE) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM partner_schools AS schools
JOIN stating_counties AS stating
    ON stating.programme_id = schools.programme_id
    AND stating.as_of = schools.as_of
    AND stating.county_code = schools.county_code
WHERE stating.plan_filed
