-- judged_partnerships: is a partnership active on the snapshot's date, and does its core school qualify?
-- Active: begun by that day, not reported as ended, its last day (inclusive) not past; a missing start counts
-- as begun. Qualifying by lead_rule: quality (优质学校), urban (城区学校) or any; unknown does not qualify.
-- grain one row per programme, snapshot and partnership
--   programme_id VARCHAR, place_code VARCHAR, as_of DATE, partnership_id VARCHAR, core_school_id VARCHAR, core_name VARCHAR,
--   mode VARCHAR, started_on DATE, ended_on DATE, is_active BOOLEAN, is_qualifying BOOLEAN
SELECT
    rules.programme_id,
    rules.place_code,
    rules.as_of,
    partnerships.partnership_id,
    partnerships.core_school_id,
    partnerships.core_name,
    partnerships.mode,
    partnerships.started_on,
    partnerships.ended_on,
    NOT partnerships.is_ended
        AND COALESCE(partnerships.started_on <= rules.as_of, TRUE)
        AND COALESCE(partnerships.ended_on >= rules.as_of, TRUE) AS is_active,
    CASE rules.lead_rule
        WHEN 'quality' THEN COALESCE(core.is_quality, partnerships.core_is_quality, FALSE)
        WHEN 'urban' THEN COALESCE(core.band = '城区', FALSE)
        WHEN 'any' THEN TRUE
    END AS is_qualifying
FROM programme_snapshots AS rules
JOIN partnerships
    ON partnerships.place_code = rules.place_code AND partnerships.as_of = rules.as_of
LEFT JOIN classified_schools AS core
    ON core.place_code = partnerships.place_code
    AND core.as_of = partnerships.as_of
    AND core.school_id = partnerships.core_school_id
