-- funds: the money set aside or spent on partnerships, by school and by task, for periods begun by the snapshot's date.
-- grain one row per entry, newest period first, then largest amount
--   fund_id VARCHAR, task VARCHAR, period_start DATE, period_end DATE, area_code VARCHAR, area_name VARCHAR,
--   area_name_en VARCHAR, school_id VARCHAR, school_name VARCHAR, partnership_name VARCHAR, core_name VARCHAR,
--   amount DOUBLE (元), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
SELECT
    fund_id,
    task,
    period_start,
    period_end,
    area_code,
    area_name,
    area_name_en,
    school_id,
    school_name,
    partnership_name,
    core_name,
    amount,
    source
FROM granted_funds
WHERE programme_id = $programme
    AND as_of = $as_of
    AND (CAST($area AS VARCHAR) IS NULL OR area_code = $area)
ORDER BY period_end DESC, amount DESC, fund_id
