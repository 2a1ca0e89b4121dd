-- towns: an indicator's figures in the townships of an area, for indicators counted by school; they add up to the area's figure.
-- Schools whose township is not in the roster are together in one row without a code.
-- grain one row per township with such units, by code
--   town_code VARCHAR, town_name VARCHAR, schools BIGINT, format VARCHAR (% or number), numerator DOUBLE,
--   denominator DOUBLE
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    schools.town_code,
    MIN(schools.town_name) AS town_name,
    COUNT(*) AS schools,
    indicators.format,
    SUM(units.numerator) AS numerator,
    SUM(units.denominator) AS denominator
FROM query_table($indicator) AS units
JOIN indicators ON indicators.indicator_id = $indicator
JOIN programme_schools AS schools
    ON schools.programme_id = units.programme_id AND schools.as_of = units.as_of AND schools.school_id = units.unit_id
WHERE units.programme_id = $programme
    AND units.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
GROUP BY schools.town_code, CASE WHEN schools.town_code IS NULL THEN schools.town_name END, indicators.format
ORDER BY schools.town_code, town_name
