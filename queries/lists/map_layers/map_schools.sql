-- map_schools: the schools of the programme's stages for the map, filtered by stage, band, quality and whether they are paired.
-- grain one row per school, by area, township and name
--   school_id VARCHAR, name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_code VARCHAR,
--   town_name VARCHAR, band VARCHAR, stage VARCHAR, is_quality BOOLEAN, pupils INTEGER, lon DOUBLE, lat DOUBLE,
--   unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place), town VARCHAR (null: all of it),
--   stage VARCHAR (null: all), band VARCHAR (null: all), quality BOOLEAN (null: all), covered BOOLEAN (null: all; else
--   schools of counting units that are paired, or are not)
SELECT
    schools.school_id,
    schools.name,
    schools.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    schools.town_code,
    schools.town_name,
    schools.band,
    schools.stage,
    schools.is_quality,
    schools.pupils,
    schools.lon,
    schools.lat,
    sites.unit_id,
    units.is_covered,
    COALESCE(leads.partnerships, 0) AS leads,
    schools.source
FROM programme_schools AS schools
JOIN areas ON areas.area_code = schools.area_code
LEFT JOIN unit_sites AS sites
    ON sites.programme_id = schools.programme_id AND sites.as_of = schools.as_of AND sites.site_id = schools.school_id
LEFT JOIN counting_units AS units
    ON units.programme_id = sites.programme_id AND units.as_of = sites.as_of AND units.unit_id = sites.unit_id
LEFT JOIN (
    SELECT core_school_id, COUNT(*) AS partnerships
    FROM judged_partnerships
    WHERE is_active AND programme_id = $programme AND as_of = $as_of
    GROUP BY core_school_id
) AS leads
    ON leads.core_school_id = schools.school_id
WHERE schools.programme_id = $programme
    AND schools.as_of = $as_of
    AND schools.is_compulsory
    AND COALESCE(schools.area_code = $area, TRUE)
    AND COALESCE(schools.town_code = $town, CAST($town AS VARCHAR) IS NULL)
    AND COALESCE(schools.stage = $stage, TRUE)
    AND COALESCE(schools.band = $band, CAST($band AS VARCHAR) IS NULL)
    AND COALESCE(schools.is_quality = $quality, CAST($quality AS BOOLEAN) IS NULL)
    AND COALESCE(units.is_covered = $covered, CAST($covered AS BOOLEAN) IS NULL)
ORDER BY areas.position, schools.town_code, schools.name, schools.school_id
