"""Spellings of names for the search: as one word, in pinyin, and as initials of the pinyin.

Characters are read one by one, which is fast enough for every school of the nation. Characters that names read in more than
one way (乐 in 长乐 and 乐清) are listed in `READINGS`, the usual reading first; a name with such a character gets one row with
the usual readings and further rows with the other ones.
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
    """A table for `str.translate`, filled on demand: the `way`-th reading of each character, cut to `letters` letters."""

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
    """Return words in the form in which names are compared: no spaces, lower case, full-width characters as half-width."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def spellings(names: Iterable[str]) -> pa.Table:
    """Return a table of the distinct names (columns `COLUMNS`), with one row for each way to read a name."""
    rows = [
        (name, term, *read) for name in dict.fromkeys(names) for term in [as_one_word(name)] for read in _read(term)
    ]
    return pa.table({field: pa.array([row[at] for row in rows], pa.string()) for at, field in enumerate(COLUMNS)})


def _read(term: str) -> Iterable[tuple[str, str]]:
    """Return the pairs of pinyin and initials of a name, one for each way to read it."""
    ways = _READ[:1] if _AMBIGUOUS.isdisjoint(term) else _READ
    return dict.fromkeys((term.translate(full), term.translate(short)) for full, short in ways)
