-- stating_counties: which facts the schools of a county state at all: of each column of the roster, whether any school fills it.
-- Of a fact stated by county (indicator_facts.csv) there is no data where no school states it; where some do, a blank counts as not met.
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
