-- partnership_activities: the activities of one partnership, as reported, up to the snapshot's date.
-- grain one row per activity, newest first
--   activity_id VARCHAR, kind VARCHAR, held_on DATE, title VARCHAR, area_name VARCHAR, area_name_en VARCHAR,
--   partnership_name VARCHAR, core_name VARCHAR, school_name VARCHAR, teachers INTEGER (exchanged),
--   cadres INTEGER (exchanged), participants INTEGER, source VARCHAR
-- parameters programme VARCHAR, as_of DATE, partnership VARCHAR, within VARCHAR (null: everywhere; else only those of one area)
SELECT
    activities.activity_id,
    activities.kind,
    activities.held_on,
    activities.title,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    judged.name AS partnership_name,
    judged.core_name,
    schools.name AS school_name,
    activities.teachers,
    activities.cadres,
    activities.participants,
    activities.source
FROM judged_partnerships AS judged
JOIN activities
    ON activities.place_code = judged.place_code
    AND activities.as_of = judged.as_of
    AND activities.partnership_id = judged.partnership_id
    AND activities.held_on <= judged.as_of
LEFT JOIN areas ON areas.area_code = activities.county_code
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = judged.programme_id
    AND schools.as_of = judged.as_of
    AND schools.school_id = activities.school_id
WHERE judged.programme_id = $programme AND judged.as_of = $as_of AND judged.partnership_id = $partnership
    AND (CAST($within AS VARCHAR) IS NULL OR activities.county_code = $within)
ORDER BY activities.held_on DESC, activities.activity_id
