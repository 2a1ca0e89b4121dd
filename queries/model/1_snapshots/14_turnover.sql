-- turnover: the school codes that are new in a snapshot, and those of the snapshot before that are missing in it.
-- grain one row per place, snapshot and new or missing school code
--   place_code VARCHAR, as_of DATE (the later snapshot), school_id VARCHAR, has_come BOOLEAN, name VARCHAR, county_code VARCHAR,
--   town_name VARCHAR, managing_school_id VARCHAR, lon DOUBLE, lat DOUBLE
SELECT
    steps.place_code,
    steps.as_of,
    schools.school_id,
    BOOL_AND(steps.is_later) AS has_come,
    MIN(schools.name) AS name,
    MIN(schools.county_code) AS county_code,
    MIN(schools.town_name) AS town_name,
    MIN(schools.managing_school_id) AS managing_school_id,
    MIN(schools.lon) AS lon,
    MIN(schools.lat) AS lat
FROM snapshot_steps AS steps
JOIN schools ON schools.place_code = steps.place_code AND schools.as_of = steps.seen_on
GROUP BY steps.place_code, steps.as_of, schools.school_id
HAVING COUNT(*) = 1
