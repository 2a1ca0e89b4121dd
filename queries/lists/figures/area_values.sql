-- area_values: every indicator's figure in every area of a place at one snapshot, to compare one area with the others.
-- grain one row per indicator and area, without the place itself
--   indicator_id VARCHAR, area_code VARCHAR, format VARCHAR (% or number), numerator DOUBLE, denominator DOUBLE
-- parameters programme VARCHAR, as_of DATE
SELECT
    figures.indicator_id,
    figures.area_code,
    indicators.format,
    figures.numerator,
    figures.denominator
FROM area_figures AS figures
JOIN indicators ON indicators.indicator_id = figures.indicator_id
WHERE figures.programme_id = $programme
    AND figures.as_of = $as_of
    AND figures.level <> 'place'
    AND figures.denominator > 0
ORDER BY figures.indicator_id, figures.area_code
