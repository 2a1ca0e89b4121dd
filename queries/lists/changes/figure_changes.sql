-- figure_changes: each unit that an indicator counts at one of two snapshots, with the part of the change it belongs to.
-- stayed: counted at both dates (re-coded units are followed). opened, closed: its school opened or closed, its partnership began or ended.
-- reclassified: its school exists at both dates and is counted differently by rule: its class or area made it enter or leave; or it is counted
-- at both, and became paired or unpaired only because other sites fold into it (归并, model/refolded_units), while no partnership changed.
-- reporting: not known at one date: a fact that decides whether it counts was blank, or its county had no data. This goes before reclassified.
-- Neither reclassified nor reporting is a real change. entered, left: its own facts, known at both dates, made it counted or not counted.
-- grain one row per unit, by area and name; with $named, only those units of stayed whose share changed
--   part VARCHAR, unit_id VARCHAR, unit_name VARCHAR, area_code VARCHAR, area_name VARCHAR (names only with $named),
--   area_name_en VARCHAR, unit_kind VARCHAR (school, partnership; null: neither, or not known), numerator_before DOUBLE,
--   denominator_before DOUBLE, numerator DOUBLE,
--   denominator DOUBLE (0 of 0 where not counted),
--   step TINYINT (units counted at both dates: 1 a larger share than before, -1 a smaller share; else 0), seen_on DATE,
--   found BIGINT (number of all rows)
-- parameters programme VARCHAR, place VARCHAR, indicator VARCHAR, since DATE, as_of DATE, area VARCHAR (null: the whole place),
--   part VARCHAR (null: all),
--   named BOOLEAN, across BOOLEAN (true for computed indicators: a unit may change its area),
--   facts VARCHAR (regular expression of the blanks that decide whether a unit counts; null: none),
--   singly BOOLEAN (awards, events, families: each is counted only once)
WITH counted AS (
    SELECT units.*, COALESCE(followed.first_id, units.unit_id) AS first_id
    FROM query_table($indicator) AS units
    LEFT JOIN followed_units AS followed ON followed.place_code = $place AND followed.id = units.unit_id
    WHERE units.programme_id = $programme AND units.as_of IN ($since, $as_of)
        AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
),

earlier AS (SELECT * FROM counted WHERE as_of = $since),

later AS (SELECT * FROM counted WHERE as_of = $as_of),

sides AS (
    SELECT
        COALESCE(later.first_id, earlier.first_id) AS first_id, COALESCE(later.unit_id, earlier.unit_id) AS unit_id,
        COALESCE(later.area_code, earlier.area_code) AS area_code,
        COALESCE(earlier.numerator, 0) AS numerator_before, COALESCE(earlier.denominator, 0) AS denominator_before,
        COALESCE(later.numerator, 0) AS numerator, COALESCE(later.denominator, 0) AS denominator,
        COALESCE(SIGN(later.numerator * earlier.denominator - earlier.numerator * later.denominator), 0) AS step,
        later.as_of AS later_on, earlier.as_of AS earlier_on,
        CASE WHEN refolded.first_id IS NULL THEN 'stayed' ELSE 'reclassified' END AS if_stayed
    FROM earlier FULL JOIN later
        ON later.first_id = earlier.first_id
        AND CASE WHEN NOT $across THEN later.area_code ELSE '' END = CASE WHEN NOT $across THEN earlier.area_code ELSE '' END
    LEFT JOIN refolded_units AS refolded
        ON $indicator = 'rural_pairing_coverage' AND refolded.programme_id = $programme
        AND refolded.since = $since AND refolded.as_of = $as_of AND refolded.first_id = later.first_id
        AND earlier.first_id IS NOT NULL
),

looked_up AS (
    SELECT *, COALESCE(later_on, earlier_on) AS seen_on, CASE WHEN later_on IS NULL THEN $as_of ELSE $since END AS other_on
    FROM sides
    WHERE later_on IS NULL OR earlier_on IS NULL OR ($named AND step <> 0)
),

existing AS (
    SELECT as_of, first_id, class, area_code, blanks, name
    FROM existing_units
    WHERE programme_id = $programme AND as_of IN ($since, $as_of) AND first_id IN (SELECT first_id FROM looked_up)
),

told AS (
    SELECT
        CASE
            WHEN later_on = $as_of AND earlier_on = $since THEN if_stayed
            WHEN mine.first_id IS NOT NULL AND other.first_id IS NULL THEN CASE WHEN other_on = $since THEN 'opened' ELSE 'closed' END
            WHEN CAST($area AS VARCHAR) IS NOT NULL AND mine.area_code <> other.area_code THEN 'reclassified'
            WHEN REGEXP_EXTRACT_ALL(mine.blanks, $facts) <> REGEXP_EXTRACT_ALL(other.blanks, $facts) THEN 'reporting'
            WHEN $indicator = 'rural_pairing_coverage' OR mine.class <> other.class THEN 'reclassified'
            WHEN NOT $singly AND NOT ($across AND mine.class IS NOT NULL) AND reported.area_code IS NULL THEN 'reporting'
            ELSE CASE WHEN other_on = $since THEN 'entered' ELSE 'left' END
        END AS part,
        looked_up.* EXCLUDE (if_stayed), mine.name,
        CASE WHEN mine.class IS NOT NULL THEN 'school' WHEN mine.first_id IS NOT NULL THEN 'partnership' END AS unit_kind
    FROM looked_up
    LEFT JOIN existing AS mine ON mine.as_of = looked_up.seen_on AND mine.first_id = looked_up.first_id
    LEFT JOIN existing AS other ON other.as_of = looked_up.other_on AND other.first_id = looked_up.first_id
    LEFT JOIN reporting_areas AS reported
        ON reported.programme_id = $programme AND reported.indicator_id = $indicator
        AND reported.as_of = looked_up.other_on AND reported.area_code = looked_up.area_code
    UNION ALL
    SELECT if_stayed, * EXCLUDE (if_stayed), $as_of, $since, NULL, NULL FROM sides
    WHERE NOT $named AND later_on = $as_of AND earlier_on = $since
)

SELECT
    told.part, told.unit_id, COALESCE(told.name, areas.name_zh) AS unit_name, told.area_code,
    areas.name_zh AS area_name, areas.name_en AS area_name_en, told.unit_kind,
    told.numerator_before, told.denominator_before, told.numerator, told.denominator,
    CAST(told.step AS TINYINT) AS step, told.seen_on,
    COUNT(*) OVER () AS found
FROM told
LEFT JOIN areas ON $named AND areas.area_code = told.area_code
WHERE CAST($part AS VARCHAR) IS NULL OR told.part = $part
ORDER BY CASE WHEN $named THEN CONCAT(told.area_code, ' ', COALESCE(told.name, areas.name_zh), ' ', told.unit_id) END
