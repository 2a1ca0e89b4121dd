-- area_rosters: the schools of the programme's stages in each area, those of them with coordinates, and the paired rural counting units.
-- A unit belongs to the area in which it is counted; a unit without any site with coordinates is not on the map.
-- grain one row per programme, snapshot and area with a school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR, schools BIGINT, placed BIGINT, west DOUBLE, south DOUBLE,
--   east DOUBLE, north DOUBLE (the bounds of the placed schools), units BIGINT, covered BIGINT
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
