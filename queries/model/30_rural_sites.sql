-- rural_sites: the rural schools a programme speaks of: its bands (rural_scope) and its stages (stage_scope).
-- grain one row per programme, snapshot and rural school or teaching point
--   programme_id VARCHAR, as_of DATE, site_id VARCHAR, area_code VARCHAR, managing_school_id VARCHAR,
--   counting_rule VARCHAR
SELECT
    rules.programme_id,
    rules.as_of,
    schools.school_id AS site_id,
    schools.area_code,
    schools.managing_school_id,
    rules.counting_rule
FROM programme_snapshots AS rules
JOIN classified_schools AS schools
    ON schools.place_code = rules.place_code
    AND schools.as_of = rules.as_of
    AND schools.stage_scope = rules.stage_scope
WHERE rules.rural_scope LIKE '%' || schools.band || '%'
