-- goal_dates: the snapshots that decide the standing of a goal, as known on each snapshot's date.
-- grain one row per goal, area and date of view
--   goal_id VARCHAR, area_code VARCHAR, seen_on DATE, kind VARCHAR, due DATE,
--   due_as_of DATE (last with data on or before the due date), last_as_of DATE (last with data),
--   later_met_on DATE (first after the due date that meets it)
SELECT
    figures.goal_id,
    figures.area_code,
    seen.as_of AS seen_on,
    figures.kind,
    figures.due,
    MAX(CASE WHEN figures.has_data AND figures.as_of <= figures.due THEN figures.as_of END) AS due_as_of,
    MAX(CASE WHEN figures.has_data THEN figures.as_of END) AS last_as_of,
    MIN(CASE WHEN figures.is_met AND figures.as_of > figures.due THEN figures.as_of END) AS later_met_on
FROM goal_figures AS figures
JOIN programme_snapshots AS seen
    ON seen.programme_id = figures.programme_id AND seen.as_of >= figures.as_of
GROUP BY figures.goal_id, figures.area_code, seen.as_of, figures.kind, figures.due
