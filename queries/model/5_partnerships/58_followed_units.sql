-- followed_units: schools and partnerships that continue under another id, with their first id.
-- grain one row per place and later id
--   place_code VARCHAR, id VARCHAR, first_id VARCHAR
SELECT place_code, school_id AS id, first_id FROM recoded_schools
UNION ALL
SELECT place_code, partnership_id, first_id FROM renumbered_partnerships
