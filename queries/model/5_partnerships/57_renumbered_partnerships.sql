-- renumbered_partnerships: partnerships that continue under another id (the id contains the core school), with their first id.
-- Renumbered: in one snapshot, exactly one id ends and one begins under the same name in the same county; the old id never
-- comes again, and the new one was never used before. A partnership without a name cannot be followed.
-- grain one row per place and later id
--   place_code VARCHAR, partnership_id VARCHAR, first_id VARCHAR
WITH lives AS (
    SELECT
        place_code,
        partnership_id,
        MIN(as_of) AS first_as_of,
        MAX(as_of) AS last_as_of,
        ARG_MIN(name, as_of) AS first_name,
        ARG_MAX(name, as_of) AS last_name,
        ARG_MIN(COALESCE(county_code, place_code), as_of) AS first_county,
        ARG_MAX(COALESCE(county_code, place_code), as_of) AS last_county
    FROM partnerships
    WHERE name IS NOT NULL
    GROUP BY place_code, partnership_id
),

ends AS (
    SELECT
        steps.place_code,
        steps.as_of,
        lives.partnership_id,
        steps.is_later,
        CASE WHEN steps.is_later THEN lives.first_name ELSE lives.last_name END AS name,
        CASE WHEN steps.is_later THEN lives.first_county ELSE lives.last_county END AS county
    FROM snapshot_steps AS steps
    JOIN lives
        ON lives.place_code = steps.place_code
        AND steps.seen_on = CASE WHEN steps.is_later THEN lives.first_as_of ELSE lives.last_as_of END
),

matched AS (
    SELECT
        place_code,
        MIN(CASE WHEN NOT is_later THEN partnership_id END) AS old_id,
        MIN(CASE WHEN is_later THEN partnership_id END) AS new_id
    FROM ends
    GROUP BY place_code, as_of, county, name
    HAVING COUNT(*) = 2 AND COUNT(CASE WHEN is_later THEN 1 END) = 1
)

SELECT
    third.place_code,
    third.new_id AS partnership_id,
    COALESCE(first.old_id, second.old_id, third.old_id) AS first_id
FROM matched AS third
LEFT JOIN matched AS second ON second.place_code = third.place_code AND second.new_id = third.old_id
LEFT JOIN matched AS first ON first.place_code = second.place_code AND first.new_id = second.old_id
