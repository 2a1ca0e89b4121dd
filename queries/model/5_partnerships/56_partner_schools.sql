-- partner_schools: the schools that lead or join an active partnership, each once.
-- grain one row per programme, snapshot and school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR, county_code VARCHAR, school_id VARCHAR, plan_filed BOOLEAN
SELECT schools.programme_id, schools.as_of, schools.area_code, schools.county_code, schools.school_id, schools.plan_filed
FROM programme_schools AS schools
WHERE EXISTS (
    SELECT 1
    FROM partnership_schools AS taking_part
    WHERE taking_part.is_active
        AND taking_part.programme_id = schools.programme_id
        AND taking_part.as_of = schools.as_of
        AND taking_part.school_id = schools.school_id
)
ORDER BY schools.programme_id, schools.as_of, schools.area_code
