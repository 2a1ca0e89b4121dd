-- pairings: each member of a partnership with its core school: whether it is active, whether it counts, which border it crosses.
-- Only members that are in the roster; a core outside the roster has no area and no coordinates.
-- grain one row per programme, snapshot, partnership and member
--   programme_id VARCHAR, as_of DATE, partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR,
--   written_mode VARCHAR, started_on DATE, ended_on DATE, is_active BOOLEAN, is_qualifying BOOLEAN,
--   is_counted BOOLEAN (pairs a rural unit), state VARCHAR (active, ended, upcoming), core_school_id VARCHAR,
--   core_name VARCHAR, core_place VARCHAR, core_area_code VARCHAR, core_town_code VARCHAR, core_lon DOUBLE,
--   core_lat DOUBLE, member_id VARCHAR, member_name VARCHAR, member_area_code VARCHAR, member_town_code VARCHAR,
--   member_band VARCHAR, member_stage VARCHAR, member_pupils INTEGER, member_lon DOUBLE, member_lat DOUBLE,
--   crosses_area BOOLEAN, crosses_city BOOLEAN, source VARCHAR, border VARCHAR (inside, area, city; no_core)
SELECT
    judged.programme_id,
    judged.as_of,
    judged.partnership_id,
    judged.name AS partnership_name,
    judged.mode,
    judged.written_mode,
    judged.started_on,
    judged.ended_on,
    judged.is_active,
    judged.is_qualifying,
    judged.is_active AND judged.is_qualifying AND sites.unit_id IS NOT NULL AS is_counted,
    CASE
        WHEN judged.is_active THEN 'active'
        WHEN judged.started_on > judged.as_of THEN 'upcoming'
        ELSE 'ended'
    END AS state,
    judged.core_school_id,
    judged.core_name,
    judged.core_place,
    core.area_code AS core_area_code,
    core.town_code AS core_town_code,
    core.lon AS core_lon,
    core.lat AS core_lat,
    member.school_id AS member_id,
    member.name AS member_name,
    member.area_code AS member_area_code,
    member.town_code AS member_town_code,
    member.band AS member_band,
    member.stage AS member_stage,
    member.pupils AS member_pupils,
    member.lon AS member_lon,
    member.lat AS member_lat,
    COALESCE(core.area_code <> member.area_code, FALSE) AS crosses_area,
    judged.core_school_id IS NULL AND judged.core_name IS NOT NULL AS crosses_city,
    members.source,
    CASE
        WHEN judged.core_name IS NULL THEN 'no_core'
        WHEN judged.core_school_id IS NULL THEN 'city'
        WHEN core.area_code <> member.area_code THEN 'area'
        ELSE 'inside'
    END AS border
FROM judged_partnerships AS judged
JOIN members
    ON members.place_code = judged.place_code
    AND members.as_of = judged.as_of
    AND members.partnership_id = judged.partnership_id
JOIN programme_schools AS member
    ON member.programme_id = judged.programme_id
    AND member.as_of = judged.as_of
    AND member.school_id = members.school_id
LEFT JOIN unit_sites AS sites
    ON sites.programme_id = judged.programme_id
    AND sites.as_of = judged.as_of
    AND sites.site_id = members.school_id
LEFT JOIN programme_schools AS core
    ON core.programme_id = judged.programme_id
    AND core.as_of = judged.as_of
    AND core.school_id = judged.core_school_id
ORDER BY judged.programme_id, judged.as_of, judged.partnership_id, member.school_id
