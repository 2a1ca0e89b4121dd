-- partnerships: the partnerships of an area, to choose one from.
-- grain one row per partnership, by area, those in use first, then by core school
--   partnership_id VARCHAR, partnership_name VARCHAR, core_name VARCHAR, mode VARCHAR, area_code VARCHAR,
--   area_name VARCHAR, area_name_en VARCHAR, state VARCHAR (active, ended, upcoming), is_qualifying BOOLEAN,
--   started_on DATE, members BIGINT
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    judged.partnership_id,
    judged.name AS partnership_name,
    judged.core_name,
    judged.mode,
    judged.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    CASE
        WHEN judged.is_active THEN 'active'
        WHEN judged.started_on > judged.as_of THEN 'upcoming'
        ELSE 'ended'
    END AS state,
    judged.is_qualifying,
    judged.started_on,
    COALESCE(taking_part.members, 0) AS members
FROM judged_partnerships AS judged
JOIN areas ON areas.area_code = judged.area_code
LEFT JOIN (
    SELECT partnership_id, COUNT(*) AS members
    FROM partnership_schools
    WHERE programme_id = $programme AND as_of = $as_of AND NOT is_core
    GROUP BY partnership_id
) AS taking_part
    ON taking_part.partnership_id = judged.partnership_id
WHERE judged.programme_id = $programme
    AND judged.as_of = $as_of
    AND COALESCE(judged.area_code = $area, TRUE)
ORDER BY areas.position, state, judged.core_name, judged.partnership_id
