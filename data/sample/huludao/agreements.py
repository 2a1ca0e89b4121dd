"""The agreements of 葫芦岛 that are written out, by school name. All others are generated.

They contain the cases that the dashboard must handle correctly: cores from another county or city, cores that are not
quality schools (they never count), ends with and without a date, sites that count for their unit.
"""

from datetime import date

from data.sample.agreements import Agreement

AGREEMENTS = (
    Agreement(
        "南票区九龙第一小学",
        date(2018, 9, 1),
        "帮扶集团",
        "缸窑岭镇中心小学 暖池塘镇中心小学 沙锅屯乡中心小学 大兴乡中心小学",
        ended_on=date(2021, 8, 31),
    ),
    Agreement("连山区兴工实验小学", date(2019, 3, 1), "一帮一", "沙河营乡九年一贯制学校"),
    Agreement("兴城市宁远实验小学", date(2019, 3, 1), "一帮多", "小庄子镇中心小学 塔山屯镇中心小学"),
    Agreement("喇嘛洞镇中心小学", date(2019, 3, 1), "一帮一", "要路沟乡中心小学", gone_by=date(2023, 6, 30)),
    Agreement("学院附中", date(2019, 9, 1), "帮扶集团", "建昌镇第二初级中学 王宝镇初级中学"),
    Agreement("学院附小", date(2019, 9, 1), "一帮一", "孤竹营子乡中心小学"),
    Agreement("学院附小", date(2019, 9, 1), "一帮一", "杨家杖子经济开发区中心小学"),
    Agreement("大屯镇中心小学", date(2019, 9, 1), "一帮多", "杨树湾子乡中心小学 黑山科乡中心小学"),
    Agreement("连山区站前中心幼儿园", date(2019, 9, 1), "一帮一", "高桥镇中心幼儿园"),
    Agreement("连山区渤海十二年一贯制学校", date(2019, 9, 1), "帮扶集团", "连山区渤海第一小学 寺儿堡镇初级中学"),
    Agreement(
        "兴城市古城第一小学",
        date(2019, 9, 1),
        "一帮多",
        "围屏满族乡九年一贯制学校 药王满族乡中心小学",
        ended_on=date(2022, 8, 31),
        is_fixed_term=True,
    ),
    Agreement("连山区连山第一小学", date(2020, 3, 1), "一帮一", "小德营子乡中心小学"),
    Agreement("曹庄镇中心小学", date(2020, 3, 1), "一帮一", "白塔满族乡中心小学"),
    # Its core gains the quality label in 2021: two units count from then on.
    Agreement("高岭镇中心小学", date(2020, 3, 1), "一帮多", "高甸子满族乡九年一贯制学校 王宝镇中心小学"),
    Agreement("绥中镇实验小学", date(2020, 9, 1), "一帮一", "大王庙镇海滨小学"),
    Agreement("龙港区龙湾完全中学", date(2020, 9, 1), "一帮一", "高桥镇初级中学"),
    Agreement("沈阳市第七中学", date(2020, 9, 1), "帮扶联盟", "玲珑塔镇初级中学 喇嘛洞镇初级中学", core_place="沈阳市"),
)
