-- left_behind_care: left-behind, orphaned and needy children of compulsory schools who have a carer.
-- grain one row per programme, snapshot and school (its children are counted)
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    programme_id,
    as_of,
    area_code,
    school_id AS unit_id,
    CAST(COALESCE(left_behind_paired, 0) AS DOUBLE) AS numerator,
    CAST(left_behind_children AS DOUBLE) AS denominator
FROM programme_schools
WHERE is_compulsory AND left_behind_children > 0
