-- rosters: the numbers of schools, schools with coordinates, counting units and pairings of each area.
-- grain one row per area with a school, in the order of the registry
--   area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, schools BIGINT, placed BIGINT, west DOUBLE,
--   south DOUBLE, east DOUBLE, north DOUBLE, units BIGINT, covered BIGINT, pairings BIGINT, placed_pairings BIGINT,
--   outside BIGINT (led from another city)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place), mode VARCHAR (null: all),
--   state VARCHAR (null: all)
SELECT
    rosters.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    rosters.schools,
    rosters.placed,
    rosters.west,
    rosters.south,
    rosters.east,
    rosters.north,
    rosters.units,
    rosters.covered,
    COALESCE(flows.pairings, 0)::BIGINT AS pairings,
    COALESCE(flows.placed, 0)::BIGINT AS placed_pairings,
    COALESCE(flows.outside, 0)::BIGINT AS outside
FROM area_rosters AS rosters
JOIN areas ON areas.area_code = rosters.area_code
LEFT JOIN (
    SELECT area_code, SUM(pairings) AS pairings, SUM(placed) AS placed, SUM(outside) AS outside
    FROM area_flows
    WHERE programme_id = $programme
        AND as_of = $as_of
        AND COALESCE(mode = $mode, CAST($mode AS VARCHAR) IS NULL)
        AND COALESCE(state = $state, TRUE)
    GROUP BY area_code
) AS flows
    ON flows.area_code = rosters.area_code
WHERE rosters.programme_id = $programme
    AND rosters.as_of = $as_of
    AND COALESCE(rosters.area_code = $area, TRUE)
ORDER BY areas.position
