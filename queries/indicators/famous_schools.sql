-- famous_schools: famous schools (名学校) named within one year.
-- grain one row per programme, snapshot and school named, or total reported
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    unit_id,
    numerator,
    denominator
FROM reported_units
WHERE indicator_id = 'famous_schools'
