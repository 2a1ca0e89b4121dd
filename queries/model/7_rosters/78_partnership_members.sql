-- partnership_members: the schools that each partnership listed as members at each snapshot, ordered by partnership.
-- grain one row per programme, partnership, member and snapshot
--   programme_id VARCHAR, partnership_id VARCHAR, school_id VARCHAR, as_of DATE
SELECT programme_id, partnership_id, school_id, as_of
FROM partnership_schools
WHERE NOT is_core
ORDER BY partnership_id, programme_id, school_id, as_of
