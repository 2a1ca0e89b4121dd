-- doubtful_leads: active partnerships with a doubtful core school: none named, two for one community, or not known as a quality school.
-- Partnerships of one name and county are one community; the core's quality is from the roster, else from the pairing list.
-- grain one row per partnership and reason, by reason, area and core
--   reason VARCHAR (no_core, two_cores, core_not_quality, core_quality_unknown), partnership_id VARCHAR,
--   partnership_name VARCHAR, core_school_id VARCHAR, core_name VARCHAR, core_place VARCHAR, mode VARCHAR, area_code VARCHAR,
--   area_name VARCHAR, area_name_en VARCHAR, started_on DATE, members BIGINT, cores BIGINT (of the community), source VARCHAR
-- parameters programme VARCHAR, as_of DATE, area VARCHAR (null: the whole place)
WITH communities AS (
    SELECT
        county_code, COALESCE(name, partnership_id) AS community,
        COUNT(DISTINCT COALESCE(core_school_id, core_name)) AS cores
    FROM judged_partnerships
    WHERE programme_id = $programme AND as_of = $as_of AND is_active
    GROUP BY county_code, COALESCE(name, partnership_id)
),

led AS (
    SELECT years.*, communities.cores, COALESCE(core.is_quality, years.core_is_quality) AS is_quality
    FROM partnership_years AS years
    JOIN judged_partnerships AS judged
        ON judged.programme_id = years.programme_id
        AND judged.as_of = years.as_of
        AND judged.partnership_id = years.partnership_id
    JOIN communities
        ON communities.county_code = judged.county_code
        AND communities.community = COALESCE(judged.name, judged.partnership_id)
    LEFT JOIN programme_schools AS core
        ON core.programme_id = years.programme_id
        AND core.as_of = years.as_of
        AND core.school_id = years.core_school_id
    WHERE years.programme_id = $programme AND years.as_of = $as_of AND years.is_active
)

SELECT
    reasons.reason, led.partnership_id, led.partnership_name, led.core_school_id, led.core_name, led.core_place,
    led.mode, led.area_code, areas.name_zh AS area_name, areas.name_en AS area_name_en, led.started_on,
    led.members, led.cores, led.source
FROM led
JOIN areas ON areas.area_code = led.area_code
CROSS JOIN (
    SELECT UNNEST(STRING_SPLIT('no_core two_cores core_not_quality core_quality_unknown', ' ')) AS reason
) AS reasons
WHERE COALESCE(led.area_code = $area, TRUE)
    AND CASE reasons.reason
        WHEN 'no_core' THEN led.core_school_id IS NULL AND led.core_name IS NULL
        WHEN 'two_cores' THEN led.cores > 1
        WHEN 'core_not_quality' THEN NOT led.is_quality
        WHEN 'core_quality_unknown' THEN led.is_quality IS NULL AND led.core_name IS NOT NULL
    END
ORDER BY reasons.reason, areas.position, led.core_name, led.partnership_id
