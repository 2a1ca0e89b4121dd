-- senior_high_pairing: senior high schools (高中) to be helped, in an active partnership led by another one or by a school outside the roster.
-- grain one row per programme, snapshot and senior high school to be helped
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
WITH led AS (
    SELECT pairs.programme_id, pairs.as_of, pairs.school_id AS member_id, core.school_id AS core_id
    FROM partnership_schools AS pairs
    JOIN programme_schools AS member
        ON member.programme_id = pairs.programme_id
        AND member.as_of = pairs.as_of
        AND member.school_id = pairs.school_id
        AND member.stage = '高中'
    LEFT JOIN programme_schools AS core
        ON core.programme_id = pairs.programme_id
        AND core.as_of = pairs.as_of
        AND core.school_id = pairs.core_school_id
        AND core.school_id <> pairs.school_id
        AND core.stage = '高中'
    WHERE pairs.is_active AND NOT pairs.is_core AND (core.school_id IS NOT NULL OR pairs.is_led_from_outside)
)

SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(helped.school_id IS NOT NULL AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
LEFT JOIN (SELECT DISTINCT programme_id, as_of, member_id AS school_id FROM led) AS helped
    ON helped.programme_id = schools.programme_id
    AND helped.as_of = schools.as_of
    AND helped.school_id = schools.school_id
LEFT JOIN (SELECT DISTINCT programme_id, as_of, core_id AS school_id FROM led) AS helping
    ON helping.programme_id = schools.programme_id
    AND helping.as_of = schools.as_of
    AND helping.school_id = schools.school_id
WHERE schools.stage = '高中' AND NOT COALESCE(schools.is_quality, FALSE) AND helping.school_id IS NULL
