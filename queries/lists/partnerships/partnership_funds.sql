-- partnership_funds: the money set aside or spent on one partnership, for periods begun by the snapshot's date.
-- grain one row per entry, newest period first, then largest amount
--   fund_id VARCHAR, task VARCHAR, period_start DATE, period_end DATE, area_name VARCHAR, area_name_en VARCHAR,
--   school_id VARCHAR, school_name VARCHAR, partnership_name VARCHAR, core_name VARCHAR, amount DOUBLE (元),
--   source VARCHAR
-- parameters programme VARCHAR, as_of DATE, partnership VARCHAR, within VARCHAR (null: everywhere; else only those of one area)
SELECT
    funds.fund_id,
    funds.task,
    funds.period_start,
    funds.period_end,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    funds.school_id,
    schools.name AS school_name,
    judged.name AS partnership_name,
    judged.core_name,
    funds.amount,
    funds.source
FROM judged_partnerships AS judged
JOIN funds
    ON funds.place_code = judged.place_code
    AND funds.as_of = judged.as_of
    AND funds.partnership_id = judged.partnership_id
    AND funds.period_start <= judged.as_of
LEFT JOIN areas ON areas.area_code = funds.county_code
LEFT JOIN programme_schools AS schools
    ON schools.programme_id = judged.programme_id
    AND schools.as_of = judged.as_of
    AND schools.school_id = funds.school_id
WHERE judged.programme_id = $programme AND judged.as_of = $as_of AND judged.partnership_id = $partnership
    AND (CAST($within AS VARCHAR) IS NULL OR funds.county_code = $within)
ORDER BY funds.period_end DESC, funds.amount DESC, funds.fund_id
