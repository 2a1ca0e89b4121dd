-- neighbours: the ten schools of any kind nearest to a school, by straight line, across county borders too.
-- Only schools within a fifth of a degree of latitude (22 km) north or south are searched; haversine as in nearest.sql.
-- grain one row per school, nearest first; none if the school itself has no coordinates
--   school_id VARCHAR, name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR,
--   band VARCHAR, stage VARCHAR, is_quality BOOLEAN, pupils INTEGER, crosses_area BOOLEAN, lon DOUBLE, lat DOUBLE,
--   from_lon DOUBLE, from_lat DOUBLE
-- parameters programme VARCHAR, as_of DATE, school VARCHAR, within VARCHAR (null: everywhere; else only those of one area)
SELECT
    other.school_id,
    other.name,
    other.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    other.town_name,
    other.band,
    other.stage,
    other.is_quality,
    other.pupils,
    other.area_code <> own.area_code AS crosses_area,
    other.lon,
    other.lat,
    own.lon AS from_lon,
    own.lat AS from_lat
FROM programme_schools AS own
JOIN programme_schools AS other
    ON other.school_id <> own.school_id AND other.lat BETWEEN own.lat - 0.2 AND own.lat + 0.2
JOIN areas ON areas.area_code = other.area_code
WHERE own.programme_id = $programme
    AND own.as_of = $as_of
    AND own.school_id = $school
    AND other.programme_id = $programme
    AND other.as_of = $as_of
    AND own.lon IS NOT NULL
    AND other.lon IS NOT NULL
    AND (CAST($within AS VARCHAR) IS NULL OR other.area_code = $within)
ORDER BY
    POWER(SIN(0.5 * RADIANS(other.lat - own.lat)), 2)
    + COS(RADIANS(own.lat)) * COS(RADIANS(other.lat)) * POWER(SIN(0.5 * RADIANS(other.lon - own.lon)), 2),
    other.school_id
LIMIT 10
