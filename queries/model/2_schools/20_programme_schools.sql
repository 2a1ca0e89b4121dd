-- programme_schools: schools with what a programme's rules say of them: band (城区 镇区 乡村), area, and whether they belong to its stages.
-- The band follows 城乡分类代码 (国函〔2008〕60号, bands.csv); if a sheet has no code, the band it reports.
-- The area is the county, or the township if the place is itself a county.
-- grain one row per programme, snapshot and school
--   programme_id VARCHAR, counting_rule VARCHAR, every column of schools, area_code VARCHAR, band VARCHAR,
--   is_compulsory BOOLEAN (of the programme's stages), is_basic BOOLEAN (中小学), is_rural BOOLEAN (by rural_scope)
WITH banded AS (
    SELECT
        schools.*,
        CASE
            WHEN unassigned.area_code IS NULL THEN schools.county_code
            ELSE COALESCE(schools.town_code, unassigned.area_code)
        END AS area_code,
        COALESCE(bands.band, schools.reported_band) AS band
    FROM schools
    LEFT JOIN bands ON bands.urban_rural_code = schools.urban_rural_code
    LEFT JOIN areas AS unassigned
        ON unassigned.place_code = schools.place_code AND unassigned.level = 'unassigned'
)
SELECT
    rules.programme_id,
    rules.counting_rule,
    banded.*,
    stages.stage_scope = rules.stage_scope AS is_compulsory,
    stages.basic = 'yes' AS is_basic,
    COALESCE(rules.rural_scope LIKE '%' || banded.band || '%', FALSE) AS is_rural
FROM programme_snapshots AS rules
JOIN banded ON banded.place_code = rules.place_code AND banded.as_of = rules.as_of
JOIN stages ON stages.stage = banded.stage
ORDER BY rules.programme_id, rules.as_of, banded.area_code
