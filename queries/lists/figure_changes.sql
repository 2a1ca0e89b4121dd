-- figure_changes: each unit that an indicator counts at one of two snapshots, and what became of it.
-- stayed: counted at both (re-coded units are followed); opened, closed: its school came or went, its partnership began or ended;
-- reclassified: its school exists at both, but its class, area or folding into a managing school made it enter or leave;
-- reporting: its county had no data at the other snapshot; entered, left: its own facts made it counted or not.
-- grain one row per unit, by area and name; with $named, of what stayed only those whose share changed
--   part VARCHAR, unit_id VARCHAR, unit_name VARCHAR (of what stayed only with $named), area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, unit_kind VARCHAR (school, partnership; null: neither, or not known), numerator_before DOUBLE, denominator_before DOUBLE, numerator DOUBLE,
--   denominator DOUBLE (0 of 0 where not counted), step TINYINT (of what stayed: 1 a larger share than before, -1 a smaller one, else 0), seen_on DATE
-- parameters programme VARCHAR, indicator VARCHAR, since DATE, as_of DATE, area VARCHAR (null: the whole place), part VARCHAR (null: all),
--   named BOOLEAN
WITH counted AS (
    SELECT
        units.*,
        COALESCE(recoded.first_id, renumbered.first_id, units.unit_id) AS first_id,
        CASE WHEN indicators.period = 'computed' THEN '' ELSE units.area_code END AS home,
        indicators.unit_counted IN ('award', 'event', 'family') AS is_counted_singly
    FROM query_table($indicator) AS units
    JOIN indicators ON indicators.indicator_id = $indicator
    JOIN programmes ON programmes.programme_id = units.programme_id
    LEFT JOIN recoded_schools AS recoded
        ON recoded.place_code = programmes.place_code AND recoded.school_id = units.unit_id
    LEFT JOIN renumbered_partnerships AS renumbered
        ON renumbered.place_code = programmes.place_code AND renumbered.partnership_id = units.unit_id
    WHERE units.programme_id = $programme
        AND units.as_of IN ($since, $as_of)
        AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
),

sides AS (
    SELECT
        COALESCE(later.first_id, earlier.first_id) AS first_id,
        COALESCE(later.unit_id, earlier.unit_id) AS unit_id,
        COALESCE(later.area_code, earlier.area_code) AS area_code,
        COALESCE(later.is_counted_singly, earlier.is_counted_singly) AS is_counted_singly,
        COALESCE(earlier.numerator, 0) AS numerator_before,
        COALESCE(earlier.denominator, 0) AS denominator_before,
        COALESCE(later.numerator, 0) AS numerator,
        COALESCE(later.denominator, 0) AS denominator,
        CASE WHEN later.first_id IS NULL THEN $since ELSE $as_of END AS seen_on,
        CASE WHEN later.first_id IS NULL THEN $as_of WHEN earlier.first_id IS NULL THEN $since END AS other_on
    FROM (SELECT * FROM counted WHERE as_of = $since) AS earlier
    FULL JOIN (SELECT * FROM counted WHERE as_of = $as_of) AS later
        ON later.first_id = earlier.first_id AND later.home = earlier.home
),

told AS (
    SELECT
        CASE
            WHEN sides.other_on IS NULL THEN 'stayed'
            WHEN mine.unit_id IS NOT NULL AND other.unit_id IS NULL AND sides.other_on = $since THEN 'opened'
            WHEN mine.unit_id IS NOT NULL AND other.unit_id IS NULL THEN 'closed'
            WHEN $indicator = 'rural_pairing_coverage' OR mine.class <> other.class THEN 'reclassified'
            WHEN NOT sides.is_counted_singly AND reported.area_code IS NULL THEN 'reporting'
            WHEN sides.other_on = $since THEN 'entered'
            ELSE 'left'
        END AS part,
        sides.*,
        COALESCE(mine.name, areas.name_zh) AS unit_name,
        areas.name_zh AS area_name, areas.name_en AS area_name_en,
        CASE WHEN mine.class IS NOT NULL THEN 'school' WHEN mine.unit_id IS NOT NULL THEN 'partnership' END AS unit_kind
    FROM sides
    JOIN areas ON areas.area_code = sides.area_code
    LEFT JOIN existing_units AS mine
        ON (sides.other_on IS NOT NULL OR $named)
        AND mine.programme_id = $programme AND mine.as_of = sides.seen_on AND mine.unit_id = sides.unit_id
    LEFT JOIN existing_units AS other
        ON other.programme_id = $programme AND other.as_of = sides.other_on AND other.first_id = sides.first_id
    LEFT JOIN reporting_areas AS reported
        ON reported.programme_id = $programme AND reported.indicator_id = $indicator
        AND reported.as_of = sides.other_on AND reported.area_code = sides.area_code
)

SELECT
    part, unit_id, unit_name, area_code, area_name, area_name_en, unit_kind,
    numerator_before, denominator_before, numerator, denominator,
    CASE WHEN part = 'stayed' THEN SIGN(numerator * denominator_before - numerator_before * denominator) ELSE 0 END AS step,
    seen_on
FROM told
WHERE (CAST($part AS VARCHAR) IS NULL OR part = $part) AND (NOT $named OR part <> 'stayed' OR step <> 0)
ORDER BY area_code, unit_name, unit_id
