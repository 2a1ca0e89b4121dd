-- area_flows: the numbers of pairings (a member with its core school) from area to area, by mode and state.
-- core_area is null if the core school is in another city or not named; such a flow has no starting point on the map.
-- grain one row per programme, snapshot, core's area, member's area, mode and state
--   programme_id VARCHAR, as_of DATE, core_area VARCHAR, area_code VARCHAR (of the members), mode VARCHAR,
--   state VARCHAR (active, ended, upcoming), pairings BIGINT, placed BIGINT (both schools have coordinates),
--   outside BIGINT (led from another city)
SELECT
    programme_id,
    as_of,
    core_area,
    area_code,
    mode,
    state,
    COUNT(*) AS pairings,
    COUNT(CASE WHEN is_placed THEN 1 END) AS placed,
    COUNT(CASE WHEN is_outside THEN 1 END) AS outside
FROM pairing_members
GROUP BY ALL
