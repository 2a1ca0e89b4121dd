-- flows: the numbers of pairings from area to area, by mode and state, largest first, with those within one area.
-- grain one row per core's area, member's area, mode and state
--   core_area VARCHAR, area_code VARCHAR (of the members), mode VARCHAR, state VARCHAR, pairings BIGINT
-- parameters programme VARCHAR, as_of DATE, mode VARCHAR (null: all), state VARCHAR (null: all)
SELECT
    core_area,
    area_code,
    mode,
    state,
    SUM(pairings)::BIGINT AS pairings
FROM area_flows
WHERE programme_id = $programme
    AND as_of = $as_of
    AND COALESCE(mode = $mode, CAST($mode AS VARCHAR) IS NULL)
    AND COALESCE(state = $state, TRUE)
    AND core_area IS NOT NULL
GROUP BY core_area, area_code, mode, state
ORDER BY pairings DESC, core_area, area_code, mode, state
