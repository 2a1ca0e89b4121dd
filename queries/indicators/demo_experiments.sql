-- demo_experiments: demonstration experiments (演示实验) that compulsory schools carried out, of those in the curriculum.
-- grain one row per programme, snapshot and school (its experiments are counted)
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(COALESCE(demo_experiments_done, 0) AS DOUBLE) AS numerator,
    CAST(demo_experiments_planned AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_compulsory AND demo_experiments_planned > 0
