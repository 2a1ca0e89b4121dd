"""Read workbooks of Excel and WPS (xlsx, xlsm): every visible sheet, and findings on macros and external links."""

from data.intake.findings import Finding, Location, finding
from data.intake.formats.archive import Archive
from data.intake.formats.sheet import Sheet, SheetBuilder, UnreadableFileError, check_number
from data.intake.formats.xlsx.parts import Contents, Formats, Texts, relations
from data.intake.formats.xlsx.sheet import Shared, SheetTags, without_empty_cells
from data.intake.formats.xml_stream import Tags, read_tags

_WORKBOOK = "xl/workbook.xml"
_MACROS = ("xl/vbaproject.bin", "xl/macrosheets/")


def workbook(archive: Archive) -> list[Sheet]:
    """Return the sheets of a workbook. A hidden sheet has no cells and a finding."""
    main = _main_part(archive)
    contents, listed = Contents(), relations(archive, main)
    _read(archive, main, contents)
    check_number(archive.file, len(contents.sheets))
    texts, formats = Texts(), Formats()
    for target, kind in listed.values():
        if kind in ("sharedStrings", "styles") and target in archive.names:
            _read(archive, target, texts if kind == "sharedStrings" else formats)
    shared = Shared(texts.found, formats, contents.from_1904)
    sheets = []
    for sheet in contents.sheets:
        part, kind = listed.get(sheet.relation, ("", ""))
        if kind != "worksheet":
            continue
        if sheet.is_visible:
            sheets.append(_sheet(archive, part, sheet.name, shared))
        else:
            remark = finding("sheet_hidden", Location(archive.file, sheet.name))
            sheets.append(Sheet(archive.file, sheet.name, [], findings=[remark]))
    if not sheets:
        raise archive.broken("no sheet")
    sheets[0].findings[:0] = _not_followed(archive)
    return sheets


def _main_part(archive: Archive) -> str:
    for target, kind in relations(archive, "").values():
        if kind == "officeDocument":
            return target
    return _WORKBOOK


def _sheet(archive: Archive, part: str, name: str, shared: Shared) -> Sheet:
    builder = SheetBuilder(archive.file, name, from_1904=shared.from_1904)
    tags = SheetTags(builder, shared)
    try:
        read_tags(without_empty_cells(archive.stream(part)), tags, archive.file)
    except UnreadableFileError:
        raise
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise archive.broken(f"{name}: {error}") from error
    return builder.sheet()


def _read(archive: Archive, part: str, tags: Tags) -> None:
    try:
        read_tags(archive.stream(part), tags, archive.file)
    except UnreadableFileError:
        raise
    except (KeyError, ValueError) as error:
        raise archive.broken(f"{part}: {error}") from error


def _not_followed(archive: Archive) -> list[Finding]:
    location = Location(archive.file)
    remarks = [finding("macros_ignored", location)] if any(archive.has(part) for part in _MACROS) else []
    links = archive.has("xl/externallinks/externallink")
    return remarks + ([finding("links_ignored", location, len(links))] if links else [])
