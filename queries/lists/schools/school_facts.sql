-- school_facts: everything that a snapshot's roster states about one school.
-- grain one row per school: none if the snapshot does not list it
--   programme_id VARCHAR, counting_rule VARCHAR, every column of schools, area_code VARCHAR, band VARCHAR,
--   is_compulsory BOOLEAN, is_basic BOOLEAN, is_rural BOOLEAN
-- parameters programme VARCHAR, as_of DATE, school VARCHAR, within VARCHAR (null: everywhere; else only while it lies in one area)
SELECT *
FROM programme_schools
WHERE programme_id = $programme AND as_of = $as_of AND school_id = $school
    AND (CAST($within AS VARCHAR) IS NULL OR area_code = $within)
