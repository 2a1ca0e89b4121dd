-- classified_schools: schools with their band (城区 镇区 乡村) and the area a drill-down files them under.
-- The band follows 城乡分类代码 (国函〔2008〕60号); where a sheet gives no code, the band it reports.
-- The area is the county, or the township where the place is itself a county.
-- grain one row per snapshot and school
--   place_code VARCHAR, as_of DATE, school_id VARCHAR, name VARCHAR, area_code VARCHAR, band VARCHAR,
--   stage VARCHAR, stage_scope VARCHAR, managing_school_id VARCHAR, is_quality BOOLEAN
SELECT
    schools.place_code,
    schools.as_of,
    schools.school_id,
    schools.name,
    CASE
        WHEN unassigned.area_code IS NULL THEN schools.county_code
        ELSE COALESCE(schools.town_code, unassigned.area_code)
    END AS area_code,
    CASE
        WHEN schools.urban_rural_code IN ('111', '112') THEN '城区'
        WHEN schools.urban_rural_code IN ('121', '122', '123') THEN '镇区'
        WHEN schools.urban_rural_code IN ('210', '220') THEN '乡村'
        ELSE schools.reported_band
    END AS band,
    schools.stage,
    stages.stage_scope,
    schools.managing_school_id,
    schools.is_quality
FROM schools
JOIN stages ON stages.stage = schools.stage
LEFT JOIN areas AS unassigned
    ON unassigned.place_code = schools.place_code AND unassigned.level = 'unassigned'
