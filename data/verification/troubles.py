"""Texts of what verification finds, in Chinese and English: faults, and harmless notes."""

from dataclasses import dataclass

_TEXTS = {
    "torn": (
        "一行没有写完，不是记录；链不受影响",
        "a line that was not written completely is not an event; the chain is not affected",
    ),
    "beginning_changed": (
        "建链以前的记录被改动、增加或删去",
        "events from before the chain were changed, added or removed",
    ),
    "changed": ("这一条被改动", "this event was changed"),
    "missing": ("此前缺 {count} 条", "{count} events before this one are missing"),
    "inserted": (
        "这一条不在链中：后来插入，或移动了位置",
        "this event is not part of the chain: it was inserted or moved",
    ),
    "unchained": (
        "这一条没有链接：手工写入，或由旧版本写入",
        "this event is not chained: it was written by hand or by an earlier version",
    ),
    "cut": ("末尾缺 {count} 条", "{count} events are missing at the end"),
    "head_missing": (
        "没有 audit-0-head.json，或读不了：末尾是否缺记录无从得知",
        "audit-0-head.json is missing or cannot be read: it is unknown whether events are missing at the end",
    ),
    "head_was_missing": (
        "写这一条时没有 audit-0-head.json：此前是否缺记录无从得知",
        "audit-0-head.json was missing when this was written: it is unknown whether events before it are missing",
    ),
    "not_noted": ("第 {number} 条与记下的校验值不符", "event {number} is not the one that was noted"),
    "manifest_missing": ("清单缺失或读不了", "the manifest is missing or cannot be read"),
    "manifest_changed": (
        "清单与操作记录不符：手工改动，或未经本系统发布",
        "the manifest is not the one logged: changed by hand, or not published by this product",
    ),
    "put_back": (
        "这是较早的版本，手工放回，操作记录中没有",
        "this earlier version was put back by hand; the log does not say so",
    ),
    "not_logged": ("操作记录中没有这个快照", "the log does not have this snapshot"),
    "log_lost": (
        "发布时已有操作记录，现在的记录中没有：记录被删除过",
        "it was published with a log that no longer exists: the log was removed",
    ),
    "gone": (
        "操作记录中有这个版本（清单 {manifest}），磁盘上没有",
        "the log has this version (manifest {manifest}), the disk does not",
    ),
    "previous_gone": (
        "它所接续的版本（清单 {manifest}）不在磁盘上，也不在记录中",
        "the version it follows (manifest {manifest}) is neither on disk nor in the log",
    ),
    "broken": ("{zh}", "{en}"),
    "source": ("原始文件 {name} 缺失或有变", "the source file {name} is missing or changed"),
    "behind": (
        "末尾 {count} 条没有记入 audit-0-head.json：写入时被中断",
        "audit-0-head.json does not have the last {count} events: the process that wrote them was interrupted",
    ),
    "publication_cut": (
        "发布被中断，未生效；下次发布时清理",
        "a publication was interrupted and has no effect; the next one removes what it left",
    ),
    "removal_cut": (
        "移除被中断，快照仍在使用；请再移除一次",
        "a removal was interrupted and the snapshot is still in use; remove it again",
    ),
}
_NOTES = ("torn", "behind", "publication_cut", "removal_cut")


@dataclass(frozen=True)
class Trouble:
    """One problem found: its code, the file in the data folder, and the line (0: the whole file)."""

    code: str
    file: str
    line: int
    zh: str
    en: str

    @property
    def is_fault(self) -> bool:
        """Whether it makes the records unreliable. What crashes leave behind is not a fault."""
        return self.code not in _NOTES


def trouble(code: str, file: str, line: int = 0, **details: object) -> Trouble:
    """Return the trouble with a code. `details` fill its texts."""
    zh, en = _TEXTS[code]
    return Trouble(code, file, line, zh.format(**details), en.format(**details))
