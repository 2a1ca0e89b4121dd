-- existing_units: the schools and the active partnerships of each snapshot, whatever counts them: who exists, followed, in which class.
-- A class is what makes indicators count a school or not, beside its own facts: rural by the programme, 城区, stage, county seat.
-- Blanks are the facts that decide whether some indicator counts a school (indicator_facts.csv) and that are not known: its own that it
-- leaves blank, unless a blank means that it counts and is not met, and those no school of its county states. What is not known was not decided.
-- grain one row per programme, snapshot and school or active partnership
--   programme_id VARCHAR, as_of DATE, unit_id VARCHAR, first_id VARCHAR, class VARCHAR (null of a partnership), area_code VARCHAR (null of a partnership),
--   blanks VARCHAR (own.COLUMN or county.COLUMN of schools, with a space between; null of a partnership), name VARCHAR
WITH facts AS (
    SELECT DISTINCT stated, CASE "column" WHEN 'urban_rural_code' THEN 'band' ELSE "column" END AS fact
    FROM indicator_facts
    WHERE "table" = 'schools' AND (stated = 'county' OR blank <> 'not_met')
),

deciding AS (
    SELECT
        ARRAY_AGG(fact ORDER BY fact) FILTER (WHERE stated = 'own') AS own,
        ARRAY_AGG(fact ORDER BY fact) FILTER (WHERE stated = 'county') AS of_county
    FROM facts
),

stating AS (
    SELECT programme_id, as_of, county_code, CAST(counties AS MAP(VARCHAR, VARCHAR)) AS of_county
    FROM stating_counties AS counties
),

stated AS (
    SELECT schools.*, CAST(schools AS MAP(VARCHAR, VARCHAR)) AS own
    FROM programme_schools AS schools
)

SELECT
    schools.programme_id,
    schools.as_of,
    schools.school_id AS unit_id,
    COALESCE(recoded.first_id, schools.school_id) AS first_id,
    CONCAT_WS(' ', schools.is_rural, schools.band = '城区', schools.stage, COALESCE(schools.is_county_seat, FALSE)) AS class,
    schools.area_code,
    ARRAY_TO_STRING(LIST_CONCAT(
        LIST_TRANSFORM(LIST_FILTER(deciding.own, lambda fact: schools.own[fact] IS NULL), lambda fact: 'own.' || fact),
        LIST_TRANSFORM(LIST_FILTER(deciding.of_county, lambda fact: stating.of_county[fact] = 'false'), lambda fact: 'county.' || fact)
    ), ' ') AS blanks,
    schools.name
FROM stated AS schools
CROSS JOIN deciding
LEFT JOIN recoded_schools AS recoded
    ON recoded.place_code = schools.place_code AND recoded.school_id = schools.school_id
LEFT JOIN stating
    ON stating.programme_id = schools.programme_id AND stating.as_of = schools.as_of AND stating.county_code = schools.county_code
UNION ALL
SELECT
    judged.programme_id,
    judged.as_of,
    judged.partnership_id,
    COALESCE(renumbered.first_id, judged.partnership_id),
    NULL,
    NULL,
    NULL,
    COALESCE(judged.name, judged.core_name)
FROM judged_partnerships AS judged
LEFT JOIN renumbered_partnerships AS renumbered
    ON renumbered.place_code = judged.place_code AND renumbered.partnership_id = judged.partnership_id
WHERE judged.is_active
