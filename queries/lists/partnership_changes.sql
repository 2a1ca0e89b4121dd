-- partnership_changes: what became of the active partnerships between two snapshots, and who joined or left them.
-- A partnership is followed under its first id, a school under its first code; whoever is in a partnership that began has joined it.
-- grain one row per partnership that began, ended or changed its core, and per partnership and member that joined or left
--   kind VARCHAR (begun, ended, core_changed, joined, left), partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR,
--   core_name VARCHAR, area_code VARCHAR (of the member, else of the partnership), area_name VARCHAR, area_name_en VARCHAR,
--   school_id VARCHAR (the member; else null), school_name VARCHAR, stage VARCHAR, was VARCHAR (the core before), started_on DATE,
--   ended_on DATE, seen_on DATE (the later snapshot, or the earlier one of what is gone), found BIGINT (rows in all)
-- parameters programme VARCHAR, place VARCHAR, since DATE, as_of DATE, area VARCHAR (null: the whole place), kind VARCHAR (null: all),
--   named BOOLEAN (false: only to count; no names, no area)
WITH followed AS (
    SELECT school_id AS id, first_id FROM recoded_schools WHERE place_code = $place
    UNION ALL
    SELECT partnership_id, first_id FROM renumbered_partnerships WHERE place_code = $place
),

led AS (
    SELECT
        MIN(judged.as_of) AS earlier_on, MAX(judged.as_of) AS later_on,
        ARG_MAX(judged.partnership_id, judged.as_of) AS partnership_id,
        ARG_MIN(judged.core_name, judged.as_of) AS was
    FROM judged_partnerships AS judged
    LEFT JOIN followed ON followed.id = judged.partnership_id
    LEFT JOIN followed AS core ON core.id = judged.core_school_id
    WHERE judged.programme_id = $programme AND judged.as_of IN ($since, $as_of) AND judged.is_active
        AND COALESCE($kind, 'begun') NOT IN ('joined', 'left')
    GROUP BY COALESCE(followed.first_id, judged.partnership_id)
    HAVING COUNT(*) = 1
        OR MIN(COALESCE(core.first_id, judged.core_school_id, judged.core_name, ''))
        <> MAX(COALESCE(core.first_id, judged.core_school_id, judged.core_name, ''))
),

joined AS (
    SELECT MAX(part.as_of) AS seen_on, MAX(part.partnership_id) AS partnership_id, MAX(part.school_id) AS school_id
    FROM partnership_schools AS part
    LEFT JOIN followed ON followed.id = part.partnership_id
    LEFT JOIN followed AS member ON member.id = part.school_id
    WHERE part.programme_id = $programme AND part.as_of IN ($since, $as_of) AND part.is_active AND NOT part.is_core
        AND COALESCE($kind, 'joined') IN ('joined', 'left')
    GROUP BY COALESCE(followed.first_id, part.partnership_id), COALESCE(member.first_id, part.school_id)
    HAVING MIN(part.as_of) = MAX(part.as_of)
),

told AS (
    SELECT
        CASE WHEN earlier_on < later_on THEN 'core_changed' WHEN later_on = $since THEN 'ended' ELSE 'begun' END AS kind,
        later_on AS seen_on, partnership_id, NULL AS school_id,
        CASE WHEN earlier_on < later_on THEN was END AS was
    FROM led
    UNION ALL
    SELECT CASE WHEN seen_on = $since THEN 'left' ELSE 'joined' END, seen_on, partnership_id, school_id, NULL
    FROM joined
)

SELECT
    told.kind, told.partnership_id, stood.name AS partnership_name, stood.mode, stood.core_name,
    areas.area_code, areas.name_zh AS area_name, areas.name_en AS area_name_en,
    schools.school_id, schools.name AS school_name, schools.stage,
    told.was, stood.started_on, stood.ended_on, told.seen_on, COUNT(*) OVER () AS found
FROM told
LEFT JOIN judged_partnerships AS stood
    ON ($named OR CAST($area AS VARCHAR) IS NOT NULL)
    AND stood.programme_id = $programme AND stood.as_of IN ($since, $as_of)
    AND stood.as_of = told.seen_on AND stood.partnership_id = told.partnership_id
LEFT JOIN programme_schools AS schools
    ON ($named OR CAST($area AS VARCHAR) IS NOT NULL)
    AND schools.programme_id = $programme AND schools.as_of IN ($since, $as_of)
    AND schools.as_of = told.seen_on AND schools.school_id = told.school_id
LEFT JOIN areas ON $named AND areas.area_code = COALESCE(schools.area_code, stood.area_code)
WHERE (CAST($kind AS VARCHAR) IS NULL OR told.kind = $kind)
    AND (CAST($area AS VARCHAR) IS NULL OR COALESCE(schools.area_code, stood.area_code) = $area)
ORDER BY
    told.kind, CASE WHEN $named THEN areas.position END, CASE WHEN $named THEN stood.name END,
    CASE WHEN $named THEN told.partnership_id END, CASE WHEN $named THEN schools.name END
