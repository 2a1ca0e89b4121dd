-- reported_counties: for what each county itself must do (备案, 报送, 均衡认定): every county, and whether it has done it.
-- If at least one county of the place reports, a county that does not report counts as not done; if none reports: no data.
-- If the place is itself a county, it is the only county that counts.
-- grain one row per programme, indicator, snapshot and county
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, is_done BOOLEAN
WITH counties AS (
    SELECT programmes.programme_id, areas.area_code
    FROM programmes
    JOIN areas ON areas.place_code = programmes.place_code
    LEFT JOIN areas AS unassigned
        ON unassigned.place_code = programmes.place_code AND unassigned.level = 'unassigned'
    WHERE areas.level = CASE WHEN unassigned.area_code IS NULL THEN 'county' ELSE 'place' END
),

done AS (
    SELECT
        reported.programme_id,
        reported.indicator_id,
        reported.as_of,
        reported.area_code,
        MAX(reported.numerator) >= 1 AS is_done
    FROM reported_units AS reported
    JOIN indicators
        ON indicators.indicator_id = reported.indicator_id AND indicators.unit_counted = 'county'
    JOIN counties
        ON counties.programme_id = reported.programme_id AND counties.area_code = reported.area_code
    GROUP BY reported.programme_id, reported.indicator_id, reported.as_of, reported.area_code
)

SELECT
    reporting.programme_id,
    reporting.indicator_id,
    reporting.as_of,
    counties.area_code,
    COALESCE(done.is_done, FALSE) AS is_done
FROM (SELECT DISTINCT programme_id, indicator_id, as_of FROM done) AS reporting
JOIN counties ON counties.programme_id = reporting.programme_id
LEFT JOIN done
    ON done.programme_id = reporting.programme_id
    AND done.indicator_id = reporting.indicator_id
    AND done.as_of = reporting.as_of
    AND done.area_code = counties.area_code
