-- map_pairings: the pairings for the map: each member with its core school, filtered by mode, state and more.
-- grain one row per partnership and member
--   partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR, started_on DATE, ended_on DATE, state VARCHAR,
--   is_counted BOOLEAN, core_school_id VARCHAR, core_name VARCHAR, core_place VARCHAR, core_area_code VARCHAR,
--   core_band VARCHAR, core_stage VARCHAR, core_pupils INTEGER, core_lon DOUBLE, core_lat DOUBLE, member_id VARCHAR,
--   member_name VARCHAR, member_area_code VARCHAR, member_band VARCHAR, member_lon DOUBLE, member_lat DOUBLE,
--   crosses_area BOOLEAN, crosses_city BOOLEAN, members BIGINT, exchanged BIGINT, source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place; else core or member in it),
--   town VARCHAR (null: all of it), mode VARCHAR, state VARCHAR, partnership VARCHAR, stage VARCHAR (of the member),
--   band VARCHAR (of the member), covered BOOLEAN (the member's counting unit), core_quality BOOLEAN,
--   quality BOOLEAN (true: a quality school leads or is helped; each of these null: all)
SELECT
    pairs.partnership_id, judged.name AS partnership_name, pairs.mode, judged.started_on, judged.ended_on,
    pairs.state, pairs.is_counted, pairs.core_school_id, judged.core_name, partnerships.core_place,
    pairs.core_area AS core_area_code, core.band AS core_band, core.stage AS core_stage, core.pupils AS core_pupils,
    core.lon AS core_lon, core.lat AS core_lat, pairs.member_id, member.name AS member_name,
    pairs.area_code AS member_area_code, member.band AS member_band, member.lon AS member_lon, member.lat AS member_lat,
    COALESCE(pairs.core_area <> pairs.area_code, FALSE) AS crosses_area, pairs.is_outside AS crosses_city,
    pairs.members, pairs.exchanged, members.source
FROM pairing_members AS pairs
JOIN judged_partnerships AS judged USING (programme_id, as_of, partnership_id)
JOIN partnerships USING (place_code, as_of, partnership_id)
JOIN members
    ON members.place_code = judged.place_code
    AND members.as_of = pairs.as_of
    AND members.partnership_id = pairs.partnership_id
    AND members.school_id = pairs.member_id
JOIN programme_schools AS member
    ON member.programme_id = pairs.programme_id AND member.as_of = pairs.as_of AND member.school_id = pairs.member_id
LEFT JOIN programme_schools AS core
    ON core.programme_id = pairs.programme_id AND core.as_of = pairs.as_of AND core.school_id = pairs.core_school_id
LEFT JOIN unit_sites AS sites
    ON sites.programme_id = pairs.programme_id AND sites.as_of = pairs.as_of AND sites.site_id = pairs.member_id
LEFT JOIN counting_units AS units
    ON units.programme_id = sites.programme_id AND units.as_of = sites.as_of AND units.unit_id = sites.unit_id
WHERE pairs.programme_id = $programme
    AND pairs.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR pairs.area_code = $area OR pairs.core_area = $area)
    AND (CAST($town AS VARCHAR) IS NULL OR member.town_code = $town OR core.town_code = $town)
    AND COALESCE(pairs.mode = $mode, CAST($mode AS VARCHAR) IS NULL)
    AND COALESCE(pairs.state = $state, TRUE)
    AND COALESCE(pairs.partnership_id = $partnership, TRUE)
    AND COALESCE(member.stage = $stage, TRUE)
    AND COALESCE(member.band = $band, CAST($band AS VARCHAR) IS NULL)
    AND COALESCE(pairs.core_is_quality = $core_quality, TRUE)
    AND COALESCE(units.is_covered = $covered, CAST($covered AS BOOLEAN) IS NULL)
    AND COALESCE(pairs.core_is_quality OR member.is_quality, FALSE) >= COALESCE($quality, FALSE)
ORDER BY pairs.partnership_id, pairs.member_id
