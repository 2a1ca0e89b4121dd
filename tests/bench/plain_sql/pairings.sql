SELECT partnerships.*, member.name, member.stage, member.pupils, member.lon, member.lat, core.lon, core.lat
FROM read_parquet($members) AS members
JOIN read_parquet($partnerships) AS partnerships USING (partnership_id)
JOIN read_parquet($schools) AS member ON member.school_id = members.school_id
LEFT JOIN read_parquet($schools) AS core ON core.school_id = partnerships.core_school_id
WHERE $area IS NULL OR member.county_code = $area OR core.county_code = $area
ORDER BY partnership_id, members.school_id
LIMIT 1000
