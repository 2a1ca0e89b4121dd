-- pairing_members: each member of a partnership with its core school, without names: the arcs of the map.
-- State: active, ended or upcoming on the snapshot's date. Exchanged: teachers sent to the member by that date, as reported.
-- grain one row per programme, snapshot, partnership and member
--   programme_id VARCHAR, as_of DATE, partnership_id VARCHAR, mode VARCHAR, state VARCHAR, core_school_id VARCHAR,
--   core_area VARCHAR, core_is_quality BOOLEAN, member_id VARCHAR, area_code VARCHAR (of the member),
--   is_counted BOOLEAN (pairs a rural unit), is_placed BOOLEAN (both schools), is_outside BOOLEAN (led from another city),
--   members BIGINT (of the partnership), exchanged BIGINT
SELECT
    judged.programme_id,
    judged.as_of,
    judged.partnership_id,
    judged.mode,
    CASE
        WHEN judged.is_active THEN 'active'
        WHEN judged.started_on > judged.as_of THEN 'upcoming'
        ELSE 'ended'
    END AS state,
    judged.core_school_id,
    core.area_code AS core_area,
    COALESCE(core.is_quality, partnerships.core_is_quality, FALSE) AS core_is_quality,
    member.school_id AS member_id,
    member.area_code,
    judged.is_active AND judged.is_qualifying AND sites.unit_id IS NOT NULL AS is_counted,
    core.lon IS NOT NULL AND member.lon IS NOT NULL AS is_placed,
    judged.core_school_id IS NULL AND judged.core_name IS NOT NULL AS is_outside,
    COUNT(*) OVER (PARTITION BY judged.programme_id, judged.as_of, judged.partnership_id) AS members,
    COALESCE(sent.teachers, 0)::BIGINT AS exchanged
FROM judged_partnerships AS judged
JOIN partnerships USING (place_code, as_of, partnership_id)
JOIN members USING (place_code, as_of, partnership_id)
JOIN programme_schools AS member
    ON member.programme_id = judged.programme_id
    AND member.as_of = judged.as_of
    AND member.school_id = members.school_id
LEFT JOIN programme_schools AS core
    ON core.programme_id = judged.programme_id
    AND core.as_of = judged.as_of
    AND core.school_id = judged.core_school_id
LEFT JOIN unit_sites AS sites
    ON sites.programme_id = judged.programme_id AND sites.as_of = judged.as_of AND sites.site_id = members.school_id
LEFT JOIN (
    SELECT place_code, as_of, partnership_id, school_id, SUM(teachers) AS teachers
    FROM activities
    WHERE kind = '教师交流' AND held_on <= as_of
    GROUP BY place_code, as_of, partnership_id, school_id
) AS sent
    ON sent.place_code = judged.place_code
    AND sent.as_of = judged.as_of
    AND sent.partnership_id = judged.partnership_id
    AND sent.school_id = members.school_id
