"""What a reading came to, told on the terminal or as one JSON object."""

from data.intake.findings import Finding
from data.intake.pipeline import Reading

_ORDER = {"error": 0, "warning": 1, "info": 2}
_SHOWN = 3
_WORDS = {"error": "错误 error", "warning": "提醒 warning", "info": "说明 note"}


def as_object(reading: Reading, published: bool) -> dict[str, object]:
    """Return a reading and its findings as plain values for JSON."""
    return {
        "place": reading.place,
        "as_of": reading.as_of.isoformat(),
        "published": published,
        "counts": reading.counts,
        "datum": reading.datums,
        "sheets": reading.sheets,
        "findings": [remark.as_dict() for remark in _sorted(reading.findings)],
    }


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda remark: _ORDER[remark.severity])


def tell(reading: Reading, command: str, published: bool) -> None:
    """Print how every sheet was understood, what was found, the counts and whether it was published."""
    for sheet in reading.sheets:
        print(
            f"■ {sheet['file']} / {sheet['sheet']}: {sheet['table']}, 表头 header row {sheet['header_rows']}, 记录 records {sheet['records']}"
        )
        print("  " + "; ".join(f"{title} → {column}" for title, column in sheet["columns"].items()))
        for row in sheet["skipped"]:
            print(f"  跳过第 {row['row']} 行 skipped ({row['reason']}): {row['words']}")
    _tell_findings(reading.findings)
    print("合计 counts: " + ", ".join(f"{name} {number:,}" for name, number in reading.counts.items()))
    if command == "publish":
        print("已发布 published" if published else "未发布 not published: 先处理以上错误 mend the errors above")
    else:
        print(
            "可以发布 ready to publish"
            if not reading.blocked
            else "不能发布 blocked: 先处理以上错误 mend the errors above"
        )


def _tell_findings(findings: list[Finding]) -> None:
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for remark in _sorted(findings):
        alike.setdefault((remark.severity, remark.code, remark.file, remark.sheet), []).append(remark)
    for remarks in alike.values():
        for remark in remarks[:_SHOWN]:
            row = remark.row and f"行 {remark.row}"
            where = " / ".join(str(part) for part in (remark.file, remark.sheet, row, remark.column) if part)
            print(f"[{_WORDS[remark.severity]}] {where}")
            print(f"  {remark.message} 处理：{remark.mend}\n  {remark.message_en} Mend: {remark.mend_en}")
        if len(remarks) > _SHOWN:
            print(f"  另有 {len(remarks) - _SHOWN} 处 and {len(remarks) - _SHOWN} more")
