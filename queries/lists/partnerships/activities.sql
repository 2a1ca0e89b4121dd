-- activities: the activities of partnerships and schools, as reported, up to the snapshot's date.
-- grain one row per activity, newest first
--   activity_id VARCHAR, kind VARCHAR, held_on DATE, title VARCHAR, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, partnership_name VARCHAR, core_name VARCHAR, school_name VARCHAR, teachers INTEGER (exchanged),
--   cadres INTEGER (exchanged), participants INTEGER, source VARCHAR,
--   is_exchange BOOLEAN (states teachers or cadres exchanged)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    activity_id,
    kind,
    held_on,
    title,
    area_code,
    area_name,
    area_name_en,
    partnership_name,
    core_name,
    school_name,
    teachers,
    cadres,
    participants,
    source,
    is_exchange
FROM held_activities
WHERE programme_id = $programme
    AND as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR area_code = $area)
ORDER BY held_on DESC, activity_id
