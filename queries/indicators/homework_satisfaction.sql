-- homework_satisfaction: valid answers satisfied with homework time and amount, as areas report them.
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
WHERE indicator_id = 'homework_satisfaction'
