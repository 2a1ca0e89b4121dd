-- rural_sites: the rural schools of a programme, by its bands (rural_scope) and its stages (stage_scope).
-- grain one row per programme, snapshot and rural school or teaching point
--   programme_id VARCHAR, as_of DATE, site_id VARCHAR, area_code VARCHAR, managing_school_id VARCHAR,
--   counting_rule VARCHAR
SELECT
    programme_id,
    as_of,
    school_id AS site_id,
    area_code,
    managing_school_id,
    counting_rule
FROM programme_schools
WHERE is_rural AND is_compulsory
