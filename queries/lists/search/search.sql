-- search: the schools, partnerships, areas and townships that match the words, at the snapshot or another date, best matches first.
-- Order of matches: exact code, exact name, beginning of a code, beginning of a name, inside a name; then pinyin and initials in this order.
-- grain one row per thing found, at most $most
--   kind VARCHAR (area, office, town, school, partnership), id VARCHAR, name VARCHAR (at the date it is seen on),
--   names VARCHAR (all its names at any date, one a line), rank INTEGER (0 and 2: matched by code), area_code VARCHAR,
--   area_name VARCHAR, area_name_en VARCHAR,
--   town_name VARCHAR, stage VARCHAR (of a partnership its mode), seen_on DATE (the snapshot's date, else the date at which it exists),
--   found BIGINT (number of all matches)
-- parameters place VARCHAR, as_of DATE, term VARCHAR, part VARCHAR (the longest word), pattern VARCHAR (null: one word),
--   spelt VARCHAR (null: not letters),
--   also VARCHAR (null: same as part), most VARCHAR, within VARCHAR (null: everywhere; else only in one area)
WITH ranked AS (
    SELECT
        position, $as_of NOT BETWEEN first_as_of AND last_as_of AS is_away,
        CASE
            WHEN STARTS_WITH(line, $term || '|') THEN 0
            WHEN CONTAINS(terms, $term) THEN CASE
                WHEN CONTAINS(terms, '|' || $term || '|') THEN 1
                WHEN STARTS_WITH(line, $term) THEN 2
                WHEN CONTAINS(terms, '|' || $term) THEN 3
                ELSE 4
            END
            WHEN STARTS_WITH(line, $term) THEN 2
            WHEN terms LIKE $pattern ESCAPE '\' THEN 4
            WHEN CONTAINS(readings, $spelt) THEN CASE
                WHEN CONTAINS(readings, '|' || $spelt || '|') THEN 5
                WHEN CONTAINS(readings, '|' || $spelt) THEN 6
                ELSE 7
            END
        END AS rank
    FROM search_terms
    WHERE place_code = $place AND (CONTAINS(line, $part) OR COALESCE(CONTAINS(line, $also), FALSE))
        AND (CAST($within AS VARCHAR) IS NULL OR area_code = $within)
),

best AS (
    SELECT position, rank
    FROM ranked
    WHERE rank IS NOT NULL
    ORDER BY rank, is_away, position
    LIMIT CAST($most AS INTEGER)
)

SELECT
    terms.kind,
    terms.id,
    COALESCE(here.name, terms.newest_name) AS name,
    terms.names,
    best.rank,
    terms.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    terms.town_name,
    COALESCE(here.stage, terms.stage) AS stage,
    CASE
        WHEN here.id IS NOT NULL OR terms.kind NOT IN ('school', 'partnership') THEN $as_of
        WHEN terms.first_as_of > $as_of THEN terms.first_as_of
        ELSE terms.last_as_of
    END AS seen_on,
    (SELECT COUNT(*) FROM ranked WHERE rank IS NOT NULL) AS found
FROM best
JOIN search_terms AS terms ON terms.position = best.position
LEFT JOIN areas ON areas.area_code = terms.area_code
LEFT JOIN (
    SELECT 'school' AS kind, school_id AS id, name, stage FROM schools WHERE place_code = $place AND as_of = $as_of
    UNION ALL
    SELECT 'partnership', partnership_id, COALESCE(name, core_name), mode FROM partnerships
    WHERE place_code = $place AND as_of = $as_of
) AS here
    ON here.kind = terms.kind AND here.id = terms.id
ORDER BY best.rank, seen_on <> $as_of, best.position
