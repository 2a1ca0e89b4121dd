"""Reads `access/roles.csv` of the data folder: which user holds which role where. If the file has a fault, no user has a role."""

import csv
import stat
from collections.abc import Callable
from pathlib import Path

from data.paths import data_folder
from data.registry.rows import Row, areas
from data.rights.claims import is_address
from data.rights.users import ALL, Grant, Role

COLUMNS = ("email", "subject", "issuer", "role", "area", "name")
OLD_COLUMNS = ("who", "role", "area", "name")
Account = tuple[str, str]
"""Issuer and subject; for an e-mail address an empty issuer and the address in lower case."""
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
_read: dict[Path, tuple[tuple[int, int, int], dict[Account, Grant]]] = {}


class RolesError(ValueError):
    """The roles file is faulty; `lines` names each row, column and fix in Chinese and English, but no person."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def roles_file() -> Path:
    """Return the path of the data folder's roles file."""
    return data_folder() / "access" / "roles.csv"


def roles() -> dict[Account, Grant]:
    """Return the grants by account; empty if there is no file.

    Raises `RolesError` with every fault of the file.
    """
    path = roles_file()
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # opening a pipe would wait forever
            raise OSError(f"{path.name} is not a regular file")
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        stamped = _read.get(path)
        if stamped is None or stamped[0] != stamp:
            _read[path] = stamped = (stamp, _grants(path))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fix = "存为 UTF-8 的 CSV，并让服务可读 save it as CSV in UTF-8, readable by the service"
        raise RolesError([f"{path.name}: 读不了 cannot be read（{type(error).__name__}）；{fix}"]) from error
    return stamped[1]


def rows_of(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a roles file; raises `RolesError` if its columns are not the expected ones."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        header = tuple(reader.fieldnames or ())
        if header == columns:
            return list(reader)
    wanted = f"{path.name} 第 1 行 row 1: 列名应为 the columns must be {','.join(columns)}"
    old = "这是旧格式，请运行 this is the old format: run  python -m data.rights migrate"
    raise RolesError([f"{wanted}；{old}" if header == OLD_COLUMNS else wanted])


def _grants(path: Path) -> dict[Account, Grant]:
    found, faults = dict[Account, Grant](), list[str]()
    first: dict[Account, int] = {}
    for number, row in enumerate(rows_of(path, COLUMNS), start=2):
        where = f"{path.name} 第 {number} 行 row {number}"
        row_faults = _faults(row, first)
        faults += [f"{where} {fault}" for fault in row_faults]
        if not row_faults:
            account = _account(row)
            first[account] = number
            found[account] = Grant(Role(WORDS[row["role"].strip()]), _area(row))
    if faults:
        raise RolesError(faults)
    return found


def account_of_email(email: str) -> Account:
    """Return the account of an e-mail address: in lower case, and never equal to that of a subject."""
    return "", email.lower()


def _account(row: Row) -> Account:
    email, subject, issuer = (row[column].strip() for column in ("email", "subject", "issuer"))
    return account_of_email(email) if email else (issuer, subject)


def _area(row: Row) -> str:
    return WORDS.get(row["area"].strip(), row["area"].strip())


def _faults(row: Row, first: dict[Account, int]) -> list[str]:
    """Return the faults of a row, each with its column and how to fix it."""
    if None in row or None in row.values():
        return [f"单元格数不对 wrong number of cells: {len(COLUMNS)} 个 are needed"]
    if account_fault := _wrong_account(row):
        return [account_fault]
    if (earlier := first.get(_account(row))) is not None:
        column = "email" if row["email"].strip() else "subject"
        return [f"{column} 列 column: 与第 {earlier} 行重复 is already in row {earlier}；删去一行 delete one of them"]
    role = WORDS.get(row["role"].strip())
    if not isinstance(role, Role):
        return [
            f"role 列 column: {row['role']!r} 不是角色 is no role；写 write {'、'.join(role.value for role in Role)}"
        ]
    return _wrong_area(role, _area(row))


def _wrong_account(row: Row) -> str:
    """Return the fault of the account in a row, which must be either an e-mail address or a subject with its issuer; empty if it has none."""
    email, subject, issuer = (row[column].strip() for column in ("email", "subject", "issuer"))
    if not email and not subject:
        return (
            "email 列 column: 空 empty；写电子邮箱，或在 subject、issuer 列写身份标识和签发方 "
            "write an e-mail address, or a subject and its issuer in their columns"
        )
    if email and (subject or issuer):
        return "email 列 column: 写了邮箱就不写 subject、issuer leave subject and issuer empty beside an e-mail address"
    if email and not is_address(email):
        fix = "改正，或改用 subject 和 issuer correct it, or use subject and issuer"
        return f"email 列 column: 不是只含 ASCII 字符的邮箱 is no e-mail address in ASCII；{fix}"
    if subject and not issuer:
        return (
            "issuer 列 column: 空 empty；写签发方（令牌中的 iss）write the issuer of the subject (`iss` of the token)"
        )
    if not (subject + issuer).isprintable():
        return "subject 列 column: 含不可见字符 has invisible characters；重新填写 write it again"
    return ""


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
    fits, fix = needs.get(role, (lambda _: True, ""))
    return [] if fits(level) else [f"area 列 column: {area!r} 与角色不符 does not fit the role；{fix}"]
