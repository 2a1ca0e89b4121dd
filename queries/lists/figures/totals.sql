-- totals: add one indicator's totals by area to area_totals; run once for each indicator while the model is computed.
-- grain one row per programme, indicator, snapshot and area (an INSERT: it returns only a count)
-- parameters indicator VARCHAR
INSERT INTO area_totals
SELECT
    programme_id,
    CAST($indicator AS VARCHAR) AS indicator_id,
    as_of,
    area_code,
    SUM(numerator) AS numerator,
    SUM(denominator) AS denominator
FROM query_table($indicator)
GROUP BY programme_id, as_of, area_code
