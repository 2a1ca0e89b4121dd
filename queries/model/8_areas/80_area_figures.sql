-- area_figures: the numerator and denominator of every indicator, for the place and for each of its areas.
-- Areas without a unit are listed with 0 of 0, which means no data; 市直属 and 未注明乡镇 only if they have units.
-- A place's figure is the sum over its areas, never an average of shares.
-- grain one row per programme, indicator, snapshot and area
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, level VARCHAR,
--   numerator DOUBLE, denominator DOUBLE
SELECT
    snapshots.programme_id,
    indicators.indicator_id,
    snapshots.as_of,
    areas.area_code,
    areas.level,
    COALESCE(SUM(totals.numerator), 0.0) AS numerator,
    COALESCE(SUM(totals.denominator), 0.0) AS denominator
FROM programme_snapshots AS snapshots
CROSS JOIN indicators
JOIN areas ON areas.place_code = snapshots.place_code
LEFT JOIN area_totals AS totals
    ON totals.programme_id = snapshots.programme_id
    AND totals.indicator_id = indicators.indicator_id
    AND totals.as_of = snapshots.as_of
    AND (areas.level = 'place' OR totals.area_code = areas.area_code)
WHERE areas.level = 'place' OR (areas.level <> 'office' AND areas.parent_code = snapshots.place_code)
GROUP BY ALL
HAVING areas.level NOT IN ('direct', 'unassigned') OR SUM(totals.denominator) > 0
