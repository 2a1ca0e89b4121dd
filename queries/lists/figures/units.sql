-- units: the units behind a figure by name, and whether each is missing.
-- A unit is missing if its numerator is less than its denominator; where fewer is better, if its numerator is more than 0.
-- For speed, the page is taken by area and id before names are joined; within the page rows are ordered by name.
-- grain one row per unit, missing ones first, then by area, township and name
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, unit_id VARCHAR, unit_name VARCHAR, office_id VARCHAR, town_name VARCHAR, band VARCHAR,
--   stage VARCHAR, pupils INTEGER, lon DOUBLE, lat DOUBLE, numerator DOUBLE, denominator DOUBLE, is_missing BOOLEAN,
--   core_names VARCHAR, started_on DATE, source VARCHAR
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the whole place),
--   town VARCHAR (null: all of the area), missing BOOLEAN (null: all), first BIGINT (number of rows before the page),
--   size BIGINT (rows of the page; null: all)
WITH chosen AS (
    SELECT
        units.programme_id,
        indicators.indicator_id,
        units.as_of,
        units.area_code,
        areas.name_zh AS area_name,
        areas.name_en AS area_name_en,
        areas.position,
        units.unit_id,
        units.numerator,
        units.denominator,
        CASE
            WHEN indicators.direction = 'lower' THEN units.numerator > 0
            ELSE units.numerator < units.denominator
        END AS is_missing
    FROM query_table($indicator) AS units
    JOIN indicators ON indicators.indicator_id = $indicator
    JOIN areas ON areas.area_code = units.area_code
    WHERE units.programme_id = $programme
        AND units.as_of = $as_of
        AND (CAST($area AS VARCHAR) IS NULL OR units.area_code = $area)
        AND (CAST($missing AS BOOLEAN) IS NULL OR is_missing = $missing)
        AND (
            CAST($town AS VARCHAR) IS NULL
            OR units.unit_id IN (
                SELECT school_id FROM rosters WHERE programme_id = $programme AND as_of = $as_of AND town_code = $town
            )
        )
    ORDER BY is_missing DESC, areas.position, units.unit_id
    LIMIT $size OFFSET $first
)

SELECT
    chosen.programme_id, chosen.indicator_id, chosen.as_of,
    chosen.area_code, chosen.area_name, chosen.area_name_en, chosen.unit_id,
    COALESCE(
        schools.name, judged.name, judged.core_name, reported.unit_name, unit_areas.name_zh, chosen.unit_id
    ) AS unit_name,
    schools.office_id,
    schools.town_name,
    schools.band,
    schools.stage,
    schools.pupils,
    schools.lon,
    schools.lat,
    chosen.numerator,
    chosen.denominator,
    chosen.is_missing,
    COALESCE(leads.core_names, judged.core_name) AS core_names,
    COALESCE(leads.started_on, judged.started_on) AS started_on,
    COALESCE(schools.source, judged.source, reported.source) AS source
FROM chosen
LEFT JOIN areas AS unit_areas ON unit_areas.area_code = chosen.unit_id
LEFT JOIN rosters AS schools
    ON schools.programme_id = chosen.programme_id AND schools.as_of = chosen.as_of AND schools.area_code = chosen.area_code
    AND schools.school_id = chosen.unit_id
LEFT JOIN judged_partnerships AS judged
    ON judged.programme_id = chosen.programme_id AND judged.as_of = chosen.as_of AND judged.area_code = chosen.area_code
    AND judged.partnership_id = chosen.unit_id
LEFT JOIN reported_units AS reported
    ON reported.programme_id = chosen.programme_id AND reported.as_of = chosen.as_of AND reported.area_code = chosen.area_code
    AND reported.indicator_id = chosen.indicator_id
    AND reported.unit_id = chosen.unit_id
LEFT JOIN unit_leads AS leads
    ON leads.programme_id = chosen.programme_id AND leads.as_of = chosen.as_of AND leads.area_code = chosen.area_code
    AND leads.unit_id = chosen.unit_id
    AND chosen.indicator_id = 'rural_pairing_coverage'
ORDER BY chosen.is_missing DESC, chosen.position, schools.town_code, unit_name, chosen.unit_id
