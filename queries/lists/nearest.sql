-- nearest: the ten schools nearest to one that could lead a partnership with it and do not lead any yet.
-- They qualify by the programme's lead_rule, teach all its steps of schooling (stages.csv), are no teaching points
-- and are not the core of an active partnership. Straight line, across county borders too.
-- Nearer is the smaller half of the haversine formula: hav = sin²(Δlat ½) + cos lat · cos lat' · sin²(Δlon ½).
-- grain one row per school, the nearest first; none where the school itself has no coordinates
--   school_id VARCHAR, name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR,
--   band VARCHAR, stage VARCHAR, is_quality BOOLEAN, pupils INTEGER, crosses_area BOOLEAN, lon DOUBLE, lat DOUBLE,
--   from_lon DOUBLE, from_lat DOUBLE
-- parameters programme VARCHAR, as_of DATE, school VARCHAR
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
JOIN stages AS own_stage ON own_stage.stage = own.stage
JOIN programme_snapshots AS rules ON rules.programme_id = own.programme_id AND rules.as_of = own.as_of
JOIN programme_schools AS other
    ON other.programme_id = own.programme_id AND other.as_of = own.as_of AND other.school_id <> own.school_id
JOIN stages AS other_stage ON other_stage.stage = other.stage
JOIN areas ON areas.area_code = other.area_code
LEFT JOIN judged_partnerships AS led
    ON led.programme_id = $programme AND led.as_of = $as_of AND led.is_active AND led.core_school_id = other.school_id
WHERE own.programme_id = $programme
    AND own.as_of = $as_of
    AND own.school_id = $school
    AND other.programme_id = $programme
    AND other.as_of = $as_of
    AND led.partnership_id IS NULL
    AND other.stage <> '教学点'
    AND (
        other.stage = own.stage
        OR (own_stage.steps <> '—' AND other_stage.steps LIKE '%' || own_stage.steps || '%')
    )
    AND CASE rules.lead_rule
        WHEN 'quality' THEN COALESCE(other.is_quality, FALSE)
        WHEN 'urban' THEN COALESCE(other.band = '城区', FALSE)
        WHEN 'any' THEN TRUE
    END
    AND own.lon IS NOT NULL
    AND own.lat IS NOT NULL
    AND other.lon IS NOT NULL
    AND other.lat IS NOT NULL
ORDER BY
    POWER(SIN(0.5 * RADIANS(other.lat - own.lat)), 2)
    + COS(RADIANS(own.lat)) * COS(RADIANS(other.lat)) * POWER(SIN(0.5 * RADIANS(other.lon - own.lon)), 2),
    other.school_id
LIMIT 10
