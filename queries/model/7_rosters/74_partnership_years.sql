-- partnership_years: every partnership at every snapshot that lists it.
-- Ordered by partnership, so that the rows of one partnership are together on disk and can be read alone.
-- grain one row per programme, partnership and snapshot
--   programme_id VARCHAR, place_code VARCHAR, partnership_id VARCHAR, as_of DATE, partnership_name VARCHAR, mode VARCHAR,
--   written_mode VARCHAR, core_school_id VARCHAR, core_name VARCHAR, core_place VARCHAR, core_is_quality BOOLEAN,
--   area_code VARCHAR, started_on DATE, ended_on DATE, state VARCHAR (active, ended, upcoming), is_active BOOLEAN,
--   is_qualifying BOOLEAN, plan_filed BOOLEAN, is_quality_group BOOLEAN, members BIGINT,
--   counted BIGINT (members it pairs as rural sites), source VARCHAR
SELECT
    judged.programme_id,
    judged.place_code,
    judged.partnership_id,
    judged.as_of,
    judged.name AS partnership_name,
    judged.mode,
    partnerships.written_mode,
    judged.core_school_id,
    judged.core_name,
    partnerships.core_place,
    partnerships.core_is_quality,
    judged.area_code,
    judged.started_on,
    judged.ended_on,
    CASE
        WHEN judged.is_active THEN 'active'
        WHEN judged.started_on > judged.as_of THEN 'upcoming'
        ELSE 'ended'
    END AS state,
    judged.is_active,
    judged.is_qualifying,
    judged.plan_filed,
    judged.is_quality_group,
    COALESCE(taking_part.members, 0) AS members,
    CASE WHEN judged.is_active AND judged.is_qualifying THEN COALESCE(taking_part.sites, 0) ELSE 0 END AS counted,
    partnerships.source
FROM judged_partnerships AS judged
JOIN partnerships
    ON partnerships.place_code = judged.place_code
    AND partnerships.as_of = judged.as_of
    AND partnerships.partnership_id = judged.partnership_id
LEFT JOIN (
    SELECT part.programme_id, part.as_of, part.partnership_id, COUNT(*) AS members, COUNT(sites.site_id) AS sites
    FROM partnership_schools AS part
    LEFT JOIN unit_sites AS sites
        ON sites.programme_id = part.programme_id AND sites.as_of = part.as_of AND sites.site_id = part.school_id
    WHERE NOT part.is_core
    GROUP BY part.programme_id, part.as_of, part.partnership_id
) AS taking_part
    ON taking_part.programme_id = judged.programme_id
    AND taking_part.as_of = judged.as_of
    AND taking_part.partnership_id = judged.partnership_id
ORDER BY judged.partnership_id, judged.programme_id, judged.as_of
