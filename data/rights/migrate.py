"""Converts a roles file of the old format (`who,role,area,name`) to the current columns."""

import csv
from pathlib import Path

from data.rights.roles import COLUMNS, OLD_COLUMNS, RolesError, roles_file, rows_of

NEW = "roles-new.csv"


def migrate(issuer: str = "") -> Path:
    """Convert the data folder's roles file into a new file beside it, which the operator checks and renames; return its path.

    An entry with `@` becomes an e-mail address, any other a subject of `issuer`. Raises `RolesError` if the file is not of the
    old format, or has subjects and no issuer is given; `OSError` if a file cannot be read or written.
    """
    path = roles_file()
    rows = rows_of(path, OLD_COLUMNS)
    subjects = [number for number, row in enumerate(rows, start=2) if "@" not in (row["who"] or "")]
    if subjects and not issuer:
        fix = "who 列有身份标识，请用 --issuer 写明签发方 has subjects: name their issuer with --issuer"
        raise RolesError([f"{path.name} 第 {number} 行 row {number}: {fix}" for number in subjects])
    new = path.with_name(NEW)
    with new.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            who = (row["who"] or "").strip()
            account = (who, "", "") if "@" in who else ("", who, issuer)
            writer.writerow([*account, row["role"], row["area"], row["name"]])
    return new
