-- partnership_schools: the core and member schools of each partnership that are in the roster.
-- grain one row per programme, snapshot, partnership, school and role (a core listed as a member has both)
--   programme_id VARCHAR, as_of DATE, partnership_id VARCHAR, mode VARCHAR, school_id VARCHAR, is_core BOOLEAN,
--   core_school_id VARCHAR, is_led_from_outside BOOLEAN (a named core outside the roster), has_begun BOOLEAN, is_active BOOLEAN,
--   area_code VARCHAR (of the school)
WITH listed AS (
    SELECT
        programme_id,
        as_of,
        partnership_id,
        mode,
        core_school_id AS school_id,
        TRUE AS is_core,
        core_school_id,
        FALSE AS is_led_from_outside,
        has_begun,
        is_active
    FROM judged_partnerships
    WHERE core_school_id IS NOT NULL
    UNION ALL
    SELECT
        judged.programme_id,
        judged.as_of,
        judged.partnership_id,
        judged.mode,
        members.school_id,
        FALSE AS is_core,
        judged.core_school_id,
        judged.core_school_id IS NULL AND judged.core_name IS NOT NULL AS is_led_from_outside,
        judged.has_begun,
        judged.is_active
    FROM judged_partnerships AS judged
    JOIN members
        ON members.place_code = judged.place_code
        AND members.as_of = judged.as_of
        AND members.partnership_id = judged.partnership_id
)

SELECT listed.*, schools.area_code
FROM listed
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = listed.programme_id
    AND schools.as_of = listed.as_of
    AND schools.school_id = listed.school_id
ORDER BY listed.programme_id, listed.as_of, schools.area_code
