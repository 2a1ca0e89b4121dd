-- existing_units: the schools and the active partnerships of each snapshot, whatever counts them: who exists, followed, in which class.
-- A class is what makes indicators count a school or not, beside its own facts: rural by the programme, 城区, stage, county seat, area.
-- grain one row per programme, snapshot and school or active partnership
--   programme_id VARCHAR, as_of DATE, unit_id VARCHAR, first_id VARCHAR, class VARCHAR (null of a partnership), name VARCHAR
SELECT
    schools.programme_id,
    schools.as_of,
    schools.school_id AS unit_id,
    COALESCE(recoded.first_id, schools.school_id) AS first_id,
    CONCAT_WS(' ', schools.is_rural, schools.band = '城区', schools.stage, COALESCE(schools.is_county_seat, FALSE), schools.area_code) AS class,
    schools.name
FROM programme_schools AS schools
LEFT JOIN recoded_schools AS recoded
    ON recoded.place_code = schools.place_code AND recoded.school_id = schools.school_id
UNION ALL
SELECT
    judged.programme_id,
    judged.as_of,
    judged.partnership_id,
    COALESCE(renumbered.first_id, judged.partnership_id),
    NULL AS class,
    COALESCE(judged.name, judged.core_name)
FROM judged_partnerships AS judged
LEFT JOIN renumbered_partnerships AS renumbered
    ON renumbered.place_code = judged.place_code AND renumbered.partnership_id = judged.partnership_id
WHERE judged.is_active
