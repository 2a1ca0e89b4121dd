-- one_core_school: active communities that name exactly one core school; partnerships of one name and county are one community.
-- grain one row per programme, snapshot and community (its first partnership stands for it)
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    ARG_MIN(area_code, partnership_id) AS area_code,
    MIN(partnership_id) AS unit_id,
    CAST(COUNT(DISTINCT COALESCE(core_school_id, core_name)) = 1 AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM judged_partnerships
WHERE is_active
GROUP BY programme_id, as_of, county_code, COALESCE(name, partnership_id)
