-- reported_units: the units that areas reported (填报) and that count on the snapshot's date, by the indicator's period.
-- latest: each unit's newest period that ended by then. year: the twelve months up to the end of the area's newest
-- period, which must have ended within the last year. cumulative: all periods that ended by then.
-- A row of the place itself counts only if none of its counties reports. An education office reports for its county,
-- except for what the county itself must do (unit_counted county).
-- grain one row per programme, indicator, snapshot, area and unit
--   programme_id VARCHAR, indicator_id VARCHAR, as_of DATE, area_code VARCHAR, unit_id VARCHAR, unit_name VARCHAR,
--   period_end DATE, numerator DOUBLE, denominator DOUBLE, source VARCHAR
WITH ended AS (
    SELECT
        rules.programme_id,
        rules.place_code,
        indicators.period,
        CASE WHEN areas.level = 'office' THEN areas.parent_code ELSE areas.area_code END AS area,
        returns.*,
        MAX(returns.period_end) OVER (
            PARTITION BY rules.programme_id, returns.as_of, returns.indicator_id, returns.area_code
        ) AS area_newest,
        MAX(returns.period_end) OVER (
            PARTITION BY rules.programme_id, returns.as_of, returns.indicator_id, returns.area_code, returns.unit_id
        ) AS unit_newest,
        MAX(CASE WHEN areas.level = 'place' THEN 0 ELSE 1 END) OVER (
            PARTITION BY rules.programme_id, returns.as_of, returns.indicator_id
        ) AS counties_report
    FROM programme_snapshots AS rules
    JOIN returns
        ON returns.place_code = rules.place_code AND returns.as_of = rules.as_of AND returns.period_end <= rules.as_of
    JOIN indicators ON indicators.indicator_id = returns.indicator_id
    JOIN areas ON areas.area_code = returns.area_code AND areas.place_code = rules.place_code
    WHERE (indicators.period <> 'year' OR returns.period_end > rules.as_of - INTERVAL '1' YEAR)
        AND NOT (areas.level = 'office' AND indicators.unit_counted = 'county')
)
SELECT
    programme_id,
    indicator_id,
    as_of,
    area AS area_code,
    unit_id,
    MAX(unit_name) AS unit_name,
    MAX(period_end) AS period_end,
    SUM(numerator) AS numerator,
    SUM(denominator) AS denominator,
    MAX(source) AS source
FROM ended
WHERE (area <> place_code OR counties_report = 0)
    AND CASE period
        WHEN 'latest' THEN period_end = unit_newest
        WHEN 'year' THEN period_start > area_newest - INTERVAL '1' YEAR
        WHEN 'cumulative' THEN TRUE
        ELSE FALSE
    END
GROUP BY programme_id, indicator_id, as_of, area, unit_id
