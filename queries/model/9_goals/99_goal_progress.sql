-- goal_progress: the goals with the figures they are judged by, for each area where they are judged.
-- grain one row per goal, judged area and date of view
--   seen_on DATE, goal_position BIGINT, position BIGINT (of the area),
--   goal_id VARCHAR, programme_id VARCHAR, indicator_id VARCHAR, name_zh VARCHAR, name_en VARCHAR, kind VARCHAR,
--   comparator VARCHAR, target DOUBLE, unit VARCHAR, scale DOUBLE, format VARCHAR, direction VARCHAR, due DATE,
--   milestone VARCHAR, judged VARCHAR, scope VARCHAR, clause VARCHAR, note_zh VARCHAR, note_en VARCHAR,
--   area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, level VARCHAR, standing VARCHAR, as_of DATE,
--   met_on DATE, numerator DOUBLE, denominator DOUBLE, due_as_of DATE, due_numerator DOUBLE, due_denominator DOUBLE,
--   last_as_of DATE, last_numerator DOUBLE, last_denominator DOUBLE, pace_as_of DATE, pace_numerator DOUBLE,
--   pace_denominator DOUBLE, silent_areas VARCHAR (counties without data at as_of, where others have some),
--   silent_areas_en VARCHAR, missed_years VARCHAR (for a goal judged each year: the judged years in which it was not met)
SELECT
    standings.seen_on,
    goals.position AS goal_position,
    areas.position,
    goals.goal_id,
    goals.programme_id,
    goals.indicator_id,
    goals.name_zh,
    goals.name_en,
    goals.kind,
    goals.comparator,
    CAST(goals.target AS DOUBLE) AS target,
    goals.unit,
    CAST(goals.scale AS DOUBLE) AS scale,
    indicators.format,
    indicators.direction,
    goals.due,
    goals.milestone,
    goals.judged,
    goals.scope,
    goals.clause,
    goals.note_zh,
    goals.note_en,
    standings.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    areas.level,
    standings.standing,
    standings.as_of,
    standings.met_on,
    figures.numerator,
    figures.denominator,
    standings.due_as_of,
    at_due.numerator AS due_numerator,
    at_due.denominator AS due_denominator,
    pace.last_as_of,
    pace.last_numerator,
    pace.last_denominator,
    pace.pace_as_of,
    pace.pace_numerator,
    pace.pace_denominator,
    silent.silent_areas,
    silent.silent_areas_en,
    missed.missed_years
FROM goals
JOIN indicators ON indicators.indicator_id = goals.indicator_id
JOIN goal_standings AS standings ON standings.goal_id = goals.goal_id
JOIN areas ON areas.area_code = standings.area_code
LEFT JOIN goal_figures AS figures
    ON figures.goal_id = standings.goal_id
    AND figures.area_code = standings.area_code
    AND figures.as_of = standings.as_of
LEFT JOIN goal_figures AS at_due
    ON at_due.goal_id = standings.goal_id
    AND at_due.area_code = standings.area_code
    AND at_due.as_of = standings.due_as_of
LEFT JOIN goal_pace AS pace
    ON pace.goal_id = standings.goal_id
    AND pace.area_code = standings.area_code
    AND pace.seen_on = standings.seen_on
LEFT JOIN silent_counties AS silent
    ON areas.level = 'place'
    AND silent.programme_id = goals.programme_id
    AND silent.indicator_id = goals.indicator_id
    AND silent.as_of = standings.as_of
LEFT JOIN missed_years AS missed
    ON missed.goal_id = standings.goal_id
    AND missed.area_code = standings.area_code
    AND missed.seen_on = standings.seen_on
ORDER BY goals.programme_id, standings.seen_on, standings.area_code
