-- rural_pairing_coverage: rural counting units that belong to an active partnership led by a qualifying school.
-- grain one row per programme, snapshot and counting unit
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    unit_id,
    CAST(is_covered AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM counting_units
