-- programme_snapshots: each snapshot for each programme of its place, with the programme's rules.
-- grain one row per programme and snapshot
--   programme_id VARCHAR, place_code VARCHAR, as_of DATE, rural_scope VARCHAR, counting_rule VARCHAR,
--   lead_rule VARCHAR, stage_scope VARCHAR
SELECT
    programmes.programme_id,
    snapshots.place_code,
    snapshots.as_of,
    programmes.rural_scope,
    programmes.counting_rule,
    programmes.lead_rule,
    programmes.stage_scope
FROM snapshots
JOIN programmes ON programmes.place_code = snapshots.place_code
