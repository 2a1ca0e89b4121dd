-- small_schools_left: rural compulsory schools and teaching points that still exist with 50 pupils or fewer.
-- grain one row per programme, snapshot and rural school whose pupils are known
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(pupils <= 50 AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_rural AND is_compulsory AND pupils IS NOT NULL
