-- changed_schools: schools that opened, closed or changed a compared fact between a snapshot and the one before.
-- A comparison of two distant snapshots needs to read only the schools that are listed here between them.
-- grain one row per place, snapshot and school, under its first code
--   place_code VARCHAR, as_of DATE (the later snapshot), first_id VARCHAR
SELECT steps.place_code, steps.as_of, COALESCE(recoded.first_id, schools.school_id) AS first_id
FROM snapshot_steps AS steps
JOIN schools ON schools.place_code = steps.place_code AND schools.as_of = steps.seen_on
LEFT JOIN recoded_schools AS recoded
    ON recoded.place_code = schools.place_code AND recoded.school_id = schools.school_id
GROUP BY steps.place_code, steps.as_of, COALESCE(recoded.first_id, schools.school_id)
HAVING COUNT(*) = 1
    OR MIN(schools.school_id) <> MAX(schools.school_id)
    OR MIN(schools.name) <> MAX(schools.name)
    OR MIN(schools.stage) <> MAX(schools.stage)
    OR MIN(schools.county_code) <> MAX(schools.county_code)
    OR MIN(COALESCE(schools.town_code, '')) <> MAX(COALESCE(schools.town_code, ''))
    OR MIN(COALESCE(schools.urban_rural_code, schools.reported_band, '')) <> MAX(COALESCE(schools.urban_rural_code, schools.reported_band, ''))
