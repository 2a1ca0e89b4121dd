"""How large a file, its content and a sheet may be: far above any county's or city's sheets, far below any harm."""

UPLOAD = 50 * 2**20
UNZIPPED = 400 * 2**20
PART = 100 * 2**20
"""How large one part of an archive may be unpacked, in bytes: a full sheet of 50,000 rows stays far below."""
RATIO = 100
PLAIN = 10 * 2**20
"""From how many bytes on a part may not be more than `RATIO` times its packed size: only emptiness packs so well."""
PARTS = 2_000
ROWS = 50_000
COLUMNS = 1_000
CELLS = 2_000_000
FAR_CELLS = 20
"""How many cells may stand beyond `ROWS` and `COLUMNS`: so many are strays that are reported one by one."""
MERGES = 100_000
MERGED_ROWS = 1_000_000
TEXT = 32_767
"""How many characters one cell may hold: as many as Excel lets it."""
WORDS = 20_000_000
"""How many characters the cells of one sheet may have together, and the shared texts of one workbook."""
SHEETS = 256
FILES = 100
UNFINISHED_ROW = 4 * 2**20
"""How many bytes of a sheet are held back to wait for the end of a row."""
