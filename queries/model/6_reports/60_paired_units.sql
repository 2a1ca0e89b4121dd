-- paired_units: the counting units that belong to an active partnership with a qualifying core, with each such partnership.
-- A unit is paired if at least one of its sites is listed as a member; leading a partnership does not pair a school.
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
FROM judged_partnerships AS judged
JOIN members
    ON members.place_code = judged.place_code
    AND members.as_of = judged.as_of
    AND members.partnership_id = judged.partnership_id
JOIN unit_sites AS sites
    ON sites.programme_id = judged.programme_id
    AND sites.as_of = judged.as_of
    AND sites.site_id = members.school_id
WHERE judged.is_active AND judged.is_qualifying
