"""Compound files (OLE2) made byte by byte: streams directly in them, and streams inside an embedded object."""

import struct

SECTOR, ENTRY = 512, 128
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STORAGE, STREAM = 5, 1, 2


def compound(streams: list[str], embedded: list[str] | None = None) -> bytes:
    """Return a compound file with empty streams of these names; `embedded` ones lie inside a storage of its own."""
    inside = embedded or []
    top = [*streams, *(["ObjectPool"] if inside else [])]
    names = [*top, *inside]
    directory = entry("Root Entry", ROOT, child=1 if names else FREE)
    for number, name in enumerate(names, start=1):
        following = number + 1 if number not in (len(top), len(names)) else FREE
        is_storage = bool(inside) and number == len(top)
        directory += entry(
            name, STORAGE if is_storage else STREAM, right=following, child=len(top) + 1 if is_storage else FREE
        )
    directory += bytes(-len(directory) % SECTOR)
    sectors = len(directory) // SECTOR
    fat = [FAT, *range(2, sectors + 1), END]
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[FREE] * (SECTOR // 4 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return header + table + directory


def entry(name: str, kind: int, *, right: int = FREE, child: int = FREE) -> bytes:
    """Return one entry of the directory."""
    words = name.encode("utf-16-le")
    links = struct.pack("<III", FREE, right, child)
    whole = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1) + links + bytes(36)
    return whole + struct.pack("<IQ", END, 0)
