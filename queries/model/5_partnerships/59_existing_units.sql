-- existing_units: all schools and active partnerships of each snapshot under their first id, with the class of a school.
-- The class is what decides, beside a school's own facts, whether indicators count it: rural by the programme, 城区, stage, county seat.
-- Blanks are the columns of the roster that are not known of a school: those it leaves blank (own), and those that no school of its county
-- states (county). indicator_facts.csv says which of them decide whether an indicator counts the school.
-- grain one row per programme, snapshot and school or active partnership
--   programme_id VARCHAR, as_of DATE, unit_id VARCHAR, first_id VARCHAR, class VARCHAR (null for a partnership),
--   area_code VARCHAR (null for a partnership),
--   blanks VARCHAR (own.COLUMN and county.COLUMN for columns of schools and band, separated by spaces; null for a partnership), name VARCHAR
WITH stated AS (
    SELECT
        programme_id AS of_programme, place_code AS of_place, as_of AS of_day, county_code AS of_county, area_code AS of_area,
        school_id AS unit_id, name AS unit_name,
        CONCAT_WS(' ', is_rural, band = '城区', stage, COALESCE(is_county_seat, FALSE)) AS class,
        CASE
            WHEN COLUMNS(* EXCLUDE (programme_id, counting_rule, place_code, as_of, school_id, area_code)) IS NULL
                THEN 'own.' || ALIAS(COLUMNS(* EXCLUDE (programme_id, counting_rule, place_code, as_of, school_id, area_code)))
        END
    FROM programme_schools
),

schools AS (
    SELECT
        of_programme AS programme_id, of_place AS place_code, of_day AS as_of, of_county AS county_code, of_area AS area_code,
        unit_id, unit_name, class,
        CONCAT_WS(' ', *COLUMNS(* EXCLUDE (of_programme, of_place, of_day, of_county, of_area, unit_id, unit_name, class))) AS blanks
    FROM stated
),

unstated AS (
    SELECT
        programme_id, as_of, county_code,
        CASE
            WHEN NOT COLUMNS(* EXCLUDE (programme_id, as_of, county_code))
                THEN 'county.' || ALIAS(COLUMNS(* EXCLUDE (programme_id, as_of, county_code)))
        END
    FROM stating_counties
),

counties AS (
    SELECT programme_id, as_of, county_code, CONCAT_WS(' ', *COLUMNS(* EXCLUDE (programme_id, as_of, county_code))) AS blanks
    FROM unstated
)

SELECT
    schools.programme_id,
    schools.as_of,
    schools.unit_id,
    COALESCE(recoded.first_id, schools.unit_id) AS first_id,
    schools.class,
    schools.area_code,
    CONCAT_WS(' ', schools.blanks, counties.blanks) AS blanks,
    schools.unit_name AS name
FROM schools
LEFT JOIN recoded_schools AS recoded
    ON recoded.place_code = schools.place_code AND recoded.school_id = schools.unit_id
LEFT JOIN counties
    ON counties.programme_id = schools.programme_id AND counties.as_of = schools.as_of AND counties.county_code = schools.county_code
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
