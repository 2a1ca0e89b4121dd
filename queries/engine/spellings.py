"""How names are typed: as one word, in pinyin and by initials, once for each distinct name.

Characters are read one by one, which is quick enough for every school of a nation. The few that place names and surnames
read in more than one way (乐 in 长乐 and 乐清) stand in `READINGS`, the usual reading first; a name with such a character gets a
row for its usual readings and one for the others.
"""

import unicodedata
from collections.abc import Iterable

import pyarrow as pa
from pypinyin import lazy_pinyin

COLUMNS = ("name", "term", "pinyin", "initials")
READINGS = {
    row[0]: tuple(row[1:].split())
    for row in (
        *("长 chang zhang", "朝 chao zhao", "重 chong zhong", "乐 le yue", "行 xing hang", "会 hui kuai"),
        *("都 du dou", "厦 xia sha", "六 liu lu", "番 fan pan", "堡 bao pu bu", "蔚 wei yu", "阿 a e", "铅 qian yan"),
        *("莘 xin shen", "牟 mu mou", "尉 wei yu", "泊 bo po", "浚 jun xun", "单 dan shan", "解 jie xie", "盖 gai ge"),
        *(
            "柏 bai bo",
            "曾 zeng ceng",
            "区 qu ou",
            "仇 chou qiu",
            "查 cha zha",
            "覃 qin tan",
            "翟 zhai di",
            "种 zhong chong",
        ),
        *(
            "洞 dong tong",
            "陂 bei pi po",
            "圩 wei xu",
            "埔 pu bu",
            "峒 dong tong",
            "歙 she xi",
            "枞 zong cong",
            "筠 jun yun",
        ),
        *(
            "犍 qian jian",
            "荥 xing ying",
            "沈 shen chen",
            "乾 qian gan",
            "宿 su xiu",
            "藏 zang cang",
        ),
        *("巷 xiang hang", "角 jiao jue", "绿 lv lu", "落 luo la lao", "屏 ping bing"),
        *(
            "卡 ka qia",
            "拓 tuo ta",
            "召 zhao shao",
            "句 ju gou",
            "那 na nuo",
            "弄 nong long",
            "谷 gu yu",
            "什 shi shen",
        ),
        *("佛 fo fu", "龟 gui qiu", "氏 shi zhi", "射 she ye", "贾 jia gu", "秘 mi bi", "朴 pu piao"),
        *("缪 miao mou", "吕 lv lu"),
    )
}


WAYS = max(map(len, READINGS.values()))


class _Letters(dict[int, str]):
    """What `str.translate` puts for each character, looked up when first met: the n-th reading, or its first letter."""

    def __init__(self, way: int, letters: int | None) -> None:
        self.way, self.letters = way, letters

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in READINGS:
            read = READINGS[letter][min(self.way, len(READINGS[letter]) - 1)]
        else:
            read = lazy_pinyin(letter)[0].lower() if letter.isalnum() else ""
        self[code] = read[: self.letters]
        return self[code]


_READ = [(_Letters(way, None), _Letters(way, 1)) for way in range(WAYS)]
_AMBIGUOUS = frozenset(READINGS)


def as_one_word(words: str) -> str:
    """Return words as names are compared: no spaces, lower case, full-width signs and letters as narrow ones."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def spellings(names: Iterable[str]) -> pa.Table:
    """Return each distinct name as one word, in pinyin and by initials; a row for each way to read it."""
    rows = [
        (name, term, *read) for name in dict.fromkeys(names) for term in [as_one_word(name)] for read in _read(term)
    ]
    return pa.table({field: pa.array([row[at] for row in rows], pa.string()) for at, field in enumerate(COLUMNS)})


def _read(term: str) -> Iterable[tuple[str, str]]:
    """Return pinyin and initials of a name, in each of its readings."""
    ways = _READ[:1] if _AMBIGUOUS.isdisjoint(term) else _READ
    return dict.fromkeys((term.translate(full), term.translate(short)) for full, short in ways)
