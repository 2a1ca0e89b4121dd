-- units: the named list behind a figure: every unit counted, who is in and who is missing.
-- Missing is who keeps the figure from being full: short of its denominator, or, where fewer is better, counted at all.
-- grain one row per unit, missing ones first, then by area and name
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, unit_id VARCHAR, unit_name VARCHAR, office_id VARCHAR, town_name VARCHAR, band VARCHAR,
--   stage VARCHAR, pupils INTEGER, lon DOUBLE, lat DOUBLE, numerator DOUBLE, denominator DOUBLE, is_missing BOOLEAN,
--   core_names VARCHAR, started_on DATE, source VARCHAR
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the whole place),
--   town VARCHAR (null: all of the area), missing BOOLEAN (null: all)
SELECT
    units.programme_id,
    indicators.indicator_id,
    units.as_of,
    units.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    units.unit_id,
    COALESCE(
        schools.name, judged.name, judged.core_name, reported.unit_name, unit_areas.name_zh, units.unit_id
    ) AS unit_name,
    schools.office_id,
    schools.town_name,
    schools.band,
    schools.stage,
    schools.pupils,
    schools.lon,
    schools.lat,
    units.numerator,
    units.denominator,
    CASE
        WHEN indicators.direction = 'lower' THEN units.numerator > 0
        ELSE units.numerator < units.denominator
    END AS is_missing,
    COALESCE(leads.core_names, judged.core_name) AS core_names,
    COALESCE(leads.started_on, judged.started_on) AS started_on,
    COALESCE(schools.source, judged.source, reported.source) AS source
FROM query_table($indicator) AS units
JOIN indicators ON indicators.indicator_id = $indicator
JOIN areas ON areas.area_code = units.area_code
LEFT JOIN areas AS unit_areas ON unit_areas.area_code = units.unit_id
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = units.programme_id
    AND schools.as_of = units.as_of
    AND schools.area_code = units.area_code
    AND schools.school_id = units.unit_id
LEFT JOIN judged_partnerships AS judged
    ON judged.programme_id = units.programme_id
    AND judged.as_of = units.as_of
    AND judged.area_code = units.area_code
    AND judged.partnership_id = units.unit_id
LEFT JOIN reported_units AS reported
    ON reported.programme_id = units.programme_id
    AND reported.indicator_id = indicators.indicator_id
    AND reported.as_of = units.as_of
    AND reported.area_code = units.area_code
    AND reported.unit_id = units.unit_id
LEFT JOIN unit_leads AS leads
    ON indicators.indicator_id = 'rural_pairing_coverage'
    AND leads.programme_id = units.programme_id
    AND leads.as_of = units.as_of
    AND leads.area_code = units.area_code
    AND leads.unit_id = units.unit_id
WHERE units.programme_id = $programme
    AND units.as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
    AND COALESCE(schools.town_code = $town, CAST($town AS VARCHAR) IS NULL)
    AND COALESCE(CAST($missing AS BOOLEAN) = is_missing, TRUE)
ORDER BY is_missing DESC, areas.position, schools.town_code, unit_name, units.unit_id
