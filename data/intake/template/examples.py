"""The example row of each sheet. Its first cell is 示例, so that intake ignores it."""

from data.intake.tables.header.table_kinds import ACTIVITIES, FUNDS, PAIRINGS, RETURNS, ROSTER

MARK = "示例"
Example = dict[str, str | int | float]
EXAMPLES: dict[str, Example] = {
    ROSTER: {
        **{"seq": MARK, "county": "某某县", "town": "某某镇", "school_id": "2100000001", "name": "某某镇中心小学"},
        **{"former_name": "某某镇小学", "urban_rural": "121", "stage": "小学", "is_quality": "否", "pupils": 420},
        **{"boarders": 60, "teachers": 32, "is_county_seat": "否", "recording_classrooms": 1, "arts_pe_full": "是"},
        **{"demo_experiments_planned": 68, "demo_experiments_done": 68, "group_experiments_planned": 40},
        **{"group_experiments_done": 38, "principal_years": 4, "teachers_unrotated": 3, "is_weak": "否"},
        **{"supervised_on": "2023-05-16", "left_behind_children": 25, "left_behind_paired": 25, "plan_filed": "是"},
        **{"is_integrated": "否", "psych_teachers": 1, "teachers_72_hours": 31, "teachers_training_passed": 32},
        **{"teachers_it_passed": 30, "status": "正常", "note": "示例行不读取，可以删除"},
    },
    PAIRINGS: {
        **{"seq": MARK, "county": "某某县", "name": "某某教育共同体", "core_name": "某某县第一小学"},
        **{"core_id": "2100000009", "core_quality": "是", "member_name": "某某镇中心小学", "member_id": "2100000001"},
        **{"mode": "帮扶式", "started_on": "2023-09-01", "status": "进行中", "plan_filed": "是"},
        **{"note": "一行一所成员学校，或在一格内用顿号隔开"},
    },
    RETURNS: {
        **{"seq": MARK, "indicator": "九年义务教育巩固率", "county": "某某县", "period": "2023-2024学年"},
        **{"numerator": 1942, "denominator": 2000, "note": "评选类指标一人（校）一行，写明姓名或学校"},
    },
    ACTIVITIES: {
        **{
            "seq": MARK,
            "kind": "集体备课",
            "held_on": "2024-03-12",
            "title": "语文五年级下册单元备课",
            "county": "某某县",
        },
        **{"name": "某某教育共同体", "core_name": "某某县第一小学", "school": "某某镇中心小学", "participants": 24},
    },
    FUNDS: {
        **{"seq": MARK, "task": "教师培训", "amount": 50000, "period": "2024年", "county": "某某县"},
        **{"school": "某某镇中心小学", "name": "某某教育共同体"},
    },
}
