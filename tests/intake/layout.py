"""The choices a bureau makes when it lays out its two tables."""

import random
from dataclasses import dataclass

from tests.intake.words import DAY_DATES, MISSING, MONTH_DATES, NUMBERS, QUALITY_WORDS

SHAPES = ("merged", "below", "repeated", "cell", "numbered")
SPACES = ("", " ", "\u3000", "\u00a0")
SEPARATORS = ("、", "，", "；", "\n", ";", ",")


@dataclass(frozen=True)
class Layout:
    """One way to lay out a roster and a pairing list; the default is a plain, tidy workbook each."""

    seed: int = 0
    file: str = "xlsx"
    """xlsx, or csv (delimited text; merges are lost)"""
    encoding: str = "utf-8"
    delimiter: str = ","
    together: bool = False
    """both tables as sheets of one workbook, after a sheet of explanations"""
    notes: int = 2
    shift: int = 0
    two_rows: bool = False
    totals: str = ""
    """after, first, or none"""
    foot: bool = False
    page: int = 0
    blanks: bool = False
    county: str = "each"
    """each row, merged, below (named once, blank below), sheet (in the sheet's name only), absent"""
    zone_as_county: bool = False
    full_width: bool = False
    space: str = ""
    missing: str = ""
    numbers: str = "int"
    codes: str = "text"
    quality: str = "是"
    classes: str = "code"
    """code, number, named (111主城区), band, old band"""
    coordinates: str = "columns"
    """columns, one column, none"""
    datum: str = "wgs84"
    datum_in: str = "header"
    """header, note, flag"""
    managing: str = "code"
    shape: str = "merged"
    separator: str = "、"
    names: str = "as is"
    """as is, prefixed (county in front), bare (county left off), code (by 学校标识码)"""
    dates: str = "2020.3"
    shuffled: bool = False
    """columns in any order (under one header row)"""

    @property
    def in_months(self) -> bool:
        """Whether dates say the month only."""
        return self.dates in MONTH_DATES


def random_layout(rng: random.Random, place: str) -> Layout:
    """Return a random layout that is hard to read but has one meaning only."""
    file, notes = rng.choice(["xlsx", "xlsx", "csv"]), rng.randint(0, 6)
    text = file == "csv"
    alone = place == "211282"
    shape = rng.choice(SHAPES[1:] if text else SHAPES)
    county = rng.choice(["each", "below"] if text else ["each", "merged", "below", "sheet"])
    dates = [*MONTH_DATES, *DAY_DATES]
    if text:
        dates = [name for name in dates if name not in ("cell", "serial")]
    return Layout(
        seed=rng.randrange(10**6),
        file=file,
        encoding=rng.choice(["utf-8", "utf-8-sig", "gb18030"]),
        delimiter=rng.choice([",", ",", "\t", ";"]),
        together=not text and rng.random() < 0.3,
        notes=notes,
        shift=rng.choice([0, 0, 1, 2]),
        two_rows=rng.random() < 0.4,
        totals=rng.choice(["", "after", "after", "first"]),
        foot=rng.random() < 0.5,
        page=rng.choice([0, 0, 20]),
        blanks=rng.random() < 0.3 and county != "below",
        county=rng.choice(["each", "absent"]) if alone else county,
        zone_as_county=rng.random() < 0.5 and county == "each",
        full_width=rng.random() < 0.3,
        space=rng.choice(SPACES),
        missing=rng.choice(MISSING),
        numbers=rng.choice(list(NUMBERS)),
        codes=rng.choice(["text", "number"]),
        quality=rng.choice(list(QUALITY_WORDS)),
        classes=rng.choice(["code", "number", "named", "band", "old band"]),
        coordinates=rng.choice(["columns", "columns", "one column", "none"]),
        datum=rng.choice(["wgs84", "cgcs2000", "gcj02", "bd09"]),
        datum_in=rng.choice(["header", "flag", "note"] if notes > 1 else ["header", "flag"]),
        managing=rng.choice(["code", "name"]),
        shape=shape,
        separator=rng.choice(SEPARATORS),
        names=rng.choice(["as is", "prefixed", "bare", *(["code"] if shape in SHAPES[:3] else [])]),
        dates=rng.choice(dates),
        shuffled=rng.random() < 0.3,
    )
