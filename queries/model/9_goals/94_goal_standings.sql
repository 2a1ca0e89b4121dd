-- goal_standings: the standing of each goal: met_on_time, met_late, met_undated, not_met, pending, no_data, reference.
-- met_undated: met, but there is no snapshot on or before the due date. pending: due after the newest snapshot.
-- grain one row per goal, area and date of view
--   goal_id VARCHAR, area_code VARCHAR, seen_on DATE, standing VARCHAR,
--   as_of DATE (the snapshot that decides the standing), met_on DATE (the snapshot that meets the goal), due_as_of DATE
WITH judged AS (
    SELECT
        dates.*,
        CASE
            WHEN dates.last_as_of IS NULL THEN 'no_data'
            WHEN dates.kind = 'reference' THEN 'reference'
            WHEN dates.due > dates.seen_on THEN 'pending'
            WHEN at_due.is_met THEN 'met_on_time'
            WHEN dates.later_met_on IS NOT NULL AND dates.due_as_of IS NULL THEN 'met_undated'
            WHEN dates.later_met_on IS NOT NULL THEN 'met_late'
            ELSE 'not_met'
        END AS standing
    FROM goal_dates AS dates
    LEFT JOIN goal_figures AS at_due
        ON at_due.goal_id = dates.goal_id
        AND at_due.area_code = dates.area_code
        AND at_due.as_of = dates.due_as_of
)
SELECT
    goal_id,
    area_code,
    seen_on,
    standing,
    CASE standing
        WHEN 'met_on_time' THEN due_as_of
        WHEN 'met_late' THEN later_met_on
        WHEN 'met_undated' THEN later_met_on
        ELSE last_as_of
    END AS as_of,
    CASE standing
        WHEN 'met_on_time' THEN due_as_of
        WHEN 'met_late' THEN later_met_on
    END AS met_on,
    due_as_of
FROM judged
