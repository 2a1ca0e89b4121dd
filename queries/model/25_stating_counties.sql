-- stating_counties: which facts the schools of a county state at all.
-- A fact no school of a county states is no data there; where some state it, a blank counts as not met.
-- grain one row per programme, snapshot and county
--   programme_id VARCHAR, as_of DATE, county_code VARCHAR, recording_classrooms BOOLEAN, arts_pe_full BOOLEAN,
--   supervised_on BOOLEAN, plan_filed BOOLEAN, is_integrated BOOLEAN, conditions_met BOOLEAN,
--   psych_teachers BOOLEAN, teachers_72_hours BOOLEAN, teachers_training_passed BOOLEAN, teachers_it_passed BOOLEAN
SELECT
    programme_id,
    as_of,
    county_code,
    COUNT(recording_classrooms) > 0 AS recording_classrooms,
    COUNT(arts_pe_full) > 0 AS arts_pe_full,
    COUNT(supervised_on) > 0 AS supervised_on,
    COUNT(plan_filed) > 0 AS plan_filed,
    COUNT(is_integrated) > 0 AS is_integrated,
    COUNT(conditions_met) > 0 AS conditions_met,
    COUNT(psych_teachers) > 0 AS psych_teachers,
    COUNT(teachers_72_hours) > 0 AS teachers_72_hours,
    COUNT(teachers_training_passed) > 0 AS teachers_training_passed,
    COUNT(teachers_it_passed) > 0 AS teachers_it_passed
FROM programme_schools
GROUP BY programme_id, as_of, county_code
