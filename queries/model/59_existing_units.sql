-- existing_units: the schools and the active partnerships of each snapshot, whatever counts them: who exists, followed, in which class.
-- A class is what makes indicators count a school or not, beside its own facts: rural by the programme, 城区, stage, county seat.
-- Blanks are the facts that some indicator counts by and that are not known: its own that it leaves blank, and those no school of its
-- county states (model/stating_counties). What is not known was not decided.
-- grain one row per programme, snapshot and school or active partnership
--   programme_id VARCHAR, as_of DATE, unit_id VARCHAR, first_id VARCHAR, class VARCHAR (null of a partnership), area_code VARCHAR (null of a partnership),
--   blanks VARCHAR (columns of schools, and band; null of a partnership), name VARCHAR
SELECT
    schools.programme_id,
    schools.as_of,
    schools.school_id AS unit_id,
    COALESCE(recoded.first_id, schools.school_id) AS first_id,
    CONCAT_WS(' ', schools.is_rural, schools.band = '城区', schools.stage, COALESCE(schools.is_county_seat, FALSE)) AS class,
    schools.area_code,
    CONCAT_WS(
        ' ',
        CASE WHEN schools.band IS NULL THEN 'band' END,
        CASE WHEN schools.is_county_seat IS NULL THEN 'is_county_seat' END,
        CASE WHEN schools.is_quality IS NULL THEN 'is_quality' END,
        CASE WHEN schools.is_weak IS NULL THEN 'is_weak' END,
        CASE WHEN schools.pupils IS NULL THEN 'pupils' END,
        CASE WHEN schools.teachers IS NULL THEN 'teachers' END,
        CASE WHEN schools.teachers_unrotated IS NULL THEN 'teachers_unrotated' END,
        CASE WHEN schools.principal_years IS NULL THEN 'principal_years' END,
        CASE WHEN schools.left_behind_children IS NULL THEN 'left_behind_children' END,
        CASE WHEN schools.demo_experiments_planned IS NULL THEN 'demo_experiments_planned' END,
        CASE WHEN schools.group_experiments_planned IS NULL THEN 'group_experiments_planned' END,
        CASE WHEN NOT stating.recording_classrooms THEN 'recording_classrooms' END,
        CASE WHEN NOT stating.arts_pe_full THEN 'arts_pe_full' END,
        CASE WHEN NOT stating.supervised_on THEN 'supervised_on' END,
        CASE WHEN NOT stating.plan_filed THEN 'plan_filed' END,
        CASE WHEN NOT stating.is_integrated THEN 'is_integrated' END,
        CASE WHEN NOT stating.conditions_met THEN 'conditions_met' END,
        CASE WHEN NOT stating.psych_teachers THEN 'psych_teachers' END,
        CASE WHEN NOT stating.teachers_72_hours THEN 'teachers_72_hours' END,
        CASE WHEN NOT stating.teachers_training_passed THEN 'teachers_training_passed' END,
        CASE WHEN NOT stating.teachers_it_passed THEN 'teachers_it_passed' END
    ) AS blanks,
    schools.name
FROM programme_schools AS schools
LEFT JOIN recoded_schools AS recoded
    ON recoded.place_code = schools.place_code AND recoded.school_id = schools.school_id
LEFT JOIN stating_counties AS stating
    ON stating.programme_id = schools.programme_id AND stating.as_of = schools.as_of AND stating.county_code = schools.county_code
UNION ALL
SELECT
    judged.programme_id,
    judged.as_of,
    judged.partnership_id,
    COALESCE(renumbered.first_id, judged.partnership_id),
    NULL,
    NULL,
    NULL,
    COALESCE(judged.name, judged.core_name)
FROM judged_partnerships AS judged
LEFT JOIN renumbered_partnerships AS renumbered
    ON renumbered.place_code = judged.place_code AND renumbered.partnership_id = judged.partnership_id
WHERE judged.is_active
