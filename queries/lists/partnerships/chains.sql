-- chains: the partnerships of one snapshot that join several steps of schooling.
-- grain one row per partnership, longest chain first
--   partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, core_name VARCHAR, kindergartens BIGINT, primaries BIGINT, juniors BIGINT, seniors BIGINT,
--   steps INTEGER (1 to 4), schools BIGINT, started_on DATE, source VARCHAR,
--   links VARCHAR (the steps it joins, for instance primaries-juniors)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    chains.partnership_id,
    chains.partnership_name,
    chains.mode,
    chains.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    chains.core_name,
    chains.kindergartens,
    chains.primaries,
    chains.juniors,
    chains.seniors,
    chains.steps,
    chains.schools,
    chains.started_on,
    chains.source,
    chains.links
FROM chains
JOIN areas ON areas.area_code = chains.area_code
WHERE chains.programme_id = $programme
    AND chains.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR chains.area_code = $area)
ORDER BY chains.steps DESC, areas.position, chains.partnership_id
