-- partnership_changes: what became of the active partnerships between two snapshots, and who joined or left them.
-- A partnership is followed under its first id, a school under its first code; whoever is in a partnership that began has joined it.
-- grain one row per partnership that began, ended or changed its core, and per partnership and member that joined or left
--   kind VARCHAR (begun, ended, core_changed, joined, left), partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR,
--   core_name VARCHAR, area_code VARCHAR (of the member, else of the partnership), area_name VARCHAR, area_name_en VARCHAR,
--   school_id VARCHAR (the member; else null), school_name VARCHAR, stage VARCHAR, was VARCHAR (the core before), started_on DATE,
--   ended_on DATE, seen_on DATE (the later snapshot, or the earlier one of what is gone)
-- parameters programme VARCHAR, since DATE, as_of DATE, area VARCHAR (null: the whole place), kind VARCHAR (null: all)
WITH differing AS (
    SELECT DISTINCT first_id
    FROM changed_partnerships
    WHERE programme_id = $programme AND as_of > $since AND as_of <= $as_of
),

stood AS (
    SELECT
        judged.*,
        differing.first_id,
        COALESCE(recoded.first_id, judged.core_school_id, judged.core_name, '') AS core
    FROM judged_partnerships AS judged
    LEFT JOIN renumbered_partnerships AS renumbered
        ON renumbered.place_code = judged.place_code AND renumbered.partnership_id = judged.partnership_id
    JOIN differing ON differing.first_id = COALESCE(renumbered.first_id, judged.partnership_id)
    LEFT JOIN recoded_schools AS recoded
        ON recoded.place_code = judged.place_code AND recoded.school_id = judged.core_school_id
    WHERE judged.programme_id = $programme AND judged.as_of IN ($since, $as_of) AND judged.is_active
),

followed AS (
    SELECT first_id, NULL AS first_school, as_of, partnership_id, NULL AS school_id, core, core_name
    FROM stood
    UNION ALL
    SELECT DISTINCT
        stood.first_id, COALESCE(recoded.first_id, members.school_id), stood.as_of, stood.partnership_id, members.school_id, NULL, NULL
    FROM stood
    JOIN members
        ON members.place_code = stood.place_code
        AND members.as_of = stood.as_of
        AND members.partnership_id = stood.partnership_id
    LEFT JOIN recoded_schools AS recoded
        ON recoded.place_code = members.place_code AND recoded.school_id = members.school_id
),

told AS (
    SELECT
        CASE
            WHEN COUNT(*) = 2 THEN 'core_changed'
            WHEN first_school IS NULL THEN CASE WHEN MAX(as_of) = $since THEN 'ended' ELSE 'begun' END
            ELSE CASE WHEN MAX(as_of) = $since THEN 'left' ELSE 'joined' END
        END AS kind,
        MAX(as_of) AS seen_on,
        ARG_MAX(partnership_id, as_of) AS partnership_id,
        ARG_MAX(school_id, as_of) AS school_id,
        CASE WHEN COUNT(*) = 2 THEN ARG_MIN(core_name, as_of) END AS was
    FROM followed
    GROUP BY first_id, first_school
    HAVING COUNT(*) = 1 OR COUNT(DISTINCT core) = 2
)

SELECT
    told.kind, stood.partnership_id, stood.name AS partnership_name, stood.mode, stood.core_name,
    areas.area_code, areas.name_zh AS area_name, areas.name_en AS area_name_en,
    schools.school_id, schools.name AS school_name, schools.stage,
    told.was, stood.started_on, stood.ended_on, told.seen_on
FROM told
JOIN stood ON stood.as_of = told.seen_on AND stood.partnership_id = told.partnership_id
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = $programme AND schools.as_of = told.seen_on AND schools.school_id = told.school_id
JOIN areas ON areas.area_code = COALESCE(schools.area_code, stood.area_code)
WHERE (CAST($kind AS VARCHAR) IS NULL OR told.kind = $kind)
    AND (CAST($area AS VARCHAR) IS NULL OR areas.area_code = $area)
ORDER BY told.kind, areas.position, stood.name, stood.partnership_id, schools.name
