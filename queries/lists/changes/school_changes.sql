-- school_changes: the changes of schools between two snapshots, one row for each school and kind of change.
-- Re-coded schools are followed under their first code; merged means closed with a likely successor (model/likely_successors).
-- grain one row per school and kind of change, by kind, area and name
--   kind VARCHAR (opened, closed, merged, renamed, recoded, rebanded, restaged, moved), school_id VARCHAR, name VARCHAR,
--   area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR, band VARCHAR, stage VARCHAR, pupils INTEGER,
--   was VARCHAR (the earlier name, code, band, stage or area code), becomes VARCHAR (the later one), successor_id VARCHAR,
--   successor_name VARCHAR, evidence VARCHAR, seen_on DATE (the later snapshot; the earlier one for closed schools),
--   found BIGINT (number of all rows)
-- parameters programme VARCHAR, place VARCHAR, since DATE, as_of DATE,
--   area VARCHAR (null: the whole place; else schools in it at either date), kind VARCHAR (null: all),
--   named BOOLEAN (false: only to count, without names)
WITH differing AS (
    SELECT DISTINCT first_id
    FROM changed_schools
    WHERE place_code = $place AND as_of > $since AND as_of <= $as_of
),

coded AS (
    SELECT first_id, first_id AS school_id FROM differing
    UNION ALL
    SELECT differing.first_id, recoded.school_id
    FROM differing
    JOIN recoded_schools AS recoded ON recoded.place_code = $place AND recoded.first_id = differing.first_id
),

facts AS (
    SELECT
        coded.first_id, kinds.kind, schools.as_of, schools.school_id, schools.area_code,
        CASE kinds.kind
            WHEN 'renamed' THEN schools.name WHEN 'recoded' THEN schools.school_id WHEN 'rebanded' THEN schools.band
            WHEN 'restaged' THEN schools.stage WHEN 'moved' THEN schools.area_code
        END AS value
    FROM programme_schools AS schools
    JOIN coded ON coded.school_id = schools.school_id
    CROSS JOIN (SELECT UNNEST(STRING_SPLIT('existed renamed recoded rebanded restaged moved', ' ')) AS kind) AS kinds
    WHERE schools.programme_id = $programme AND schools.as_of IN ($since, $as_of)
),

compared AS (
    SELECT
        first_id, kind, MAX(CASE WHEN as_of = $since THEN school_id END) AS earlier_id,
        MAX(CASE WHEN as_of = $as_of THEN school_id END) AS later_id,
        MAX(CASE WHEN as_of = $since THEN value END) AS was,
        MAX(CASE WHEN as_of = $as_of THEN value END) AS becomes
    FROM facts
    GROUP BY first_id, kind
    HAVING CAST($area AS VARCHAR) IS NULL OR BOOL_OR(area_code = $area)
),

told AS (
    SELECT
        CASE
            WHEN compared.later_id IS NULL THEN CASE WHEN COUNT(heirs.successor_id) > 0 THEN 'merged' ELSE 'closed' END
            WHEN compared.earlier_id IS NULL THEN 'opened'
            ELSE compared.kind
        END AS kind,
        earlier_id, later_id, was, becomes,
        CASE WHEN compared.later_id IS NULL THEN $since ELSE $as_of END AS seen_on,
        ARG_MAX(heirs.successor_id, heirs.as_of) AS successor_id,
        ARG_MAX(heirs.successor_name, heirs.as_of) AS successor_name,
        ARG_MAX(heirs.evidence, heirs.as_of) AS evidence
    FROM compared
    LEFT JOIN likely_successors AS heirs
        ON compared.later_id IS NULL
        AND heirs.place_code = $place AND heirs.first_id = compared.first_id
        AND heirs.as_of > $since AND heirs.as_of <= $as_of
    WHERE CASE
        WHEN compared.earlier_id IS NULL OR compared.later_id IS NULL THEN compared.kind = 'existed'
        ELSE compared.was IS DISTINCT FROM compared.becomes
    END
    GROUP BY compared.first_id, kind, earlier_id, later_id, was, becomes
)

SELECT
    told.kind, schools.school_id, schools.name, schools.area_code,
    areas.name_zh AS area_name, areas.name_en AS area_name_en,
    schools.town_name, schools.band, schools.stage, schools.pupils,
    told.was, told.becomes, told.successor_id, told.successor_name, told.evidence, told.seen_on, COUNT(*) OVER () AS found
FROM told
LEFT JOIN programme_schools AS schools
    ON $named
    AND schools.programme_id = $programme AND schools.as_of IN ($since, $as_of)
    AND schools.as_of = told.seen_on AND schools.school_id = COALESCE(told.later_id, told.earlier_id)
LEFT JOIN areas ON $named AND areas.area_code = schools.area_code
WHERE CAST($kind AS VARCHAR) IS NULL OR told.kind = $kind
ORDER BY told.kind, areas.position, schools.town_name, schools.name, schools.school_id
