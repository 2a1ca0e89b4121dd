-- rosters: the schools of a snapshot with how the programme counts them: counting unit, whether it is paired, partnerships led.
-- grain one row per programme, snapshot and school
--   programme_id VARCHAR, as_of DATE, school_id VARCHAR, name VARCHAR, former_name VARCHAR, area_code VARCHAR,
--   area_name VARCHAR, area_name_en VARCHAR, position BIGINT (of the area), office_id VARCHAR, town_code VARCHAR,
--   town_name VARCHAR, band VARCHAR, stage VARCHAR, is_compulsory BOOLEAN, is_quality BOOLEAN,
--   managing_school_id VARCHAR, pupils INTEGER, boarders INTEGER, teachers INTEGER, lon DOUBLE, lat DOUBLE,
--   unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led), source VARCHAR
SELECT
    schools.programme_id,
    schools.as_of,
    schools.school_id,
    schools.name,
    schools.former_name,
    schools.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    areas.position,
    schools.office_id,
    schools.town_code,
    schools.town_name,
    schools.band,
    schools.stage,
    schools.is_compulsory,
    schools.is_quality,
    schools.managing_school_id,
    schools.pupils,
    schools.boarders,
    schools.teachers,
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
    SELECT programme_id, as_of, core_school_id, COUNT(*) AS partnerships
    FROM judged_partnerships
    WHERE is_active
    GROUP BY programme_id, as_of, core_school_id
) AS leads
    ON leads.programme_id = schools.programme_id AND leads.as_of = schools.as_of AND leads.core_school_id = schools.school_id
ORDER BY schools.programme_id, schools.as_of, areas.position, schools.town_code, schools.name
