-- school_roles: the partnerships that each school led or belonged to at each snapshot, ordered by school (see school_years).
-- grain one row per programme, school, partnership, role and snapshot
--   programme_id VARCHAR, school_id VARCHAR, partnership_id VARCHAR, is_core BOOLEAN, as_of DATE
SELECT programme_id, school_id, partnership_id, is_core, as_of
FROM partnership_schools
ORDER BY school_id, programme_id, partnership_id, is_core, as_of
