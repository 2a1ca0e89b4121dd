-- granted_funds: the money set aside or spent on partnerships, by school and by task, for periods begun by the snapshot's date.
-- grain one row per programme, snapshot and fund
--   programme_id VARCHAR, as_of DATE, position BIGINT (of the area),
--   fund_id VARCHAR, task VARCHAR, period_start DATE, period_end DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, school_id VARCHAR, school_name VARCHAR, partnership_name VARCHAR, core_name VARCHAR,
--   amount DOUBLE (元), source VARCHAR
SELECT
    rules.programme_id,
    rules.as_of,
    areas.position,
    funds.fund_id,
    funds.task,
    funds.period_start,
    funds.period_end,
    areas.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    funds.school_id,
    schools.name AS school_name,
    judged.name AS partnership_name,
    judged.core_name,
    funds.amount,
    funds.source
FROM programme_snapshots AS rules
JOIN funds
    ON funds.place_code = rules.place_code AND funds.as_of = rules.as_of AND funds.period_start <= rules.as_of
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = rules.programme_id
    AND schools.as_of = rules.as_of
    AND schools.school_id = funds.school_id
LEFT JOIN judged_partnerships AS judged
    ON judged.programme_id = rules.programme_id
    AND judged.as_of = rules.as_of
    AND judged.partnership_id = funds.partnership_id
JOIN areas
    ON areas.area_code = COALESCE(
        NULLIF(funds.county_code, rules.place_code), schools.area_code, judged.area_code, rules.place_code
    )
ORDER BY rules.programme_id, rules.as_of, areas.area_code
