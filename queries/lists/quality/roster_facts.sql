-- roster_facts: the roster of a snapshot with every column, to see what is stated and what is blank.
-- grain one row per school, by area, township and name
--   every column of schools, area_code VARCHAR, band VARCHAR, area_position BIGINT, area_name VARCHAR, area_name_en VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    schools.* EXCLUDE (programme_id, counting_rule, is_compulsory, is_basic, is_rural),
    areas.position AS area_position,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en
FROM programme_schools AS schools
JOIN areas ON areas.area_code = schools.area_code
WHERE schools.programme_id = $programme
    AND schools.as_of = $as_of
    AND COALESCE(schools.area_code = $area, TRUE)
ORDER BY areas.position, schools.town_code, schools.name, schools.school_id
