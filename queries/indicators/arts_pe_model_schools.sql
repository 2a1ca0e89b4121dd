-- arts_pe_model_schools: PE and arts model schools (体育美育示范校) named so far.
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
WHERE indicator_id = 'arts_pe_model_schools'
