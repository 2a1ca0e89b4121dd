-- judged_partnerships: whether each partnership is active on the snapshot's date, and whether its core school qualifies.
-- Active: begun by that date, not reported as ended, and its last day (inclusive) not past; without a start date it counts
-- as begun. Qualifying by lead_rule: quality (优质学校), urban (城区学校) or any named core; an unknown core does not qualify.
-- A partnership belongs to the county that reports it; if the place is itself a county, to the township of its core
-- school, else of a member, else to the place.
-- grain one row per programme, snapshot and partnership
--   programme_id VARCHAR, place_code VARCHAR, as_of DATE, partnership_id VARCHAR, name VARCHAR, county_code VARCHAR,
--   area_code VARCHAR, core_school_id VARCHAR, core_name VARCHAR, core_place VARCHAR, mode VARCHAR, written_mode VARCHAR,
--   started_on DATE, ended_on DATE, plan_filed BOOLEAN, is_quality_group BOOLEAN, source VARCHAR, has_begun BOOLEAN,
--   is_active BOOLEAN, is_qualifying BOOLEAN
SELECT
    rules.programme_id,
    rules.place_code,
    rules.as_of,
    partnerships.partnership_id,
    partnerships.name,
    COALESCE(partnerships.county_code, core.county_code, first_member.county_code, rules.place_code) AS county_code,
    COALESCE(
        NULLIF(partnerships.county_code, rules.place_code), core.area_code, first_member.area_code, rules.place_code
    ) AS area_code,
    partnerships.core_school_id,
    partnerships.core_name,
    partnerships.core_place,
    partnerships.mode,
    partnerships.written_mode,
    partnerships.started_on,
    partnerships.ended_on,
    partnerships.plan_filed,
    partnerships.is_quality_group,
    partnerships.source,
    COALESCE(partnerships.started_on <= rules.as_of, TRUE) AS has_begun,
    NOT partnerships.is_ended
        AND COALESCE(partnerships.started_on <= rules.as_of, TRUE)
        AND COALESCE(partnerships.ended_on >= rules.as_of, TRUE) AS is_active,
    CASE rules.lead_rule
        WHEN 'quality' THEN COALESCE(core.is_quality, partnerships.core_is_quality, FALSE)
        WHEN 'urban' THEN COALESCE(core.band = '城区', FALSE)
        WHEN 'any' THEN partnerships.core_name IS NOT NULL
    END AS is_qualifying
FROM programme_snapshots AS rules
JOIN partnerships
    ON partnerships.place_code = rules.place_code AND partnerships.as_of = rules.as_of
LEFT JOIN programme_schools AS core
    ON core.programme_id = rules.programme_id
    AND core.as_of = rules.as_of
    AND core.school_id = partnerships.core_school_id
LEFT JOIN (
    SELECT
        schools.programme_id,
        schools.as_of,
        members.partnership_id,
        MIN(schools.county_code) AS county_code,
        MIN(schools.area_code) AS area_code
    FROM members
    JOIN programme_schools AS schools
        ON schools.place_code = members.place_code
        AND schools.as_of = members.as_of
        AND schools.school_id = members.school_id
    GROUP BY schools.programme_id, schools.as_of, members.partnership_id
) AS first_member
    ON first_member.programme_id = rules.programme_id
    AND first_member.as_of = rules.as_of
    AND first_member.partnership_id = partnerships.partnership_id
ORDER BY rules.programme_id, rules.as_of, area_code
