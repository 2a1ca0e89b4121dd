-- recoded_schools: schools that continue under another code, each with its first code.
-- Re-coded: in one snapshot, exactly one code ends and one begins under the same name in the same county and township;
-- the old code never comes again, and the new one was never used before. A school may be re-coded up to three times.
-- grain one row per place and later code
--   place_code VARCHAR, school_id VARCHAR, old_id VARCHAR (the code before), first_id VARCHAR, as_of DATE (the later code's first snapshot)
WITH lives AS (
    SELECT place_code, school_id, MIN(as_of) AS first_as_of, MAX(as_of) AS last_as_of
    FROM schools
    GROUP BY place_code, school_id
),

matched AS (
    SELECT
        place_code,
        as_of,
        MIN(CASE WHEN NOT has_come THEN school_id END) AS old_id,
        MIN(CASE WHEN has_come THEN school_id END) AS new_id
    FROM turnover
    GROUP BY place_code, as_of, county_code, town_name, name
    HAVING COUNT(*) = 2 AND COUNT(CASE WHEN has_come THEN 1 END) = 1
),

sure AS (
    SELECT matched.*
    FROM matched
    JOIN lives AS old ON old.place_code = matched.place_code AND old.school_id = matched.old_id
    JOIN lives AS new ON new.place_code = matched.place_code AND new.school_id = matched.new_id
    WHERE old.last_as_of < matched.as_of AND new.first_as_of = matched.as_of
)

SELECT
    third.place_code,
    third.new_id AS school_id,
    third.old_id,
    COALESCE(first.old_id, second.old_id, third.old_id) AS first_id,
    third.as_of
FROM sure AS third
LEFT JOIN sure AS second ON second.place_code = third.place_code AND second.new_id = third.old_id
LEFT JOIN sure AS first ON first.place_code = second.place_code AND first.new_id = second.old_id
