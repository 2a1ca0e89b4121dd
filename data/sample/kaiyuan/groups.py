"""The education groups of 开原市 and its schools' other agreements.

Every compulsory school belongs to a group in 2022; one leaves in 2023, a group ends in 2024, and by the end of 2025 all
belong to a group again.
"""

from datetime import date

from data.sample.agreements import Agreement

GROUP = "紧密型教育集团"
# Core, since, members (@: every compulsory school of the township).
GROUPS = (
    ("开原市民主小学", date(2019, 9, 1), "开原市新华小学 @庆云堡镇"),
    ("开原市实验小学", date(2019, 9, 1), "开原市铁路小学 开原市启明小学 @金沟子镇 @城东镇"),
    ("开原市里仁学校", date(2020, 9, 1), "@威远堡镇 @松山镇"),
    ("开原市咸州小学", date(2020, 9, 1), "开原市老城小学 @中固镇"),
    ("开原市滨水小学", date(2021, 3, 1), "@业民镇"),
    ("开原市第二初级中学", date(2021, 3, 1), "开原市第三初级中学 @八宝镇"),
    ("八棵树镇中心小学", date(2021, 9, 1), "@八棵树镇 @林丰满族乡"),
    ("靠山镇初级中学", date(2021, 9, 1), "@靠山镇 @马家寨镇"),
    ("下肥镇中心小学", date(2022, 9, 1), "@下肥镇 @上肥镇"),
    ("开原市老城初级中学", date(2022, 9, 1), "开原市第五初级中学 @莲花镇"),
    ("李家台镇中心小学", date(2023, 9, 1), "@李家台镇"),
    ("开原市第五初级中学", date(2025, 9, 1), "业民镇初级中学 @黄旗寨镇"),
)
LEFT = {"开原市滨水小学": {"业民镇初级中学": date(2023, 9, 1)}}
AGREEMENTS = (
    *(
        Agreement(core, since, GROUP, members, name=f"{core.removesuffix('小学')}教育集团", left=LEFT.get(core, {}))
        for core, since, members in GROUPS
    ),
    Agreement(
        *("黄旗寨镇中心小学", date(2021, 9, 1), GROUP, "@黄旗寨镇"),
        name="黄旗寨镇教育集团",
        ended_on=date(2024, 8, 31),
    ),
    Agreement(
        *("开原市高级中学", date(2024, 3, 1), "高中结对", "开原市第二高级中学 开原市第四中学"),
        name="开原市普通高中结对帮扶",
    ),
    Agreement(
        *("沈阳市皇姑实验学校", date(2023, 9, 1), "跨市结对", "开原市里仁学校 开原市第二初级中学"),
        core_place="沈阳市",
        name="沈阳都市圈校际合作",
    ),
    Agreement(
        *("沈阳市铁西育才高级中学", date(2024, 9, 1), "跨市结对", "开原市高级中学"),
        core_place="沈阳市",
        name="沈阳都市圈高中合作",
    ),
    Agreement(
        *("开原市高级中学", date(2023, 3, 1), "学段纵向协作体"),
        "开原市新城幼儿园 开原市民主小学 开原市第二初级中学",
        name="开原市学段衔接协作体",
    ),
)
