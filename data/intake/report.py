"""Print a reading on the terminal or return it as one JSON object: blocking findings first, then the rest in brief."""

import json
from collections import Counter
from typing import Any

from data.intake.choices import COUNT
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.registry.rows import registry
from data.vocabularies import SEVERITIES

_FIRST = ("file_", "sheet_", "text_", "roster_", "header_", "title_", "column", "heading_", "datum_", "row_")
"""Code prefixes in the order of printing: findings that cause others come before them."""
_LAST = ("school_", "managing_", "quality_", "second_list")
_SHOWN = 3
_WORDS = {"error": "错误 error", "warning": "提醒 warning", "info": "说明 note"}
_KINDS = {
    "title": "标题 titles",
    "header": "表头 headers",
    "value": "数据 values",
    "total": "合计 totals",
    "left_out": "未采用 left out",
}


def as_object(reading: Reading, published: bool) -> dict[str, object]:
    """Return a reading and its findings as plain values for JSON."""
    return {
        "place": reading.place,
        "as_of": reading.as_of.isoformat(),
        "published": published,
        "counts": reading.counts,
        "datum": reading.datums,
        "sheets": reading.sheets,
        "ledger": [ledger.as_dict() for ledger in reading.ledgers],
        "findings": [remark.as_dict() for remark in in_order(reading.findings)],
    }


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return findings by gravity, causes before what follows from them."""
    return sorted(findings, key=lambda remark: (SEVERITIES.index(remark.severity), _rank(remark.code)))


def _rank(code: str) -> int:
    first = next((at for at, begin in enumerate(_FIRST) if code.startswith(begin)), len(_FIRST))
    return first + (len(_FIRST) if code.startswith(_LAST) else 0)


def tell(reading: Reading, command: str, published: bool, *, whole: bool = False) -> None:
    """Print the blocking findings, how every sheet was understood and accounted for, the other findings, and the counts.

    With `whole` every finding is printed in full.
    """
    errors = [remark for remark in reading.findings if remark.severity == "error"]
    others = [remark for remark in reading.findings if remark.severity != "error"]
    if errors:
        print(f"✗ 不能发布，先处理这 {len(errors)} 处 blocked by {len(errors)} errors:")
        _tell_findings(errors, whole=whole)
        _tell_choices(errors)
    _tell_sheets(reading)
    if whole:
        _tell_findings(others, whole=True)
    else:
        _tell_in_brief(others)
    print("合计 counts: " + ", ".join(f"{name} {number:,}" for name, number in reading.counts.items()))
    if command == "publish":
        print("已发布 published" if published else "未发布 not published: 先处理开头的错误 fix the errors listed first")
    else:
        print(
            "不能发布 blocked: 先处理开头的错误 fix the errors listed first" if errors else "可以发布 ready to publish"
        )


def _tell_sheets(reading: Reading) -> None:
    for sheet in reading.sheets:
        print(
            f"■ {sheet['file']} / {sheet['sheet']}: {sheet['table']}, 表头 header row {sheet['header_rows']}, 记录 records {sheet['records']}"
        )
        print("  " + "; ".join(f"{title} → {column}" for title, column in sheet["columns"].items()))
        for row in sheet["skipped"]:
            print(f"  跳过第 {row['row']} 行 skipped ({row['reason']}): {row['words']}")
    for ledger in (full.as_dict() for full in reading.ledgers):
        _tell_ledger(ledger)


def _tell_ledger(ledger: dict[str, Any]) -> None:
    """Print a sheet's account: how its cells were used, and what was left out and why."""
    if not ledger["cells"]:
        return
    sums = " + ".join(f"{_KINDS[kind]} {number}" for kind, number in ledger["kinds"].items() if number)
    print(f"▦ {ledger['file']} / {ledger['sheet']}: {ledger['cells']} 格 cells = {sums}")
    if ledger["rows"]:
        left = sum(len(group["rows"]) for group in ledger["rows_left_out"])
        print(f"  数据行 rows {ledger['rows']} = 采用 taken {ledger['records']} + 未采用 left out {left}")
    for group in ledger["left_out"]:
        more = " …" if group["cells"] > len(group["where"]) else ""
        print(
            f"  未采用 left out {group['cells']}: {reason_words(group['reason'])}: {', '.join(group['where'][:8])}{more}"
        )


def reason_words(reason: str) -> str:
    """Return the reason for leaving out cells, in both languages."""
    row = next((row for row in registry("reasons") if row["reason"] == reason), None)
    return f"{row['zh']} {row['en']}" if row else reason


def _tell_findings(findings: list[Finding], *, whole: bool) -> None:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for remark in in_order(findings):
        groups.setdefault((remark.severity, remark.code, remark.file, remark.sheet), []).append(remark)
    for remarks in groups.values():
        for remark in remarks if whole else remarks[:_SHOWN]:
            print(f"[{_WORDS[remark.severity]}] {_where(remark)}")
            print(f"  {remark.message} 处理：{remark.mend}\n  {remark.message_en} Fix: {remark.mend_en}")
        if len(remarks) > _SHOWN and not whole:
            print(f"  另有 {len(remarks) - _SHOWN} 处 and {len(remarks) - _SHOWN} more (--all)")


def _tell_in_brief(findings: list[Finding]) -> None:
    """Print one line for each kind of warning and note, with its number."""
    counts = Counter(remark.code for remark in findings)
    printed = set[str]()
    for remark in in_order(findings):
        if remark.code not in printed:
            printed.add(remark.code)
            number = f" ×{counts[remark.code]}" if counts[remark.code] > 1 else ""
            print(f"[{_WORDS[remark.severity]}{number}] {_where(remark)}: {remark.message} {remark.message_en}")
    if findings:
        print("  （--all 逐条列出 lists them all）")


def _where(remark: Finding) -> str:
    row = remark.row and f"行 {remark.row}"
    return " / ".join(str(part) for part in (remark.file, remark.sheet, row, remark.column) if part)


def _tell_choices(errors: list[Finding]) -> None:
    """Print a file for --choices that answers the open questions with the most likely answers, for the user to check."""
    columns = [
        {"column": remark.column.split(" ")[0], "field": remark.fields[0], "sheet": remark.sheet, "file": remark.file}
        for remark in errors
        if remark.fields
    ]
    sections = [
        {"heading": remark.heading, "rows": COUNT, "sheet": remark.sheet, "file": remark.file}
        for remark in errors
        if remark.heading
    ]
    answers = {key: rows for key, rows in (("columns", columns), ("sections", sections)) if rows}
    if answers:
        print("  确认后存为文件交给 --choices（field 可改，ignored 为不采用；rows 为 count 或 leave_out）")
        print("  Look this over and pass it as --choices (any field, or ignored; rows: count or leave_out):")
        print("  " + json.dumps(answers, ensure_ascii=False))
