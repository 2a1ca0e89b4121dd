-- area_trend: an indicator's figures for one area, or for the place, at every snapshot up to a date.
-- grain one row per snapshot, oldest first
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, level VARCHAR, format VARCHAR (% or number), numerator DOUBLE, denominator DOUBLE
-- parameters programme VARCHAR, indicator VARCHAR, as_of DATE, area VARCHAR (null: the place)
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
    AND figures.as_of <= $as_of
    AND CASE WHEN CAST($area AS VARCHAR) IS NULL THEN figures.level = 'place' ELSE figures.area_code = $area END
ORDER BY figures.as_of
