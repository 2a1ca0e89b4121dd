-- profile: the numbers of schools, pupils and pairings of a place, an area or a township, and the median distance of its pairings.
-- Schools and pupils are those of compulsory schooling; a distance is the great-circle distance between core and member.
-- grain one row per question
--   roster BIGINT (schools of every stage), schools BIGINT, rural_schools BIGINT, pupils BIGINT (null: none stated),
--   rural_pupils BIGINT, pairings BIGINT (core and member, ended ones included), partnerships BIGINT (active),
--   placed_pairings BIGINT (active, both schools with coordinates), distance_km DOUBLE (their median)
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place; else pairings with core or member in it),
--   town VARCHAR (null: all of it; else pairings with core or member in it)
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
), reached AS (
    SELECT
        partnership_id,
        is_active,
        CASE
            WHEN is_active THEN 2 * 6371.0088 * ASIN(SQRT(
                POWER(SIN(RADIANS(member_lat - core_lat) * 0.5), 2)
                + COS(RADIANS(core_lat)) * COS(RADIANS(member_lat))
                * POWER(SIN(RADIANS(member_lon - core_lon) * 0.5), 2)
            ))
        END AS distance_km
    FROM pairings
    WHERE programme_id = $programme
        AND as_of = $as_of
        AND (CAST($area AS VARCHAR) IS NULL OR member_area_code = $area OR core_area_code = $area)
        AND (CAST($town AS VARCHAR) IS NULL OR member_town_code = $town OR core_town_code = $town)
)
SELECT
    roster.*,
    COUNT(reached.partnership_id) AS pairings,
    COUNT(DISTINCT CASE WHEN reached.is_active THEN reached.partnership_id END) AS partnerships,
    COUNT(reached.distance_km) AS placed_pairings,
    MEDIAN(reached.distance_km) AS distance_km
FROM roster
LEFT JOIN reached ON TRUE
GROUP BY ALL
