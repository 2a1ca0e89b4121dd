-- odd_figures: schools with implausible numbers of pupils or teachers, one row for each reason.
-- crowded, sparse: pupils per teacher are more than three times, or less than a third, of those of all schools of the stage.
-- jumped: more than double or less than half of the snapshot before, and a difference of at least 30 pupils or 10 teachers.
-- grain one row per school and reason, by reason, area and name
--   reason VARCHAR (no_pupils, no_teachers, crowded, sparse, pupils_jumped, teachers_jumped), school_id VARCHAR,
--   name VARCHAR, area_code VARCHAR, area_name VARCHAR, area_name_en VARCHAR, town_name VARCHAR, band VARCHAR,
--   stage VARCHAR, pupils INTEGER, teachers INTEGER, pupils_before INTEGER, teachers_before INTEGER,
--   stage_pupils HUGEINT, stage_teachers HUGEINT (of the schools of the stage that state both), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
WITH stages AS (
    SELECT stage, SUM(pupils) AS stage_pupils, SUM(teachers) AS stage_teachers
    FROM programme_schools
    WHERE programme_id = $programme AND as_of = $as_of AND pupils > 0 AND teachers > 0
    GROUP BY stage
),

compared AS (
    SELECT
        schools.*, stages.stage_pupils, stages.stage_teachers,
        earlier.pupils AS pupils_before, earlier.teachers AS teachers_before
    FROM programme_schools AS schools
    LEFT JOIN stages ON stages.stage = schools.stage
    LEFT JOIN snapshot_steps AS step
        ON step.place_code = schools.place_code AND step.as_of = schools.as_of AND NOT step.is_later
    LEFT JOIN programme_schools AS earlier
        ON earlier.programme_id = schools.programme_id
        AND earlier.as_of = step.seen_on
        AND earlier.school_id = schools.school_id
    WHERE schools.programme_id = $programme AND schools.as_of = $as_of
)

SELECT
    reasons.reason, compared.school_id, compared.name, compared.area_code,
    areas.name_zh AS area_name, areas.name_en AS area_name_en,
    compared.town_name, compared.band, compared.stage, compared.pupils, compared.teachers,
    compared.pupils_before, compared.teachers_before, compared.stage_pupils, compared.stage_teachers, compared.source
FROM compared
JOIN areas ON areas.area_code = compared.area_code
CROSS JOIN (
    SELECT UNNEST(STRING_SPLIT('no_pupils no_teachers crowded sparse pupils_jumped teachers_jumped', ' ')) AS reason
) AS reasons
WHERE COALESCE(compared.area_code = $area, TRUE)
    AND CASE reasons.reason
        WHEN 'no_pupils' THEN pupils = 0
        WHEN 'no_teachers' THEN teachers = 0 AND pupils > 0
        WHEN 'crowded' THEN
            teachers > 0
            AND CAST(pupils AS DOUBLE) * stage_teachers > CAST(stage_pupils AS DOUBLE) * 3 * teachers
        WHEN 'sparse' THEN
            pupils > 0 AND teachers >= 5
            AND CAST(pupils AS DOUBLE) * 3 * stage_teachers < CAST(stage_pupils AS DOUBLE) * teachers
        WHEN 'pupils_jumped' THEN
            (
                CAST(pupils AS DOUBLE) > CAST(pupils_before AS DOUBLE) * 2
                OR CAST(pupils AS DOUBLE) * 2 < pupils_before
            ) AND ABS(pupils - pupils_before) >= 30
        WHEN 'teachers_jumped' THEN
            (
                CAST(teachers AS DOUBLE) > CAST(teachers_before AS DOUBLE) * 2
                OR CAST(teachers AS DOUBLE) * 2 < teachers_before
            )
            AND ABS(teachers - teachers_before) >= 10
    END
ORDER BY reasons.reason, areas.position, compared.town_code, compared.name, compared.school_id
