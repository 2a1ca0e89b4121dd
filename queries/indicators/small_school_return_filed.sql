-- small_school_return_filed: counties that reported the returns on small and boarding schools (附表1、2).
-- grain one row per programme, snapshot and county
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    area_code AS unit_id,
    CAST(is_done AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM reported_counties
WHERE indicator_id = 'small_school_return_filed'
