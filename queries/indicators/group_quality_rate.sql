-- group_quality_rate: active education groups (集团式) rated quality; no data if no group of the county states it.
-- grain one row per programme, snapshot and active partnership
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    judged.programme_id,
    judged.as_of,
    judged.area_code,
    judged.partnership_id AS unit_id,
    CAST(COALESCE(judged.is_quality_group, FALSE) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM judged_partnerships AS judged
JOIN (
    SELECT DISTINCT programme_id, as_of, county_code
    FROM judged_partnerships
    WHERE mode = '集团式' AND is_active AND is_quality_group IS NOT NULL
) AS stating
    ON stating.programme_id = judged.programme_id
    AND stating.as_of = judged.as_of
    AND stating.county_code = judged.county_code
WHERE judged.mode = '集团式' AND judged.is_active
