-- group_retention: compulsory schools that ever joined an education group (集团式) and are still in an active one.
-- grain one row per programme, snapshot and school of today's roster that ever joined a group
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(MAX(CASE WHEN joined.is_active AND joined.as_of = schools.as_of THEN 1.0 ELSE 0.0 END) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
JOIN partnership_schools AS joined
    ON joined.programme_id = schools.programme_id
    AND joined.as_of <= schools.as_of
    AND joined.school_id = schools.school_id
WHERE schools.is_compulsory AND joined.mode = '集团式' AND joined.has_begun
GROUP BY schools.programme_id, schools.as_of, schools.area_code, schools.school_id
