"""What a reading came to, told on the terminal or as one JSON object: what blocks first, then the rest in brief."""

import json
from collections import Counter
from typing import Any

from data.intake.choices import COUNT
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.registry.rows import registry
from data.vocabularies import SEVERITIES

_FIRST = ("file_", "sheet_", "text_", "roster_", "header_", "title_", "column", "heading_", "datum_", "row_")
"""Beginnings of codes in the order in which they are told: what makes others follow comes before them."""
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
        "ledger": [one.as_dict() for one in reading.ledgers],
        "findings": [remark.as_dict() for remark in in_order(reading.findings)],
    }


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return findings by gravity, causes before what follows from them."""
    return sorted(findings, key=lambda remark: (SEVERITIES.index(remark.severity), _rank(remark.code)))


def _rank(code: str) -> int:
    first = next((at for at, begin in enumerate(_FIRST) if code.startswith(begin)), len(_FIRST))
    return first + (len(_FIRST) if code.startswith(_LAST) else 0)


def tell(reading: Reading, command: str, published: bool, *, whole: bool = False) -> None:
    """Print what blocks, how every sheet was understood and accounted for, the other findings in brief, and the counts.

    With `whole` every finding is written out.
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
    for one in (each.as_dict() for each in reading.ledgers):
        _tell_ledger(one)


def _tell_ledger(one: dict[str, Any]) -> None:
    """Print a sheet's account: its cells by what they were taken for, and what was left out with the reason."""
    if not one["cells"]:
        return
    sums = " + ".join(f"{_KINDS[kind]} {number}" for kind, number in one["kinds"].items() if number)
    print(f"▦ {one['file']} / {one['sheet']}: {one['cells']} 格 cells = {sums}")
    if one["rows"]:
        left = sum(len(each["rows"]) for each in one["rows_left_out"])
        print(f"  数据行 rows {one['rows']} = 采用 taken {one['records']} + 未采用 left out {left}")
    for each in one["left_out"]:
        more = " …" if each["cells"] > len(each["where"]) else ""
        print(
            f"  未采用 left out {each['cells']}: {reason_words(each['reason'])}: {', '.join(each['where'][:8])}{more}"
        )


def reason_words(reason: str) -> str:
    """Return why cells were left out, in both languages."""
    row = next((row for row in registry("reasons") if row["reason"] == reason), None)
    return f"{row['zh']} {row['en']}" if row else reason


def _tell_findings(findings: list[Finding], *, whole: bool) -> None:
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for remark in in_order(findings):
        alike.setdefault((remark.severity, remark.code, remark.file, remark.sheet), []).append(remark)
    for remarks in alike.values():
        for remark in remarks if whole else remarks[:_SHOWN]:
            print(f"[{_WORDS[remark.severity]}] {_where(remark)}")
            print(f"  {remark.message} 处理：{remark.mend}\n  {remark.message_en} Fix: {remark.mend_en}")
        if len(remarks) > _SHOWN and not whole:
            print(f"  另有 {len(remarks) - _SHOWN} 处 and {len(remarks) - _SHOWN} more (--all)")


def _tell_in_brief(findings: list[Finding]) -> None:
    """Print one line for each kind of warning and note, with how often it stands."""
    counts = Counter(remark.code for remark in findings)
    told = set[str]()
    for remark in in_order(findings):
        if remark.code not in told:
            told.add(remark.code)
            number = f" ×{counts[remark.code]}" if counts[remark.code] > 1 else ""
            print(f"[{_WORDS[remark.severity]}{number}] {_where(remark)}: {remark.message} {remark.message_en}")
    if findings:
        print("  （--all 逐条列出 lists them all）")


def _where(remark: Finding) -> str:
    row = remark.row and f"行 {remark.row}"
    return " / ".join(str(part) for part in (remark.file, remark.sheet, row, remark.column) if part)


def _tell_choices(errors: list[Finding]) -> None:
    """Print a file for --choices that answers what was asked, with the likeliest answers, to be looked over."""
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
