-- profile: how many schools, pupils and pairings a place, an area or a township has, and how far its pairings reach.
-- Schools and pupils are those of compulsory schooling; a distance is the great circle between core and member.
-- grain one row per question
--   roster BIGINT (schools of every stage), schools BIGINT, rural_schools BIGINT, pupils BIGINT (null: none stated),
--   rural_pupils BIGINT, pairings BIGINT (core and member, ended ones included), partnerships BIGINT (active),
--   placed_pairings BIGINT (active, both schools with coordinates), distance_km DOUBLE (their median)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place; else core or member in it),
--   town VARCHAR (null: all of it; else core or member in it)
WITH roster AS (
    SELECT
        COUNT(*) AS roster,
        COUNT(CASE WHEN schools.is_compulsory THEN 1 END) AS schools,
        COUNT(CASE WHEN schools.is_compulsory AND sites.unit_id IS NOT NULL THEN 1 END) AS rural_schools,
        CAST(SUM(CASE WHEN schools.is_compulsory THEN schools.pupils END) AS BIGINT) AS pupils,
        CAST(COALESCE(SUM(
            CASE WHEN schools.is_compulsory AND sites.unit_id IS NOT NULL THEN schools.pupils END
        ), 0) AS BIGINT) AS rural_pupils
    FROM programme_schools AS schools
    LEFT JOIN unit_sites AS sites
        ON sites.programme_id = schools.programme_id AND sites.as_of = schools.as_of AND sites.site_id = schools.school_id
    WHERE schools.programme_id = $programme
        AND schools.as_of = $as_of
        AND COALESCE(schools.area_code = $area, TRUE)
        AND COALESCE(schools.town_code = $town, CAST($town AS VARCHAR) IS NULL)
), pairings AS (
    SELECT
        judged.partnership_id,
        judged.is_active,
        CASE
            WHEN judged.is_active THEN 2 * 6371.0088 * ASIN(SQRT(
                POWER(SIN(RADIANS(member.lat - core.lat) * 0.5), 2)
                + COS(RADIANS(core.lat)) * COS(RADIANS(member.lat))
                * POWER(SIN(RADIANS(member.lon - core.lon) * 0.5), 2)
            ))
        END AS distance_km
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
        AND (CAST($area AS VARCHAR) IS NULL OR member.area_code = $area OR core.area_code = $area)
        AND (CAST($town AS VARCHAR) IS NULL OR member.town_code = $town OR core.town_code = $town)
)
SELECT
    roster.*,
    COUNT(pairings.partnership_id) AS pairings,
    COUNT(DISTINCT CASE WHEN pairings.is_active THEN pairings.partnership_id END) AS partnerships,
    COUNT(pairings.distance_km) AS placed_pairings,
    MEDIAN(pairings.distance_km) AS distance_km
FROM roster
LEFT JOIN pairings ON TRUE
GROUP BY ALL
