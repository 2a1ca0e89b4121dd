-- stating_counties: whether any school of a county states a fact, for each column of the roster.
-- For a fact stated by county (indicator_facts.csv), there is no data if no school states it; if some do, a blank counts as not met.
-- grain one row per programme, snapshot and county
--   programme_id VARCHAR, as_of DATE, county_code VARCHAR, every other column of schools as BOOLEAN, band BOOLEAN
SELECT
    programme_id,
    as_of,
    county_code,
    COUNT(COLUMNS(* EXCLUDE (
        programme_id, counting_rule, place_code, as_of, county_code, area_code, is_compulsory, is_basic, is_rural
    ))) > 0
FROM programme_schools
GROUP BY programme_id, as_of, county_code
