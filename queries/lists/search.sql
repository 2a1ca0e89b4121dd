-- search: what bears the words searched for, at the snapshot or at another date, the best matches first.
-- Exact code, exact name, beginning of a code, of a name, inside a name; then pinyin or initials in the same order.
-- grain one row per thing found, at most $most
--   kind VARCHAR (area, office, town, school, partnership), id VARCHAR, name VARCHAR (at the date it is seen on),
--   matched_name VARCHAR (another name of it that matched), area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR,
--   town_name VARCHAR, stage VARCHAR (of a partnership its mode), seen_on DATE (the snapshot's own date, else where it stands),
--   found BIGINT (how many things match in all)
-- parameters place VARCHAR, as_of DATE, term VARCHAR, pattern VARCHAR, spelt VARCHAR (null: not letters), most VARCHAR
WITH ranked AS (
    SELECT
        *,
        CASE
            WHEN LOWER(id) = $term THEN 0
            WHEN term = $term THEN 1
            WHEN STARTS_WITH(LOWER(id), $term) THEN 2
            WHEN STARTS_WITH(term, $term) THEN 3
            WHEN term LIKE $pattern ESCAPE '\' THEN 4
            WHEN pinyin = $spelt OR initials = $spelt THEN 5
            WHEN STARTS_WITH(pinyin, $spelt) OR STARTS_WITH(initials, $spelt) THEN 6
            WHEN CONTAINS(pinyin, $spelt) OR CONTAINS(initials, $spelt) THEN 7
        END AS rank
    FROM search_terms
    WHERE place_code = $place
),

best AS (
    SELECT
        kind,
        id,
        MIN(rank) AS rank,
        ARG_MIN(name, 2 * rank + CAST(name <> newest_name AS INTEGER)) AS matched_name,
        MIN(newest_name) AS newest_name,
        MIN(area_code) AS area_code,
        MIN(town_name) AS town_name,
        MIN(stage) AS stage,
        MIN(first_as_of) AS first_as_of,
        MIN(last_as_of) AS last_as_of,
        COUNT(*) OVER () AS found
    FROM ranked
    WHERE rank IS NOT NULL
    GROUP BY kind, id
    ORDER BY rank, $as_of NOT BETWEEN MIN(first_as_of) AND MAX(last_as_of), INSTR('area office town school partnership', kind), LENGTH(matched_name), matched_name, id
    LIMIT CAST($most AS INTEGER)
)

SELECT
    best.kind,
    best.id,
    COALESCE(here.name, best.newest_name) AS name,
    CASE WHEN rank NOT IN (0, 2) THEN NULLIF(matched_name, COALESCE(here.name, best.newest_name)) END AS matched_name,
    best.area_code,
    areas.name_zh AS area_name,
    areas.name_en AS area_name_en,
    best.town_name,
    COALESCE(here.stage, best.stage) AS stage,
    CASE
        WHEN here.id IS NOT NULL OR best.kind NOT IN ('school', 'partnership') THEN $as_of
        WHEN best.first_as_of > $as_of THEN best.first_as_of
        ELSE best.last_as_of
    END AS seen_on,
    best.found
FROM best
LEFT JOIN areas ON areas.area_code = best.area_code
LEFT JOIN (
    SELECT 'school' AS kind, school_id AS id, name, stage FROM schools WHERE place_code = $place AND as_of = $as_of
    UNION ALL
    SELECT 'partnership', partnership_id, COALESCE(name, core_name), mode FROM partnerships
    WHERE place_code = $place AND as_of = $as_of
) AS here
    ON here.kind = best.kind AND here.id = best.id
ORDER BY best.rank, seen_on <> $as_of, INSTR('area office town school partnership', best.kind), LENGTH(best.matched_name), best.matched_name, best.id
