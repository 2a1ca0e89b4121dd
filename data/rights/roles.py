"""`access/roles.csv` of the data folder: who holds which role where. A file with any fault lets nobody in."""

import csv
import stat
from collections.abc import Callable
from pathlib import Path

from data.registries import Row, areas
from data.rights.users import ALL, Grant, Role

COLUMNS = ("who", "role", "area", "name")
WORDS = {
    **{role.value: role for role in Role},
    "浏览": Role.VIEWER,
    "县区编辑": Role.COUNTY_EDITOR,
    "市级编辑": Role.CITY_EDITOR,
    "管理员": Role.ADMINISTRATOR,
    "全部": ALL,
}
_LEVELS = ("place", "county", "township", "direct")
_NOWHERE = "写 areas.csv 中的代码，或 all write a code of areas.csv, or all"
_read: dict[Path, tuple[tuple[int, int, int], dict[str, Grant]]] = {}


class RolesError(ValueError):
    """The roles file cannot be right; `lines` names every row, column and mend, in Chinese and English, and no person."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def roles_file(data: Path) -> Path:
    """Return where the roles of a data folder stand."""
    return data / "access" / "roles.csv"


def roles(data: Path) -> dict[str, Grant]:
    """Return the grants by who holds them: an e-mail address in small letters, or a subject; none where there is no file.

    Raises `RolesError` with everything that is wrong.
    """
    path = roles_file(data)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # to open a pipe would wait for ever
            raise OSError(f"{path.name} is not a regular file")
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        kept = _read.get(path)
        if kept is None or kept[0] != stamp:
            _read[path] = kept = (stamp, _grants(path))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        mend = "存为 UTF-8 的 CSV，并让服务可读 save it as CSV in UTF-8, readable by the service"
        raise RolesError([f"{path.name}: 读不了 cannot be read（{type(error).__name__}）；{mend}"]) from error
    return kept[1]


def _grants(path: Path) -> dict[str, Grant]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        header = tuple(reader.fieldnames or ())
        if header != COLUMNS:
            wanted = ",".join(COLUMNS)
            raise RolesError([f"{path.name} 第 1 行 row 1: 列名应为 the columns must be {wanted}"])
        rows = list(reader)
    found, faults = dict[str, Grant](), list[str]()
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        where = f"{path.name} 第 {number} 行 row {number}"
        told = _faults(row, first)
        faults += [f"{where} {fault}" for fault in told]
        if not told:
            who = known_as(row["who"])
            first[who] = number
            found[who] = Grant(Role(WORDS[row["role"].strip()]), _area(row))
    if faults:
        raise RolesError(faults)
    return found


def known_as(who: str) -> str:
    """Return an e-mail address as it is compared, in small letters; a subject as it is."""
    who = who.strip()
    return who.casefold() if "@" in who else who


def _area(row: Row) -> str:
    return WORDS.get(row["area"].strip(), row["area"].strip())


def _faults(row: Row, first: dict[str, int]) -> list[str]:
    """Return what is wrong with a row, each with its column and how to mend it."""
    if None in row or None in row.values():
        return [f"单元格数不对 wrong number of cells: {len(COLUMNS)} 个 are needed"]
    if not row["who"].strip():
        return ["who 列 column: 空 empty；写电子邮箱或身份标识 write an e-mail address or a subject"]
    if (earlier := first.get(known_as(row["who"]))) is not None:
        return [f"who 列 column: 与第 {earlier} 行重复 stands in row {earlier} already；删去一行 delete one of them"]
    role = WORDS.get(row["role"].strip())
    if not isinstance(role, Role):
        return [
            f"role 列 column: {row['role']!r} 不是角色 is no role；写 write {'、'.join(role.value for role in Role)}"
        ]
    return _wrong_area(role, _area(row))


def _wrong_area(role: Role, area: str) -> list[str]:
    row = areas().get(area, {})
    level = ALL if area == ALL else row.get("level", "")
    if level not in (ALL, *_LEVELS) or (row and row["parent_code"] != row["place_code"]):
        return [f"area 列 column: {area!r} 不是可授权的地区 is no area that can be granted；{_NOWHERE}"]
    needs: dict[Role, tuple[Callable[[str], bool], str]] = {
        Role.ADMINISTRATOR: (lambda level: level == ALL, "管理员写 all an administrator needs all"),
        Role.CITY_EDITOR: (lambda level: level == "place", "市级编辑写市的代码 a city editor needs a place's code"),
        Role.COUNTY_EDITOR: (
            lambda level: level not in (ALL, "place"),
            "县区编辑写县区（县级市则为乡镇）的代码 a county editor needs a county's code (a township's where the place is a county)",
        ),
    }
    fits, mend = needs.get(role, (lambda _: True, ""))
    return [] if fits(level) else [f"area 列 column: {area!r} 与角色不符 does not fit the role；{mend}"]
