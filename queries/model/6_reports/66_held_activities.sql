-- held_activities: the activities of partnerships and schools, as reported, up to the snapshot's date.
-- grain one row per programme, snapshot and activity
--   programme_id VARCHAR, as_of DATE, position BIGINT (of the area),
--   activity_id VARCHAR, kind VARCHAR, held_on DATE, title VARCHAR, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, partnership_name VARCHAR, core_name VARCHAR, school_name VARCHAR, teachers INTEGER (exchanged),
--   cadres INTEGER (exchanged), participants INTEGER, source VARCHAR,
--   is_exchange BOOLEAN (states teachers or cadres exchanged)
SELECT
    rules.programme_id,
    rules.as_of,
    areas.position,
    activities.activity_id,
    activities.kind,
    activities.held_on,
    activities.title,
    areas.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    judged.name AS partnership_name,
    judged.core_name,
    schools.name AS school_name,
    activities.teachers,
    activities.cadres,
    activities.participants,
    activities.source,
    activities.teachers IS NOT NULL OR activities.cadres IS NOT NULL AS is_exchange
FROM programme_snapshots AS rules
JOIN activities
    ON activities.place_code = rules.place_code AND activities.as_of = rules.as_of AND activities.held_on <= rules.as_of
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = rules.programme_id
    AND schools.as_of = rules.as_of
    AND schools.school_id = activities.school_id
LEFT JOIN judged_partnerships AS judged
    ON judged.programme_id = rules.programme_id
    AND judged.as_of = rules.as_of
    AND judged.partnership_id = activities.partnership_id
JOIN areas
    ON areas.area_code = COALESCE(
        NULLIF(activities.county_code, rules.place_code), schools.area_code, judged.area_code, rules.place_code
    )
ORDER BY rules.programme_id, rules.as_of, areas.area_code
