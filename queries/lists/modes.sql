-- modes: the active partnerships of each mode: how many, how many members, how many led from another county or city.
-- grain one row per mode, the largest first
--   mode VARCHAR, partnerships BIGINT, members BIGINT, schools BIGINT (members counted once each),
--   crossing_areas BIGINT (pairings whose core lies in another area), crossing_city BIGINT (whose core lies outside the place)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place; else core or member in it)
SELECT
    judged.mode,
    COUNT(DISTINCT judged.partnership_id) AS partnerships,
    COUNT(*) AS members,
    COUNT(DISTINCT member.school_id) AS schools,
    COUNT(CASE WHEN core.area_code <> member.area_code THEN 1 END) AS crossing_areas,
    COUNT(CASE WHEN judged.core_school_id IS NULL AND judged.core_name IS NOT NULL THEN 1 END) AS crossing_city
FROM judged_partnerships AS judged
JOIN members
    ON members.place_code = judged.place_code
    AND members.as_of = judged.as_of
    AND members.partnership_id = judged.partnership_id
JOIN programme_schools AS member
    ON member.programme_id = judged.programme_id
    AND member.as_of = judged.as_of
    AND member.school_id = members.school_id
LEFT JOIN programme_schools AS core
    ON core.programme_id = judged.programme_id
    AND core.as_of = judged.as_of
    AND core.school_id = judged.core_school_id
WHERE judged.programme_id = $programme
    AND judged.as_of = $as_of
    AND judged.is_active
    AND (CAST($area AS VARCHAR) IS NULL OR member.area_code = $area OR core.area_code = $area)
GROUP BY judged.mode
ORDER BY partnerships DESC, judged.mode
