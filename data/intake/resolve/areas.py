"""Find the counties, townships and education offices of one place by any name that sheets use."""

import re
from dataclasses import dataclass
from functools import cached_property

from data.intake.values.cells import text
from data.registry.rows import Row, is_county, registry

_TOWN_ENDING = re.compile(
    r"(满族|蒙古族|彝族|苗族|白族|傣族|布朗族|傈僳族|阿昌族|回族|朝鲜族){0,8}(街道办事处|街道|办事处|镇|乡)$"
)
_COUNTY_ENDING = re.compile(r"(自治县|县|区|市)$")
_OFFICE_ENDING = re.compile(r"(教育办公室|教育办|教育局|管委会|管理委员会|教体局|教育和体育局|教育体育局)$")
_CODE_BESIDE = re.compile(r"\(\d{6,12}\)$|^\d{6,12}[-_]?(?=[\u4e00-\u9fff])")
_LONG_CODE = re.compile(r"\d{6}0{3}(000)?")
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,4}(省|自治区)(?=.)")
_DIRECT = {
    "市直",
    "市直属",
    "市直属学校",
    "市直学校",
    "市属",
    "市属学校",
    "市本级",
    "直属",
    "直属学校",
    "市教育局",
    "局直属",
    "市直属单位",
}

_WHOLE = {"全市", "全县", "全区", "本市", "市级", "市本级", "市教育局", "市教体局", "市教育体育局", "本级"}


@dataclass(frozen=True)
class Areas:
    """Lookups for the areas of one place in areas.csv."""

    place: str

    @cached_property
    def _rows(self) -> list[Row]:
        return [row for row in registry("areas") if row["place_code"] == self.place]

    @cached_property
    def name(self) -> str:
        """The place's own name, for instance 葫芦岛市."""
        return next(row["name_zh"] for row in self._rows if row["level"] == "place")

    @cached_property
    def is_county(self) -> bool:
        """Whether the place is itself a county, so that its areas are townships."""
        return is_county(self.place)

    @cached_property
    def counties(self) -> dict[str, str]:
        """County code → name. For a place that is a county, only the place itself."""
        levels = ("place",) if self.is_county else ("county", "direct")
        return {row["area_code"]: row["name_zh"] for row in self._rows if row["level"] in levels}

    @cached_property
    def county_list(self) -> str:
        """The counties' names in one line, for findings."""
        return "、".join(self.counties.values())

    @cached_property
    def _offices(self) -> dict[str, Row]:
        return {row["name_zh"]: row for row in self._rows if row["level"] == "office"}

    @cached_property
    def town_names(self) -> tuple[str, ...]:
        """The names of the place's townships."""
        return tuple(row["name_zh"] for row in self._rows if row["level"] == "township")

    @cached_property
    def county_names(self) -> dict[str, str]:
        """Every spelling of a county or office → county code. For a place that is a county, only the offices."""
        offices = {name: row["parent_code"] for name, row in self._offices.items()}
        return offices | ({} if self.is_county else self._county_names)

    @cached_property
    def _county_names(self) -> dict[str, str]:
        names = {name: code for code, name in self.counties.items()}
        stems = {_COUNTY_ENDING.sub("", name): code for code, name in self.counties.items() if len(name) > 2}
        return {**stems, **names, **{code: code for code in self.counties}}

    def county_named(self, words: str) -> str | None:
        """Return the code of the county that a cell names: by name, short name or code, with or without the city's name."""
        cell = _OFFICE_ENDING.sub("", _bare(text(words)))
        if cell in _DIRECT and f"{self.place}-0" in self.counties:
            return f"{self.place}-0"
        office = self.office_named(words)
        if office:
            return self._offices[office]["parent_code"]
        return self._county_names.get(cell) or self._county_names.get(cell.removeprefix(self.name))

    def reporting(self, words: str) -> str | None:
        """Return the code of the reporting county, or of the place itself (全市, 市教育局), that a cell names."""
        cell = text(words)
        stem = _OFFICE_ENDING.sub("", cell)
        if self.place in (cell, stem) or stem in (self.name, _COUNTY_ENDING.sub("", self.name)) or cell in _WHOLE:
            return self.place
        return self.county_named(words)

    def office_named(self, words: str) -> str | None:
        """Return the name of the education office (functional zone) that a cell names, or None."""
        cell = text(words)
        return next((name for name in self._offices if name in cell), None)

    def office_id(self, words: str) -> str | None:
        """Return the local id of the education office that a cell names, or None."""
        office = self.office_named(words)
        return self._offices[office]["area_code"] if office else None

    def name_of(self, code: str) -> str:
        """Return the name of an area of the place."""
        return next(row["name_zh"] for row in self._rows if row["area_code"] == code)

    def host(self, code: str) -> str:
        """Return the county of an education office. For every other area, return its own code."""
        return next((row["parent_code"] for row in self._offices.values() if row["area_code"] == code), code)

    @cached_property
    def true_counties(self) -> dict[str, str]:
        """County code → name without 市直属, which is not a county."""
        return {code: name for code, name in self.counties.items() if code != f"{self.place}-0"}

    def counties_named(self, sheet: str, titles: list[str], file: str) -> list[str]:
        """Return the distinct counties that a sheet's name, its titles and its file's name mean, in this order.

        A text that mentions several counties means none. Short forms (连山) count in names, not in titles.
        """
        codes = [self._only(sheet, short=True), *(self._only(title) for title in titles), self._only(file, short=True)]
        return list(dict.fromkeys(code for code in codes if code))

    def _only(self, words: str, *, short: bool = False) -> str | None:
        shown = text(words).replace(self.name, "")
        names = {name: code for code, name in self.counties.items() if name in shown}
        stems = {
            stem: code for stem, code in self._county_names.items() if text(words) == stem or (short and stem in shown)
        }
        own = _COUNTY_ENDING.sub("", self.name)
        codes = {*names.values()} or {code for stem, code in stems.items() if stem != own or text(words) == stem}
        return codes.pop() if len(codes) == 1 else None

    def town_code(self, county: str, words: str) -> str | None:
        """Return the township code for a name within a county, by the full name, then without its ending.

        None if unknown.
        """
        towns = [row for row in self._rows if row["level"] == "township" and row["parent_code"] == county]
        name = text(words).removeprefix(self.name).removeprefix(self.counties.get(county, ""))
        if not name:
            return None
        for match in (lambda town: town == name or town == text(words), lambda town: _stem(town) == _stem(name)):
            codes = [row["area_code"] for row in towns if match(row["name_zh"])]
            if len(codes) == 1:
                return codes[0]
        return None


def _bare(words: str) -> str:
    """Return the name or code of an area without additions: 绥中县(211421), 211481000000, 辽宁省葫芦岛市绥中县."""
    words = _CODE_BESIDE.sub("", words)
    words = words[:6] if _LONG_CODE.fullmatch(words) else words
    return _PROVINCE.sub("", words)


def _stem(name: str) -> str:
    return _TOWN_ENDING.sub("", name) or name
