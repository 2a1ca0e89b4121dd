-- search_terms: what can be searched for: every name that a school, partnership, area or township has or had.
-- A former name finds the current school; a partnership is found by its own name and by that of its core school.
-- Townships that are the areas of their place (a county-level city) are listed once, as areas; a zone with its own office leads to its county.
-- grain one row per place and thing
--   place_code VARCHAR, kind VARCHAR (area, office, town, school, partnership), id VARCHAR, newest_name VARCHAR, names VARCHAR (one a line),
--   terms VARCHAR (names as one word, between bars), readings VARCHAR (pinyin and initials, between bars), line VARCHAR (id, terms and
--   readings in one text, to exclude quickly what cannot match), area_code VARCHAR, town_name VARCHAR, stage VARCHAR, first_as_of DATE,
--   last_as_of DATE,
--   position BIGINT (order among equal matches: areas first, then the shortest names)
WITH seen AS (
    SELECT place_code, as_of, 'school' AS kind, school_id AS id, name, former_name AS other_name,
        county_code AS area_code, town_name, stage
    FROM schools
    UNION ALL
    SELECT place_code, as_of, 'partnership', partnership_id, COALESCE(name, core_name), core_name,
        county_code, NULL, mode
    FROM partnerships
    UNION ALL
    SELECT place_code, as_of, 'town', town_code, town_name, NULL, county_code, town_name, NULL
    FROM schools
    WHERE town_code NOT IN (SELECT area_code FROM areas WHERE level = 'township' AND parent_code = areas.place_code)
    UNION ALL
    SELECT areas.place_code, snapshots.as_of, CASE WHEN areas.level = 'office' THEN 'office' ELSE 'area' END,
        areas.area_code, areas.name_zh, NULL,
        CASE WHEN areas.level = 'office' THEN areas.parent_code ELSE areas.area_code END, NULL, NULL
    FROM areas
    JOIN snapshots ON snapshots.place_code = areas.place_code
    WHERE areas.level IN ('place', 'office')
        OR (areas.parent_code = areas.place_code AND areas.level IN ('county', 'township'))
),

things AS (
    SELECT
        place_code,
        kind,
        id,
        ARG_MAX(name, as_of) AS newest_name,
        ARG_MAX(area_code, as_of) AS area_code,
        ARG_MAX(town_name, as_of) AS town_name,
        ARG_MAX(stage, as_of) AS stage,
        MIN(as_of) AS first_as_of,
        MAX(as_of) AS last_as_of
    FROM seen
    GROUP BY place_code, kind, id
),

called AS (
    SELECT place_code, kind, id, name FROM seen
    UNION
    SELECT place_code, kind, id, other_name FROM seen WHERE other_name IS NOT NULL
),

spelt AS (
    SELECT
        called.place_code,
        called.kind,
        called.id,
        STRING_AGG(DISTINCT called.name, CHR(10) ORDER BY called.name) AS names,
        '|' || STRING_AGG(DISTINCT spellings.term, '|' ORDER BY spellings.term) || '|' AS terms,
        '|' || STRING_AGG(DISTINCT spellings.pinyin, '|' ORDER BY spellings.pinyin)
            || '|' || STRING_AGG(DISTINCT spellings.initials, '|' ORDER BY spellings.initials) || '|' AS readings
    FROM called
    JOIN spellings ON spellings.name = called.name
    GROUP BY called.place_code, called.kind, called.id
)

SELECT
    things.place_code, things.kind, things.id, things.newest_name, spelt.names, spelt.terms, spelt.readings,
    LOWER(things.id) || spelt.terms || spelt.readings AS line,
    things.area_code, things.town_name, things.stage, things.first_as_of, things.last_as_of,
    ROW_NUMBER() OVER (
        ORDER BY INSTR('area office town school partnership', things.kind), LENGTH(things.newest_name), things.newest_name, things.id
    ) AS position
FROM things
JOIN spelt ON spelt.place_code = things.place_code AND spelt.kind = things.kind AND spelt.id = things.id
ORDER BY position
