-- after_school_satisfaction: valid answers satisfied with after-school service (5+2), as areas report them.
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
WHERE indicator_id = 'after_school_satisfaction'
