"""Made-up names of towns and villages, each of two characters, with their pinyin."""

FIRST = "青白红黄龙凤双三大小东西南北上下新长石金银高平太永兴安福王李张刘赵杨柳松"
FIRST_PINYIN = (
    "qing bai hong huang long feng shuang san da xiao dong xi nan bei shang xia xin chang shi jin yin gao ping tai "
    "yong xing an fu wang li zhang liu zhao yang liu song"
)
SECOND = "山河水泉岭沟湾桥台营屯寨堡店坡塘洲溪林庄家井坪川口沙滩峪园岗"
SECOND_PINYIN = (
    "shan he shui quan ling gou wan qiao tai ying tun zhai bao dian po tang zhou xi lin zhuang jia jing ping chuan "
    "kou sha tan yu yuan gang"
)
PINYIN = {
    a + b: (first + second).capitalize()
    for a, first in zip(FIRST, FIRST_PINYIN.split(), strict=True)
    for b, second in zip(SECOND, SECOND_PINYIN.split(), strict=True)
}
NAMES = list(PINYIN)
KINDS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}
