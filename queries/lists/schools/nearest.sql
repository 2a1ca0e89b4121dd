-- nearest: the ten schools nearest to a school that could lead a partnership with it and do not lead one yet.
-- They qualify by the programme's lead_rule, teach all steps of schooling of the school (stages.csv), are not teaching points
-- and are not the core of an active partnership. Distances are straight lines, across county borders too.
-- Nearer means a smaller haversine: sin²(Δlat ½) + cos lat · cos lat' · sin²(Δlon ½).
-- grain one row per school, nearest first; none if the school itself has no coordinates
--   school_id VARCHAR, name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR,
--   band VARCHAR, stage VARCHAR, is_quality BOOLEAN, pupils INTEGER, crosses_area BOOLEAN, lon DOUBLE, lat DOUBLE,
--   from_lon DOUBLE, from_lat DOUBLE
-- parameters programme VARCHAR, as_of DATE, school VARCHAR, within VARCHAR (null: everywhere; else only those of one area)
WITH own AS (
    SELECT years.lon, years.lat, years.area_code, years.stage, stages.steps, rules.lead_rule
    FROM school_years AS years
    JOIN stages ON stages.stage = years.stage
    JOIN programme_snapshots AS rules ON rules.programme_id = years.programme_id AND rules.as_of = years.as_of
    WHERE years.programme_id = $programme AND years.as_of = $as_of AND years.school_id = $school AND years.lon IS NOT NULL
),

found AS (
    SELECT
        other.school_id,
        own.area_code AS from_area,
        own.lon AS from_lon,
        own.lat AS from_lat,
        POWER(SIN(0.5 * RADIANS(other.lat - own.lat)), 2)
        + COS(RADIANS(own.lat)) * COS(RADIANS(other.lat)) * POWER(SIN(0.5 * RADIANS(other.lon - own.lon)), 2)
            AS haversine
    FROM own
    CROSS JOIN programme_schools AS other
    JOIN stages ON stages.stage = other.stage
    LEFT JOIN judged_partnerships AS led
        ON led.programme_id = $programme AND led.as_of = $as_of AND led.is_active AND led.core_school_id = other.school_id
    WHERE other.programme_id = $programme
        AND other.as_of = $as_of
        AND other.school_id <> $school
        AND other.stage <> '教学点'
        AND (other.stage = own.stage OR (own.steps <> '—' AND stages.steps LIKE '%' || own.steps || '%'))
        AND CASE own.lead_rule
            WHEN 'quality' THEN COALESCE(other.is_quality, FALSE)
            WHEN 'urban' THEN COALESCE(other.band = '城区', FALSE)
            WHEN 'any' THEN TRUE
        END
        AND other.lon IS NOT NULL
        AND led.partnership_id IS NULL
        AND (CAST($within AS VARCHAR) IS NULL OR other.area_code = $within)
    ORDER BY haversine, other.school_id
    LIMIT 10
)

SELECT
    found.school_id,
    other.name,
    other.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    other.town_name,
    other.band,
    other.stage,
    other.is_quality,
    other.pupils,
    other.area_code <> found.from_area AS crosses_area,
    other.lon,
    other.lat,
    found.from_lon,
    found.from_lat
FROM found
JOIN school_years AS other
    ON other.programme_id = $programme AND other.as_of = $as_of AND other.school_id = found.school_id
JOIN areas ON areas.area_code = other.area_code
ORDER BY found.haversine, found.school_id
