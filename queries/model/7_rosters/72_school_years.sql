-- school_years: every school at every snapshot, with how the programme counts it.
-- Ordered by school, so that the rows of one school are together on disk and can be read alone.
-- grain one row per programme, school and snapshot
--   programme_id VARCHAR, school_id VARCHAR, as_of DATE, name VARCHAR, former_name VARCHAR, area_code VARCHAR,
--   town_code VARCHAR, town_name VARCHAR, band VARCHAR, stage VARCHAR, is_compulsory BOOLEAN, is_quality BOOLEAN,
--   managing_school_id VARCHAR, pupils INTEGER, boarders INTEGER, teachers INTEGER, lon DOUBLE, lat DOUBLE,
--   unit_id VARCHAR (null: not a rural site), is_covered BOOLEAN, leads BIGINT (active partnerships led),
--   joins BIGINT (active partnerships it is a member of)
SELECT
    schools.programme_id,
    schools.school_id,
    schools.as_of,
    schools.name,
    schools.former_name,
    schools.area_code,
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
    COALESCE(part.leads, 0) AS leads,
    COALESCE(part.joins, 0) AS joins
FROM programme_schools AS schools
LEFT JOIN unit_sites AS sites
    ON sites.programme_id = schools.programme_id AND sites.as_of = schools.as_of AND sites.site_id = schools.school_id
LEFT JOIN counting_units AS units
    ON units.programme_id = sites.programme_id AND units.as_of = sites.as_of AND units.unit_id = sites.unit_id
LEFT JOIN (
    SELECT
        programme_id,
        as_of,
        school_id,
        COUNT(CASE WHEN is_core THEN 1 END) AS leads,
        COUNT(CASE WHEN NOT is_core THEN 1 END) AS joins
    FROM partnership_schools
    WHERE is_active
    GROUP BY programme_id, as_of, school_id
) AS part
    ON part.programme_id = schools.programme_id AND part.as_of = schools.as_of AND part.school_id = schools.school_id
ORDER BY schools.school_id, schools.programme_id, schools.as_of
