-- names_in_use: every name that can be searched for: schools, partnerships, core schools, areas and townships.
-- grain one row per distinct name
--   name VARCHAR
SELECT name FROM schools
UNION
SELECT former_name FROM schools WHERE former_name IS NOT NULL
UNION
SELECT town_name FROM schools WHERE town_name IS NOT NULL
UNION
SELECT name FROM partnerships WHERE name IS NOT NULL
UNION
SELECT core_name FROM partnerships WHERE core_name IS NOT NULL
UNION
SELECT name_zh FROM areas
