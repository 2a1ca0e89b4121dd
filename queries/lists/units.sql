-- units: the named list behind a figure: every unit counted, who is in (numerator 1) and who is missing.
-- grain one row per unit, missing ones first, then by area and name
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, unit_id VARCHAR, unit_name VARCHAR, office_id VARCHAR, town_name VARCHAR, band VARCHAR,
--   stage VARCHAR, pupils INTEGER, lon DOUBLE, lat DOUBLE, numerator DOUBLE, denominator DOUBLE, core_names VARCHAR,
--   started_on DATE, source VARCHAR
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    units.programme_id,
    CAST($indicator AS VARCHAR) AS indicator_id,
    units.as_of,
    units.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    units.unit_id,
    schools.name AS unit_name,
    schools.office_id,
    schools.town_name,
    classified.band,
    schools.stage,
    schools.pupils,
    schools.lon,
    schools.lat,
    units.numerator,
    units.denominator,
    leads.core_names,
    leads.started_on,
    schools.source
FROM query_table($indicator) AS units
JOIN areas ON areas.area_code = units.area_code
JOIN programmes ON programmes.programme_id = units.programme_id
LEFT JOIN schools
    ON schools.place_code = programmes.place_code AND schools.as_of = units.as_of AND schools.school_id = units.unit_id
LEFT JOIN classified_schools AS classified
    ON classified.place_code = schools.place_code
    AND classified.as_of = schools.as_of
    AND classified.school_id = schools.school_id
LEFT JOIN (
    SELECT programme_id, as_of, unit_id, STRING_AGG(DISTINCT core_name, '、') AS core_names, MIN(started_on) AS started_on
    FROM paired_units
    GROUP BY programme_id, as_of, unit_id
) AS leads
    ON leads.programme_id = units.programme_id AND leads.as_of = units.as_of AND leads.unit_id = units.unit_id
WHERE units.programme_id = $programme
    AND units.as_of = $as_of
    AND COALESCE(units.area_code = $area, TRUE)
ORDER BY units.numerator, areas.position, schools.town_code, schools.name
