-- changed_partnerships: partnerships that began, ended, or changed their core or their members between a snapshot and the one before.
-- Whoever compares two distant snapshots need only look at the partnerships that stand here in between.
-- grain one row per programme, snapshot and partnership, under its first id
--   programme_id VARCHAR, as_of DATE (the later snapshot), first_id VARCHAR
WITH stood AS (
    SELECT
        judged.programme_id,
        judged.place_code,
        judged.as_of,
        COALESCE(renumbered.first_id, judged.partnership_id) AS first_id,
        COALESCE(judged.core_school_id, judged.core_name, '') AS core,
        BIT_XOR(HASH(members.school_id)) AS roster
    FROM judged_partnerships AS judged
    LEFT JOIN renumbered_partnerships AS renumbered
        ON renumbered.place_code = judged.place_code AND renumbered.partnership_id = judged.partnership_id
    LEFT JOIN members
        ON members.place_code = judged.place_code
        AND members.as_of = judged.as_of
        AND members.partnership_id = judged.partnership_id
    WHERE judged.is_active
    GROUP BY ALL
)

SELECT stood.programme_id, steps.as_of, stood.first_id
FROM snapshot_steps AS steps
JOIN stood ON stood.place_code = steps.place_code AND stood.as_of = steps.seen_on
GROUP BY stood.programme_id, steps.as_of, stood.first_id
HAVING COUNT(*) = 1 OR MIN(stood.core) <> MAX(stood.core) OR COUNT(DISTINCT stood.roster) <> 1 OR COUNT(stood.roster) = 1
