-- snapshot_steps: each snapshot of a place and the one before it, as the two sides of one step.
-- grain one row per place, step and side; the first snapshot of a place has no step
--   place_code VARCHAR, as_of DATE (the later snapshot, which identifies the step), seen_on DATE (the snapshot of this side), is_later BOOLEAN
WITH steps AS (
    SELECT place_code, as_of, LAG(as_of) OVER (PARTITION BY place_code ORDER BY as_of) AS before
    FROM snapshots
)

SELECT place_code, as_of, as_of AS seen_on, TRUE AS is_later FROM steps WHERE before IS NOT NULL
UNION ALL
SELECT place_code, as_of, before AS seen_on, FALSE AS is_later FROM steps WHERE before IS NOT NULL
