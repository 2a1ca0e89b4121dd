-- partnership_changes: the changes of active partnerships between two snapshots, and the schools that joined or left them.
-- A partnership is followed under its first id, a school under its first code; the members of a new partnership count as joined.
-- Names are looked up only for the requested page, so rows are ordered by area and id.
-- grain one row per partnership that began, ended or changed its core, and per partnership and member that joined or left
--   kind VARCHAR (begun, ended, core_changed, joined, left), partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR,
--   core_name VARCHAR, area_code VARCHAR (of the member, else of the partnership), area_name VARCHAR, area_name_en VARCHAR,
--   school_id VARCHAR (the member; else null), school_name VARCHAR, stage VARCHAR, was VARCHAR (the core before), started_on DATE,
--   ended_on DATE, seen_on DATE (the later snapshot; the earlier one for what has ended or left), found BIGINT (number of all rows)
-- parameters programme VARCHAR, place VARCHAR, since DATE, as_of DATE, area VARCHAR (null: the whole place), kind VARCHAR (null: all),
--   named BOOLEAN (false: only to count), first BIGINT, size BIGINT (null: all; first and size are the requested page)
WITH led AS NOT MATERIALIZED (
    SELECT
        judged.as_of, judged.partnership_id, judged.area_code, judged.core_name,
        COALESCE(followed.first_id, judged.partnership_id) AS first_id,
        COALESCE(core.first_id, judged.core_school_id, judged.core_name, '') AS core
    FROM judged_partnerships AS judged
    LEFT JOIN followed_units AS followed ON followed.place_code = $place AND followed.id = judged.partnership_id
    LEFT JOIN followed_units AS core ON core.place_code = $place AND core.id = judged.core_school_id
    WHERE judged.programme_id = $programme AND judged.as_of IN ($since, $as_of) AND judged.is_active
        AND COALESCE($kind, 'begun') NOT IN ('joined', 'left')
),

listed AS NOT MATERIALIZED (
    SELECT
        part.as_of, part.partnership_id, part.school_id, part.area_code,
        COALESCE(followed.first_id, part.partnership_id) AS first_id, COALESCE(member.first_id, part.school_id) AS member
    FROM partnership_schools AS part
    LEFT JOIN followed_units AS followed ON followed.place_code = $place AND followed.id = part.partnership_id
    LEFT JOIN followed_units AS member ON member.place_code = $place AND member.id = part.school_id
    WHERE part.programme_id = $programme AND part.as_of IN ($since, $as_of) AND part.is_active AND NOT part.is_core
        AND COALESCE($kind, 'joined') IN ('joined', 'left')
),

told AS (
    SELECT
        CASE WHEN earlier.as_of IS NULL THEN 'begun' WHEN later.as_of IS NULL THEN 'ended' ELSE 'core_changed' END AS kind,
        COALESCE(later.as_of, earlier.as_of) AS as_of, COALESCE(later.area_code, earlier.area_code) AS area_code,
        COALESCE(later.partnership_id, earlier.partnership_id) AS partnership_id, NULL AS school_id,
        CASE WHEN later.as_of IS NOT NULL THEN earlier.core_name END AS was
    FROM (SELECT * FROM led WHERE as_of = $since) AS earlier
    FULL JOIN (SELECT * FROM led WHERE as_of = $as_of) AS later ON later.first_id = earlier.first_id
    WHERE earlier.as_of IS NULL OR later.as_of IS NULL OR later.core <> earlier.core
    UNION ALL
    SELECT
        CASE WHEN earlier.as_of IS NULL THEN 'joined' ELSE 'left' END, COALESCE(later.as_of, earlier.as_of),
        COALESCE(later.area_code, earlier.area_code), COALESCE(later.partnership_id, earlier.partnership_id),
        COALESCE(later.school_id, earlier.school_id), NULL
    FROM (SELECT * FROM listed WHERE as_of = $since) AS earlier
    FULL JOIN (SELECT * FROM listed WHERE as_of = $as_of) AS later
        ON later.first_id = earlier.first_id AND later.member = earlier.member
    WHERE earlier.as_of IS NULL OR later.as_of IS NULL
),

asked AS (
    SELECT * FROM told
    WHERE (CAST($kind AS VARCHAR) IS NULL OR kind = $kind) AND (CAST($area AS VARCHAR) IS NULL OR area_code = $area)
),

shown AS (
    SELECT asked.*, areas.position, areas.name_zh, areas.name_en
    FROM asked
    LEFT JOIN areas ON areas.area_code = asked.area_code
    WHERE $named
    ORDER BY asked.kind, areas.position, asked.partnership_id, asked.school_id
    LIMIT $size OFFSET $first
),

rows_told AS (
    SELECT * FROM shown
    UNION ALL
    SELECT *, NULL, NULL, NULL FROM asked WHERE NOT $named
)

SELECT
    shown.kind, shown.partnership_id, stood.name AS partnership_name, stood.mode, stood.core_name,
    shown.area_code, shown.name_zh AS area_name, shown.name_en AS area_name_en,
    shown.school_id, schools.name AS school_name, schools.stage,
    shown.was, stood.started_on, stood.ended_on, shown.as_of AS seen_on, (SELECT COUNT(*) FROM asked) AS found
FROM rows_told AS shown
LEFT JOIN judged_partnerships AS stood
    ON $named AND stood.programme_id = $programme AND stood.as_of IN ($since, $as_of)
    AND stood.as_of = shown.as_of AND stood.partnership_id = shown.partnership_id
LEFT JOIN programme_schools AS schools
    ON $named AND schools.programme_id = $programme AND schools.as_of IN ($since, $as_of)
    AND schools.as_of = shown.as_of AND schools.school_id = shown.school_id
ORDER BY shown.kind, shown.position, shown.partnership_id, shown.school_id
