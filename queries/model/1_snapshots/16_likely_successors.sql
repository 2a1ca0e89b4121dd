-- likely_successors: closed schools with the school that probably took them over, and the evidence for it.
-- Evidence, strongest first: former_name (its former name is the closed school's name), managing (it managed the closed school),
-- point (it is at the place of the closed school, within about ten metres), name (it is new, and its name contains the closed school's).
-- No source states mergers: these are guesses and must be shown as guesses.
-- grain one row per place, snapshot and school that closed before it and has a likely successor
--   place_code VARCHAR, as_of DATE (the first snapshot without the school), school_id VARCHAR, first_id VARCHAR (its first code),
--   successor_id VARCHAR, successor_name VARCHAR, evidence VARCHAR
WITH closed AS (
    SELECT gone.*
    FROM turnover AS gone
    LEFT JOIN recoded_schools AS recoded
        ON recoded.place_code = gone.place_code AND recoded.as_of = gone.as_of AND recoded.old_id = gone.school_id
    WHERE NOT gone.has_come AND recoded.old_id IS NULL
),

guesses AS (
    SELECT closed.place_code, closed.as_of, closed.school_id, heirs.school_id AS successor_id, heirs.name AS successor_name, 1 AS rank
    FROM closed
    JOIN schools AS heirs
        ON heirs.place_code = closed.place_code AND heirs.as_of = closed.as_of
        AND heirs.county_code = closed.county_code AND heirs.former_name = closed.name
    UNION ALL
    SELECT closed.place_code, closed.as_of, closed.school_id, heirs.school_id, heirs.name, 2
    FROM closed
    JOIN schools AS heirs
        ON heirs.place_code = closed.place_code AND heirs.as_of = closed.as_of AND heirs.school_id = closed.managing_school_id
    UNION ALL
    SELECT closed.place_code, closed.as_of, closed.school_id, heirs.school_id, heirs.name, 3
    FROM closed
    JOIN schools AS heirs
        ON heirs.place_code = closed.place_code AND heirs.as_of = closed.as_of
        AND ROUND(heirs.lon, 4) = ROUND(closed.lon, 4) AND ROUND(heirs.lat, 4) = ROUND(closed.lat, 4)
    UNION ALL
    SELECT closed.place_code, closed.as_of, closed.school_id, heirs.school_id, heirs.name, 4
    FROM closed
    JOIN turnover AS heirs
        ON heirs.place_code = closed.place_code AND heirs.as_of = closed.as_of AND heirs.has_come
        AND heirs.county_code = closed.county_code AND CONTAINS(heirs.name, closed.name)
)

SELECT
    guesses.place_code,
    guesses.as_of,
    guesses.school_id,
    COALESCE(MIN(earlier.first_id), guesses.school_id) AS first_id,
    ARG_MIN(guesses.successor_id, CAST(guesses.rank AS VARCHAR) || guesses.successor_id) AS successor_id,
    ARG_MIN(guesses.successor_name, CAST(guesses.rank AS VARCHAR) || guesses.successor_id) AS successor_name,
    CASE MIN(guesses.rank) WHEN 1 THEN 'former_name' WHEN 2 THEN 'managing' WHEN 3 THEN 'point' ELSE 'name' END AS evidence
FROM guesses
LEFT JOIN recoded_schools AS earlier
    ON earlier.place_code = guesses.place_code AND earlier.school_id = guesses.school_id
GROUP BY guesses.place_code, guesses.as_of, guesses.school_id
