-- group_experiments: group experiments (分组实验) that compulsory schools carried out, of those in the curriculum.
-- grain one row per programme, snapshot and school (its experiments are counted)
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(COALESCE(group_experiments_done, 0) AS DOUBLE) AS numerator,
    CAST(group_experiments_planned AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_compulsory AND group_experiments_planned > 0
