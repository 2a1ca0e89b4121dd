-- family_lecture_reach: families reached by family education lectures within one year.
-- grain one row per programme, snapshot and lecture, or total reported
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
WHERE indicator_id = 'family_lecture_reach'
