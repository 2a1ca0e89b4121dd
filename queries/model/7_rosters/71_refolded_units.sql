-- refolded_units: counting units that became paired or unpaired only because other sites fold into them (归并).
-- Two conditions: with the earlier sites, the later partnerships leave the unit as it was; and with the later sites, the earlier partnerships
-- already give the later state. Otherwise a partnership changed too, and the change is real.
-- A site pairs its unit if it is a member of an active partnership with a qualifying core, whatever its class, so that a helped site that only
-- left its band counts as a change of class. A closed site pairs no unit.
-- grain one row per programme, two snapshots and counting unit
--   programme_id VARCHAR, since DATE, as_of DATE (later), first_id VARCHAR (of the unit)
WITH helped AS (
    SELECT DISTINCT judged.programme_id, judged.as_of, COALESCE(followed.first_id, members.school_id) AS site_id
    FROM judged_partnerships AS judged
    JOIN members
        ON members.place_code = judged.place_code AND members.as_of = judged.as_of AND members.partnership_id = judged.partnership_id
    LEFT JOIN followed_units AS followed
        ON followed.place_code = members.place_code AND followed.id = members.school_id
    WHERE judged.is_active AND judged.is_qualifying
),

sites AS (
    SELECT
        rules.programme_id, rules.as_of, COALESCE(site.first_id, sites.site_id) AS site_id,
        COALESCE(unit.first_id, sites.unit_id) AS unit_id
    FROM unit_sites AS sites
    JOIN programme_snapshots AS rules
        ON rules.programme_id = sites.programme_id AND rules.as_of = sites.as_of AND rules.counting_rule = 'under_managing_school'
    LEFT JOIN followed_units AS site ON site.place_code = rules.place_code AND site.id = sites.site_id
    LEFT JOIN followed_units AS unit ON unit.place_code = rules.place_code AND unit.id = sites.unit_id
),

held AS (
    SELECT
        sites.programme_id, sites.as_of AS sites_of, others.as_of AS pairings_of, sites.unit_id,
        COUNT(helped.site_id) > 0 AS is_covered
    FROM sites
    JOIN programme_snapshots AS others ON others.programme_id = sites.programme_id
    LEFT JOIN helped
        ON helped.programme_id = sites.programme_id AND helped.as_of = others.as_of AND helped.site_id = sites.site_id
    GROUP BY sites.programme_id, sites.as_of, others.as_of, sites.unit_id
)

SELECT before.programme_id, before.sites_of AS since, after.sites_of AS as_of, before.unit_id AS first_id
FROM held AS before
JOIN held AS after
    ON after.programme_id = before.programme_id AND after.unit_id = before.unit_id
    AND after.sites_of > before.sites_of AND after.pairings_of = after.sites_of
    AND after.is_covered <> before.is_covered
JOIN held AS earlier_sites
    ON earlier_sites.programme_id = before.programme_id AND earlier_sites.unit_id = before.unit_id
    AND earlier_sites.sites_of = before.sites_of AND earlier_sites.pairings_of = after.sites_of
    AND earlier_sites.is_covered = before.is_covered
JOIN held AS later_sites
    ON later_sites.programme_id = before.programme_id AND later_sites.unit_id = before.unit_id
    AND later_sites.sites_of = after.sites_of AND later_sites.pairings_of = before.sites_of
    AND later_sites.is_covered = after.is_covered
WHERE before.pairings_of = before.sites_of
