-- chains: active partnerships that join several steps of schooling: 幼儿园–小学–初中–高中 (学段纵向协作).
-- A nine-year school counts as 小学 and 初中, a complete secondary school as 初中 and 高中, a twelve-year school as all three.
-- grain one row per programme, snapshot and active partnership whose schools, core and members, cover two steps or more
--   programme_id VARCHAR, as_of DATE, partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR, area_code VARCHAR,
--   core_name VARCHAR, kindergartens BIGINT, primaries BIGINT, juniors BIGINT, seniors BIGINT,
--   steps INTEGER (1 to 4), schools BIGINT, started_on DATE, source VARCHAR,
--   links VARCHAR (the steps it joins, for instance primaries-juniors)
WITH reached AS (
    SELECT
        programme_id,
        as_of,
        partnership_id,
        COUNT(CASE WHEN steps LIKE '%幼儿园%' THEN 1 END) AS kindergartens,
        COUNT(CASE WHEN steps LIKE '%小学%' THEN 1 END) AS primaries,
        COUNT(CASE WHEN steps LIKE '%初中%' THEN 1 END) AS juniors,
        COUNT(CASE WHEN steps LIKE '%高中%' THEN 1 END) AS seniors,
        COUNT(*) AS schools
    FROM (
        SELECT DISTINCT
            taking_part.programme_id,
            taking_part.as_of,
            taking_part.partnership_id,
            taking_part.school_id,
            stages.steps
        FROM partnership_schools AS taking_part
        JOIN programme_schools AS schools
            ON schools.programme_id = taking_part.programme_id
            AND schools.as_of = taking_part.as_of
            AND schools.school_id = taking_part.school_id
        JOIN stages ON stages.stage = schools.stage
        WHERE taking_part.is_active
    ) AS taking_part
    GROUP BY programme_id, as_of, partnership_id
),

counted AS (
    SELECT
        *,
        CASE WHEN kindergartens > 0 THEN 1 ELSE 0 END
        + CASE WHEN primaries > 0 THEN 1 ELSE 0 END
        + CASE WHEN juniors > 0 THEN 1 ELSE 0 END
        + CASE WHEN seniors > 0 THEN 1 ELSE 0 END AS steps
    FROM reached
)

SELECT
    judged.programme_id,
    judged.as_of,
    judged.partnership_id,
    judged.name AS partnership_name,
    judged.mode,
    judged.area_code,
    judged.core_name,
    counted.kindergartens,
    counted.primaries,
    counted.juniors,
    counted.seniors,
    counted.steps,
    counted.schools,
    judged.started_on,
    judged.source,
    CONCAT_WS(
        '-',
        CASE WHEN counted.kindergartens > 0 THEN 'kindergartens' END,
        CASE WHEN counted.primaries > 0 THEN 'primaries' END,
        CASE WHEN counted.juniors > 0 THEN 'juniors' END,
        CASE WHEN counted.seniors > 0 THEN 'seniors' END
    ) AS links
FROM counted
JOIN judged_partnerships AS judged
    ON judged.programme_id = counted.programme_id
    AND judged.as_of = counted.as_of
    AND judged.partnership_id = counted.partnership_id
WHERE counted.steps >= 2
ORDER BY judged.programme_id, judged.as_of, judged.area_code
