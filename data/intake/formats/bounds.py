"""Limits on the size of files, their content and sheets: above any real bureau's sheets, below what harms the server."""

UPLOAD = 50 * 2**20
UNZIPPED = 400 * 2**20
PART = 100 * 2**20
"""Maximum unpacked size of one part of an archive, in bytes. A full sheet of 50,000 rows is much smaller."""
RATIO = 100
PLAIN = 10 * 2**20
"""Parts larger than this (bytes) may be at most `RATIO` times their compressed size: only empty content compresses more."""
PARTS = 2_000
ROWS = 50_000
COLUMNS = 1_000
CELLS = 2_000_000
FAR_CELLS = 20
"""Maximum number of cells beyond `ROWS` and `COLUMNS`: so few are typing errors, and each is reported."""
MERGES = 100_000
MERGED_ROWS = 1_000_000
TEXT = 32_767
"""Maximum number of characters in one cell, as in Excel."""
WORDS = 20_000_000
"""Maximum number of characters in all cells of one sheet, and in the shared texts of one workbook."""
SHEETS = 256
FILES = 100
UNFINISHED_ROW = 4 * 2**20
"""Maximum number of bytes of a sheet that are held back until the end of a row arrives."""
