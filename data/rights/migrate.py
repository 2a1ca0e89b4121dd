"""The register of roles as it was written before (`who,role,area,name`), read into the columns of today."""

import csv
from pathlib import Path

from data.rights.roles import COLUMNS, OLD_COLUMNS, RolesError, roles_file, rows_of

NEW = "roles-new.csv"


def migrate(issuer: str = "") -> Path:
    """Write the data folder's old register anew beside it; return the file, which the operator looks at and puts in place.

    What held an `@` is an e-mail address, all else a subject of `issuer`. Raises `RolesError` where the old file is no
    old one or has subjects and no issuer is named, `OSError` where it cannot be read or written.
    """
    path = roles_file()
    rows = rows_of(path, OLD_COLUMNS)
    subjects = [number for number, row in enumerate(rows, start=2) if "@" not in (row["who"] or "")]
    if subjects and not issuer:
        told = "who 列有身份标识，请用 --issuer 写明签发方 has subjects: name their issuer with --issuer"
        raise RolesError([f"{path.name} 第 {number} 行 row {number}: {told}" for number in subjects])
    new = path.with_name(NEW)
    with new.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            who = (row["who"] or "").strip()
            account = (who, "", "") if "@" in who else ("", who, issuer)
            writer.writerow([*account, row["role"], row["area"], row["name"]])
    return new
