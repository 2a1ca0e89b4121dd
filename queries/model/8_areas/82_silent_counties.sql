-- silent_counties: the counties without data for an indicator for which other counties have data: a place's figure does not include them.
-- grain one row per programme, indicator and snapshot with such counties
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, silent_areas VARCHAR (their names), silent_areas_en VARCHAR
SELECT
    figures.programme_id,
    figures.indicator_id,
    figures.as_of,
    STRING_AGG(CASE WHEN figures.denominator = 0 THEN areas.name_zh END, '、' ORDER BY areas.position) AS silent_areas,
    STRING_AGG(CASE WHEN figures.denominator = 0 THEN areas.name_en END, ', ' ORDER BY areas.position) AS silent_areas_en
FROM area_figures AS figures
JOIN areas ON areas.area_code = figures.area_code
WHERE figures.level = 'county'
GROUP BY figures.programme_id, figures.indicator_id, figures.as_of
HAVING MIN(figures.denominator) = 0 AND MAX(figures.denominator) > 0
