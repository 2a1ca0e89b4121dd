-- nine_year_retention: pupils who finish grade nine, of the cohort nine years before, as areas report them.
-- grain one row per programme, snapshot and reporting area
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
WHERE indicator_id = 'nine_year_retention'
