-- paired_units: the counting units that belong to an active partnership with a qualifying core, and to which.
-- A unit is paired when any of its sites is listed as a member; leading a partnership does not pair the leader.
-- grain one row per programme, snapshot, counting unit and partnership
--   programme_id VARCHAR, as_of DATE, unit_id VARCHAR, partnership_id VARCHAR, core_name VARCHAR,
--   mode VARCHAR, started_on DATE
SELECT DISTINCT
    sites.programme_id,
    sites.as_of,
    sites.unit_id,
    judged.partnership_id,
    judged.core_name,
    judged.mode,
    judged.started_on
FROM unit_sites AS sites
JOIN members ON members.as_of = sites.as_of AND members.school_id = sites.site_id
JOIN judged_partnerships AS judged
    ON judged.programme_id = sites.programme_id
    AND judged.as_of = sites.as_of
    AND judged.partnership_id = members.partnership_id
WHERE judged.is_active AND judged.is_qualifying
