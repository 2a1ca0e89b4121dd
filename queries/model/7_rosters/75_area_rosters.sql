-- area_rosters: how many schools of the programme's stages an area has, how many of them a map can place, and how many
-- of its rural counting units are paired. A unit is in the area it counts in; a unit none of whose sites is placed stays unseen.
-- grain one row per programme, snapshot and area that has a school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR, schools BIGINT, placed BIGINT, west DOUBLE, south DOUBLE,
--   east DOUBLE, north DOUBLE (round the placed schools), units BIGINT, covered BIGINT
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    COUNT(*) AS schools,
    COUNT(schools.lon) AS placed,
    MIN(schools.lon) AS west,
    MIN(schools.lat) AS south,
    MAX(schools.lon) AS east,
    MAX(schools.lat) AS north,
    COALESCE(MAX(counted.units), 0) AS units,
    COALESCE(MAX(counted.covered), 0) AS covered
FROM programme_schools AS schools
LEFT JOIN (
    SELECT programme_id, as_of, area_code, COUNT(*) AS units, COUNT(CASE WHEN is_covered THEN 1 END) AS covered
    FROM counting_units
    GROUP BY programme_id, as_of, area_code
) AS counted
    ON counted.programme_id = schools.programme_id
    AND counted.as_of = schools.as_of
    AND counted.area_code = schools.area_code
WHERE schools.is_compulsory
GROUP BY schools.programme_id, schools.as_of, schools.area_code
