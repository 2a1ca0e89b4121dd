-- group_retention: compulsory schools that ever joined an education group (集团式) and are still in an active one.
-- A school that continues under another code is the same school.
-- grain one row per programme, snapshot and school of today's roster that ever joined a group
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
WITH joined AS (
    SELECT
        members.programme_id,
        members.as_of,
        members.is_active,
        members.mode,
        members.has_begun,
        COALESCE(recoded.first_id, members.school_id) AS first_id
    FROM partnership_schools AS members
    JOIN programmes ON programmes.programme_id = members.programme_id
    LEFT JOIN recoded_schools AS recoded
        ON recoded.place_code = programmes.place_code AND recoded.school_id = members.school_id
)

SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(MAX(CASE WHEN joined.is_active AND joined.as_of = schools.as_of THEN 1.0 ELSE 0.0 END) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
LEFT JOIN recoded_schools AS recoded
    ON recoded.place_code = schools.place_code AND recoded.school_id = schools.school_id
JOIN joined
    ON joined.programme_id = schools.programme_id
    AND joined.as_of <= schools.as_of
    AND joined.first_id = COALESCE(recoded.first_id, schools.school_id)
WHERE schools.is_compulsory AND joined.mode = '集团式' AND joined.has_begun
GROUP BY schools.programme_id, schools.as_of, schools.area_code, schools.school_id
