"""Damages in a data folder: which file is left out, what is wrong with it, and how to fix it.

The texts are not in a registry, because a registry may itself be damaged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_LONGEST = 200  # maximum length of a detail in characters: it may come from the damaged file
_RESTORE = ("从备份恢复，或重新发布这个时点", "restore it from the backup, or publish this date again")
_CORRECT = ("改正后重新启动服务", "correct it and restart the service")
_SAVE = ("从备份恢复，改后重新启动服务", "restore it from the backup and restart the service")

# What is wrong, and the fix, each in Chinese and English.
KINDS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "unreadable": (("读不了（{why}）", "cannot be read ({why})"), _RESTORE),
    "no_file": (("不是普通文件", "is not a regular file"), _RESTORE),
    "missing": (("文件缺失", "the file is missing"), _RESTORE),
    "too_large": (("大于 {most} MB", "is larger than {most} MB"), _RESTORE),
    "not_text": (("不是 UTF-8 文本", "is not text in UTF-8"), _RESTORE),
    "not_json": (("不是 JSON（{why}）", "is not JSON ({why})"), _RESTORE),
    "key": (("键 {key} 不对：{why}", "the key {key} is wrong: {why}"), _RESTORE),
    "newer_format": (
        ("格式 {found} 比本软件的 {known} 新", "its format {found} is newer than the {known} this product knows"),
        ("升级软件", "update the product"),
    ),
    "other_folder": (
        ("写的是 {found}，与文件夹不符", "says {found}, which is not its folder"),
        ("移回原来的文件夹，或从备份恢复", "move it back to its own folder, or restore it from the backup"),
    ),
    "bad_name": (
        ("文件夹名不是 {form}", "the folder's name is not {form}"),
        ("改回原名，或移到别处", "give it its own name back, or move it elsewhere"),
    ),
    "other_content": (("内容与清单中的 SHA-256 不符", "its content differs from the manifest's SHA-256"), _RESTORE),
    "other_rows": (
        ("有 {found} 行，清单写 {said} 行", "holds {found} rows, the manifest says {said}"), _RESTORE),
    "other_columns": (("列与表结构不符", "its columns differ from the schema"), _RESTORE),
    "other_place": (("列 {column} 有别的地区或时点的行：{found}", "column {column} holds rows of another place or date: {found}"), _RESTORE),
    "null": (("列 {column} 有空值", "column {column} holds empty cells"), _RESTORE),
    "twice": (("键重复：{found}", "a key occurs twice: {found}"), _RESTORE),
    "points_nowhere": (
        ("列 {column} 的 {found} 在 {target} 中没有", "column {column} names {found}, which is not in {target}"), _RESTORE),
    "value": (("列 {column} 的值不对：{found}", "column {column} holds a wrong value: {found}"), _RESTORE),
    "source": (
        ("原始文件缺失或有变", "the source file is gone or changed"), ("从备份恢复", "restore it from the backup")),
    "not_computed": (("算不出（{why}）", "cannot be computed ({why})"), _RESTORE),
    "registry_unreadable": (
        ("读不了（{why}），改用内置的", "cannot be read ({why}); the built-in one is used"), _SAVE),
    "registry_lost": (
        ("读不了（{why}），其中的内容都不显示", "cannot be read ({why}); its content is not shown"), _SAVE),
    "registry_columns": (("多出的列 {columns} 不读", "the extra columns {columns} are not read"), _CORRECT),
    "row": (("第 {row} 行{what}，这一行未采用", "row {row} {what}; this row is not used"), _CORRECT),
    "row_replaced": (
        ("第 {row} 行{what}，改用内置的一行", "row {row} {what}; the built-in row is used"), _CORRECT),
    "more_rows": (("另有 {count} 行有误", "{count} more rows are wrong"), _CORRECT),
    "outlines_unreadable": (("读不了（{why}），不画其中的轮廓", "cannot be read ({why}); its outlines are not drawn"), _SAVE),
    "outline": (
        ("第 {row} 个轮廓{what}，不画", "outline {row} {what}; it is not drawn"), _CORRECT),
    "no_folder": (("不是文件夹", "is not a folder"), _SAVE),
    "model_not_kept": (
        ("存不下（{why}），改在内存中计算", "cannot be stored ({why}); it is computed in memory"),
        ("检查磁盘空间和权限", "check the disk's space and permissions"),
    ),
    "roles": (
        ("有误，任何人都不能登录", "is faulty, no one is let in"),
        ("运行 python -m data.rights roles 查看并改正", "run python -m data.rights roles and correct it"),
    ),
    "log_unreadable": (("读不了（{why}）", "cannot be read ({why})"), ("从备份恢复", "restore it from the backup")),
    "decisions": (
        ("读不了，导入时不用其中的决定", "cannot be read; intake does not use the decisions in it"),
        ("从备份恢复，或删去后重新决定", "restore it from the backup, or delete it and decide again"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Damage:
    """One damaged file below the data folder, what is wrong with it and the fix, in Chinese and English.

    `place` is the code of the place whose data it affects, empty if it affects all.
    """

    file: str
    kind: str
    zh: str
    en: str
    fix_zh: str
    fix_en: str
    place: str = ""

    def __str__(self) -> str:
        """Return the whole damage in one line."""
        return f"{self.file}: {self.zh} {self.en}；{self.fix_zh} {self.fix_en}"


def damage(kind: str, file: str, place: str = "", **details: object) -> Damage:
    """Return a damage of one of `KINDS` with its details filled in. A detail may be a pair of Chinese and English."""
    (zh, en), (fix_zh, fix_en) = KINDS[kind]
    return Damage(file, kind, zh.format(**_in(0, details)), en.format(**_in(1, details)), fix_zh, fix_en, place)


def _in(language: int, details: Mapping[str, object]) -> dict[str, str]:
    return {
        name: str(value[language] if isinstance(value, tuple) else value)[:_LONGEST] for name, value in details.items()
    }


def brief(found: Iterable[Damage], most: int = 10) -> list[Damage]:
    """Return at most `most` damages of each file, followed by one with the number of the others."""
    by_file: dict[str, list[Damage]] = {}
    for each_damage in found:
        by_file.setdefault(each_damage.file, []).append(each_damage)
    return [line for file, lines in by_file.items() for line in _brief(file, lines, most)]


def _brief(file: str, lines: Sequence[Damage], most: int) -> list[Damage]:
    if len(lines) <= most:
        return list(lines)
    return [*lines[:most], damage("more_rows", file, lines[0].place, count=len(lines) - most)]


class DamageError(ValueError):
    """A file on disk is damaged and cannot be used; `damage` has the file, what is wrong, and the fix."""

    def __init__(self, found: Damage) -> None:
        super().__init__(str(found))
        self.damage = found
