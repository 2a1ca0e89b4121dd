-- school_partnerships: the partnerships that a school led or belonged to in the snapshots up to a date.
-- grain one row per partnership and role, those still listed first, then the latest ones
--   partnership_id VARCHAR, partnership_name VARCHAR, mode VARCHAR, is_core BOOLEAN, core_school_id VARCHAR,
--   core_name VARCHAR, core_place VARCHAR, first_on DATE, last_on DATE (first and last snapshot with this role),
--   is_listed BOOLEAN (still), state VARCHAR (active, ended, upcoming, on last_on), is_active BOOLEAN,
--   is_qualifying BOOLEAN, started_on DATE, ended_on DATE, members BIGINT, source VARCHAR
-- parameters programme VARCHAR, as_of DATE, school VARCHAR
WITH listed AS (
    SELECT partnership_id, is_core, MIN(as_of) AS first_on, MAX(as_of) AS last_on
    FROM school_roles
    WHERE programme_id = $programme AND school_id = $school AND as_of <= $as_of
    GROUP BY partnership_id, is_core
)

SELECT
    listed.partnership_id,
    years.partnership_name,
    years.mode,
    listed.is_core,
    years.core_school_id,
    years.core_name,
    years.core_place,
    listed.first_on,
    listed.last_on,
    listed.last_on = $as_of AS is_listed,
    years.state,
    years.is_active,
    years.is_qualifying,
    years.started_on,
    years.ended_on,
    years.members,
    years.source
FROM listed
JOIN partnership_years AS years
    ON years.programme_id = $programme
    AND years.partnership_id = listed.partnership_id
    AND years.as_of = listed.last_on
ORDER BY is_listed DESC, listed.last_on DESC, listed.is_core DESC, listed.partnership_id
