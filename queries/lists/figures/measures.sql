-- measures: an indicator's figures for the place and each of its areas, at every snapshot from one date to another.
-- grain one row per snapshot and area, the place first
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, level VARCHAR, format VARCHAR (% or number), numerator DOUBLE, denominator DOUBLE
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, since DATE (as_of for one snapshot),
--   own BOOLEAN (only the place and the area), area VARCHAR
SELECT
    figures.programme_id,
    figures.indicator_id,
    figures.as_of,
    figures.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    figures.level,
    indicators.format,
    figures.numerator,
    figures.denominator
FROM area_figures AS figures
JOIN areas ON areas.area_code = figures.area_code
JOIN indicators ON indicators.indicator_id = figures.indicator_id
WHERE figures.programme_id = $programme
    AND figures.indicator_id = $indicator
    AND figures.as_of BETWEEN $since AND $as_of
    AND (NOT $own OR figures.level = 'place' OR figures.area_code = $area)
ORDER BY figures.as_of, areas.position
