-- progress: the goals of a programme with the figures they are judged by, for each area where they are judged.
-- grain one row per goal and judged area, the place first
--   goal_id VARCHAR, programme_id VARCHAR, indicator_id VARCHAR, name_zh VARCHAR, name_en VARCHAR, kind VARCHAR,
--   comparator VARCHAR, target DOUBLE, unit VARCHAR, scale DOUBLE, format VARCHAR, direction VARCHAR, due DATE,
--   milestone VARCHAR, judged VARCHAR, scope VARCHAR, clause VARCHAR, note_zh VARCHAR, note_en VARCHAR,
--   area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, level VARCHAR, standing VARCHAR, as_of DATE,
--   met_on DATE, numerator DOUBLE, denominator DOUBLE, due_as_of DATE, due_numerator DOUBLE, due_denominator DOUBLE,
--   last_as_of DATE, last_numerator DOUBLE, last_denominator DOUBLE, pace_as_of DATE, pace_numerator DOUBLE,
--   pace_denominator DOUBLE, silent_areas VARCHAR (counties without data at as_of, where others have some),
--   silent_areas_en VARCHAR, missed_years VARCHAR (for a goal judged each year: the judged years in which it was not met)
-- parameters programme VARCHAR, as_of DATE (the date of the view: later snapshots are ignored),
--   own BOOLEAN (only the place and the area), area VARCHAR
SELECT
    goal_id,
    programme_id,
    indicator_id,
    name_zh,
    name_en,
    kind,
    comparator,
    target,
    unit,
    scale,
    format,
    direction,
    due,
    milestone,
    judged,
    scope,
    clause,
    note_zh,
    note_en,
    area_code,
    area_name,
    area_name_en,
    level,
    standing,
    as_of,
    met_on,
    numerator,
    denominator,
    due_as_of,
    due_numerator,
    due_denominator,
    last_as_of,
    last_numerator,
    last_denominator,
    pace_as_of,
    pace_numerator,
    pace_denominator,
    silent_areas,
    silent_areas_en,
    missed_years
FROM goal_progress
WHERE programme_id = $programme
    AND seen_on = $as_of
    AND (NOT $own OR level = 'place' OR area_code = $area)
ORDER BY goal_position, position
