"""How names are typed: as one word, in pinyin and by initials, once for each distinct name.

Characters are read one by one, which is quick enough for every school of a nation. The few that place names, surnames and
schools read in more than one way (长 in 长海 and 校长) stand in `READINGS`; a name with such a character gets a row for each reading.
"""

import unicodedata
from collections.abc import Iterable
from itertools import islice, product

import pyarrow as pa
from pypinyin import lazy_pinyin

SCHEMA = pa.schema({name: pa.string() for name in ("name", "term", "pinyin", "initials")})
MOST_READINGS = 8
READINGS = {
    row[0]: tuple(row[1:].split())
    for row in (
        *("长 chang zhang", "朝 chao zhao", "重 chong zhong", "乐 le yue", "行 xing hang", "大 da dai", "会 hui kuai"),
        *("都 du dou", "厦 xia sha", "六 liu lu", "番 fan pan", "堡 bao pu bu", "蔚 wei yu", "阿 a e", "铅 qian yan"),
        *("莘 xin shen", "牟 mu mou", "尉 wei yu", "泊 bo po", "浚 jun xun", "单 dan shan", "解 jie xie", "盖 gai ge"),
        *("柏 bai bo", "曾 zeng ceng", "区 qu ou", "仇 chou qiu", "查 cha zha", "覃 qin tan", "翟 zhai di", "种 zhong chong"),
        *("洞 dong tong", "陂 bei pi po", "圩 wei xu", "埔 pu bu", "峒 dong tong", "歙 she xi", "枞 zong cong", "筠 jun yun"),
        *("犍 qian jian", "荥 xing ying", "沈 shen chen", "乾 qian gan", "宿 su xiu", "藏 zang cang", "校 xiao jiao"),
        *("巷 xiang hang", "车 che ju", "传 chuan zhuan", "角 jiao jue", "绿 lv lu", "落 luo la lao", "屏 ping bing"),
        *("卡 ka qia", "拓 tuo ta", "召 zhao shao", "句 ju gou", "那 na nuo", "弄 nong long", "谷 gu yu", "什 shi shen"),
        *("佛 fo fu", "龟 gui qiu", "氏 shi zhi", "射 she ye", "万 wan mo", "贾 jia gu", "秘 mi bi", "朴 pu piao"),
        *("缪 miao mou", "冯 feng ping", "尺 chi che", "崖 ya ai", "调 diao tiao", "少 shao", "女 nv", "吕 lv lu"),
    )
}


class _Readings(dict[int, str]):
    """The reading of each character by code point, looked up when first met; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in READINGS:
            found = READINGS[letter][0]
        elif letter.isalnum():
            found = lazy_pinyin(letter)[0].lower()
        else:
            found = ""
        self[code] = found
        return found


_READ = _Readings()
_ALTERNATIVES = frozenset(READINGS)


def as_one_word(words: str) -> str:
    """Return words as names are compared: no spaces, lower case, full-width signs and letters as narrow ones."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def spellings(names: Iterable[str]) -> pa.Table:
    """Return each distinct name as one word, in pinyin and by initials; a row for each way to read it."""
    rows = [(name, as_one_word(name), *read) for name in dict.fromkeys(names) for read in _read(as_one_word(name))]
    columns: list[tuple[str, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMA)
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=SCHEMA)


def _read(term: str) -> Iterable[tuple[str, str]]:
    """Yield pinyin and initials of a name, in each of its readings."""
    if _ALTERNATIVES.isdisjoint(term):
        syllables = [_READ[ord(letter)] for letter in term]
        return [("".join(syllables), "".join([syllable[:1] for syllable in syllables]))]
    ways = product(*(READINGS.get(letter) or (_READ[ord(letter)],) for letter in term))
    return dict.fromkeys(
        ("".join(way), "".join(syllable[:1] for syllable in way)) for way in islice(ways, MOST_READINGS)
    )
